import { join } from 'node:path';
import { describeMetaRepo } from '../../../contract/meta-repo.ts';
import { commitByHand, lineOf, makeBare, tagByHand } from '../../../support/bare-repo.ts';
import { metaRepoIn, openPlayground } from '../../../support/meta.ts';

describeMetaRepo('over git', async () => {
  const ground = await openPlayground();
  let count = 0;
  return {
    writer: (name) => metaRepoIn(join(ground.folder, 'top', name), { actor: name }).repo,
    newAddress: async () => {
      const url = join(ground.folder, `${count++}.git`);
      makeBare(url);
      return { url };
    },
    commit: async ({ url }, files) => commitByHand(url, files),
    tag: async ({ url }, name, commit) => tagByHand(url, name, commit),
    line: async ({ url }, branch) => lineOf(url, branch),
    authorOf: (name) => name,
    close: ground.remove,
  };
});
