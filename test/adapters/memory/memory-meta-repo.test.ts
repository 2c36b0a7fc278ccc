import { describeMetaRepo } from '../../contract/meta-repo.ts';
import { openMemoryEstate } from '../../support/memory-estate.ts';

describeMetaRepo('in memory', openMemoryEstate);
