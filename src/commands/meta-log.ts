/** `facs meta log`: what was written to meta, and by whom. */
import { openMeta } from '../app/open-meta.ts';
import { describeMoment } from '../core/calendar.ts';
import { defineInputs, integer, text } from '../core/inputs/input.ts';
import { metaPlaces } from '../core/inputs/shared.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  path: text({ positional: true, placeholder: 'PATH', help: 'Only commits that touched this file or folder.' }),
  limit: integer({ default: '20', help: 'At most so many, the newest.' }),
  ...metaPlaces,
});

/** Data: a list of `{githash, author, at, message}`, newest first; `at` is RFC 3339. */
export const metaLogCommand = defineCommand({
  name: 'meta log',
  summary: 'Show what was written to the meta repo, newest first.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const commits = (await snapshot.history(given.path ?? '', given.limit)).map((commit) => ({
      githash: commit.githash,
      author: commit.author,
      at: describeMoment(commit.committedAt * 1000),
      message: commit.message,
    }));
    const rows = commits.map(({ githash, at, author, message }) => [
      githash.slice(0, 12),
      at,
      author,
      message.split('\n')[0] ?? '',
    ]);
    return { data: commits, text: describeTable(rows).join('\n') };
  },
});
