import { describeMetaRepo } from '../../../contract/meta-repo.ts';
import { openGithubEstate } from '../../../support/github-estate.ts';

describeMetaRepo('on GitHub', () => openGithubEstate());
