/** `facs channel history`: the promotions of a channel. */
import { readChannelHistory } from '../app/channel-history.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { describeMoment } from '../core/calendar.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { channelInput, metaPlaces, subject } from '../core/inputs/shared.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });

/** Data: a list of `{at, who, from, to, version, commit}`, newest first; `at` is RFC 3339, what is not there null. */
export const channelHistoryCommand = defineCommand({
  name: 'channel history',
  summary: 'Show who mapped a channel to what, and when; newest first.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const moves = (await readChannelHistory(snapshot, project, given.channel)).map((move) => ({
      at: describeMoment(move.at * 1000),
      who: move.who,
      from: move.from ?? null,
      to: move.to ?? null,
      version: move.version,
      commit: move.commit,
    }));
    const short = (githash: string | null) => githash?.slice(0, 12) ?? 'nothing';
    const rows = moves.map(({ at, who, from, to, version }) => [at, who, `${short(from)} -> ${short(to)}`, version]);
    return { data: moves, text: describeTable(rows).join('\n') };
  },
});
