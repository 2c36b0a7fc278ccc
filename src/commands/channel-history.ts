/** `facs channel history`: the promotions of a channel. */
import { type ChannelMove, readChannelHistory } from '../app/channel-history.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { describeMoment } from '../core/calendar.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { channelInput, metaPlaces, subject } from '../core/inputs/shared.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });

/**
 * Data: a list of `{at, who, proposedBy, approvedBy, pullRequest, from, to, version, hold, reason, forced, commit}`,
 * newest first; `at` is RFC 3339, `pullRequest` its number, what is not there null.
 */
export const channelHistoryCommand = defineCommand({
  name: 'channel history',
  summary: 'Show who mapped a channel to what, when, and by which pull request; newest first.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const moves = await readChannelHistory(snapshot, project, given.channel);
    return { data: moves.map(toData), text: describeTable(moves.map(toRow)).join('\n') };
  },
});

function toData({ at, who, commit, version, from, to, forced, approvedBy, ...move }: ChannelMove) {
  return {
    at: describeMoment(at * 1000),
    who,
    proposedBy: move.proposedBy ?? null,
    approvedBy: [...approvedBy],
    pullRequest: move.pullRequest ?? null,
    from: from ?? null,
    to: to ?? null,
    version,
    hold: move.hold ?? null,
    reason: move.reason ?? null,
    forced: [...forced],
    commit,
  };
}

function toRow({ at, who, from, to, version, ...move }: ChannelMove): string[] {
  const remarks = [
    ...(move.pullRequest === undefined ? [] : [`#${move.pullRequest}`]),
    ...(move.proposedBy === undefined ? [] : [`proposed by ${move.proposedBy}`]),
    ...(move.approvedBy.length === 0 ? [] : [`approved by ${move.approvedBy.join(', ')}`]),
    ...(move.forced.length === 0 ? [] : [`forced past ${move.forced.join(', ')}`]),
    ...(move.reason === undefined ? [] : [move.reason]),
  ];
  const what = from === to ? describeHold(move) : `${short(from)} -> ${short(to)}`;
  return [describeMoment(at * 1000), who, what, from === to ? '' : version, remarks.join('; ')];
}

function describeHold({ hold, wasHeld }: Pick<ChannelMove, 'hold' | 'wasHeld'>): string {
  return hold === undefined ? `hold ended: ${wasHeld}` : `held: ${hold}`;
}

function short(githash: string | undefined): string {
  return githash?.slice(0, 12) ?? 'nothing';
}
