/** A meta repo with a story in it: two releases of `shop`, a binary, trees, deployments to two hosts. */
import { createHash } from 'node:crypto';
import type { Meta } from '../../src/app/ports/meta-repo.ts';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { channelPath, projectPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../../src/core/meta/project.ts';
import type { MetaRecord, ReleaseRecord } from '../../src/core/meta/record.ts';
import { begin, binary, end, OTHER_GITHASH, release, tree } from '../core/meta/records.ts';
import { utf8 } from './meta.ts';

/** The release before `release`: an older commit of both repos. */
export const oldRelease: ReleaseRecord = {
  ...release,
  githash: OTHER_GITHASH,
  version: '1.3.0',
  tag: 'v1.3.0',
  committedAt: release.committedAt - 86_400,
  repos: release.repos.map((repo) => ({ ...repo, githash: repo.path === '' ? OTHER_GITHASH : 'aa'.repeat(20) })),
};

/** A file of the deployed tree, and the tree that has it. */
export const APP = utf8('console.log("shop")\n');
const appDigest = createHash('sha256').update(APP).digest('hex');
const deployed = {
  ...tree,
  entries: [{ path: '_DEPLOY_/app.js', mode: '0644', content: { kind: 'file', sha256: appDigest, size: APP.length } }],
} as const;

/** Writes the story in two commits; channel edge maps to nothing yet. */
export async function tellStory(meta: Meta): Promise<void> {
  const records: readonly MetaRecord[] = [oldRelease, release, binary, deployed, begin, end];
  const added = records.map((record) => ({ path: recordPath('shop', record), bytes: encodeRecord(record) }));
  const project = { path: projectPath('shop'), bytes: utf8(encodeProject(FIRST_PROJECT)), basedOn: undefined };
  await meta.append({ added, changed: [project], message: 'the story of shop' });
}

/** Maps a channel of shop by hand, as an editor and git would. */
export function mapping(channel: string, githash: string, basedOn?: string) {
  const file = (text: string) => utf8(`release: ${text}\n`);
  return {
    added: [],
    changed: [
      {
        path: channelPath('shop', channel),
        bytes: file(githash),
        basedOn: basedOn === undefined ? undefined : file(basedOn),
      },
    ],
    message: `${channel} to ${githash}`,
  };
}
