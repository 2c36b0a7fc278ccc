/** `facs status`: what runs where. */
import type { HostStatus, LastDeployment, StandingLock, Status } from '../app/status.ts';
import { describeMoment } from '../core/calendar.ts';
import { shortCopy } from '../core/deploy/describe-plan.ts';
import { defineInputs, flag } from '../core/inputs/input.ts';
import { access, places, selection, subject } from '../core/inputs/shared.ts';
import type { Json } from '../core/json.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  ...subject,
  ...places,
  ...selection,
  ...access,
  live: flag({ help: 'Ask the hosts too. Without a meta repo they are always asked.' }),
  local: flag({ help: 'Asking this machine (deploy.destdir) is meant, also on CI.' }),
});

/**
 * Data: `{project, instance, channel, wanted, channelHold, hold: {release, reason, until, who}, freeze, lock: {holder,
 * runUrl, reason, byHand, since}, last: {id, state, definitions:
 * {url, githash}},
 * hosts: [{host, targets, recorded: {release, tree, since, outcome}, live: {release, tree, outcome} | {code, message},
 * drift}]}`; `since` in ms since 1970; what is not known is null.
 */
export const statusCommand = defineCommand({
  name: 'status',
  summary: 'Show what runs on the hosts of an instance, what its channel wants, and whether it is held.',
  inputs,
  run: async (given, context) => {
    const { readStatus } = await import('../app/status.ts');
    const status = await readStatus(given, context);
    return { data: toData(status), text: describe(status) };
  },
});

function describe(status: Status): string {
  const { project, instance, channel, wanted, hold, channelHold, freeze, lock, last, hosts } = status;
  const follows = channel === '' ? 'follows no channel' : `follows ${channel}`;
  const wants = wanted === undefined ? '' : `, which maps to ${wanted.slice(0, 12)}`;
  const rows = [
    ['host', 'runs', 'since', ''],
    ...hosts.map((host) => [host.host.name, copyOf(host), sinceOf(host), remarkOf(host, wanted)]),
  ];
  return [
    `${project} ${instance} ${follows}${wants}`,
    ...(channelHold === undefined ? [] : [`channel ${channel} is held: ${channelHold}`]),
    ...(freeze === undefined ? [] : [`channel ${channel} is ${freeze}`]),
    ...(lock === undefined ? [] : [describeLock(lock)]),
    ...(hold === undefined
      ? []
      : [
          `held by ${hold.who}${hold.until === '' ? '' : ` until ${hold.until}`}${hold.reason === '' ? '' : `: ${hold.reason}`}`,
        ]),
    ...(last === undefined || last.state === 'ended' ? [] : [`deployment ${last.id} is ${last.state}`]),
    ...(last === undefined || last.definitions.githash === '' ? [] : [describeDefinitions(last)]),
    ...describeTable(rows),
  ].join('\n');
}

function describeLock({ holder, runUrl, reason, since }: StandingLock): string {
  const details = [runUrl, reason].filter((text) => text !== '').join(', ');
  return `locked by ${holder} since ${describeMoment(since)}${details === '' ? '' : `: ${details}`}`;
}

function describeDefinitions({ definitions: { url, githash } }: LastDeployment): string {
  return `deployed with the definitions ${githash.slice(0, 12)} of ${url}`;
}

function copyOf({ recorded, live }: HostStatus): string {
  if (live?.kind === 'answered') return live.copy === undefined ? 'nothing' : shortCopy(live.copy);
  return recorded === undefined ? '-' : shortCopy(recorded);
}

function sinceOf({ recorded }: HostStatus): string {
  return recorded?.since === undefined ? '' : describeMoment(recorded.since);
}

function remarkOf(host: HostStatus, wanted: string | undefined): string {
  const { recorded, live } = host;
  const release = live?.kind === 'answered' ? live.copy?.release : recorded?.release;
  const remarks = [
    ...(live?.kind === 'silent' ? [live.failure.message] : []),
    ...(live?.kind === 'answered' && live.outcome !== undefined && live.outcome !== 'good'
      ? [`not proven good: ${live.outcome}`]
      : []),
    ...(isDrifted(host) ? [`records say ${recorded === undefined ? 'nothing' : shortCopy(recorded)}`] : []),
    ...(wanted !== undefined && release !== undefined && release !== wanted ? ['not what the channel wants'] : []),
  ];
  return remarks.join('; ');
}

/** The host was asked and runs something else than the records say. */
function isDrifted({ recorded, live }: HostStatus): boolean {
  if (live?.kind !== 'answered' || recorded === undefined) return false;
  return live.copy?.release !== recorded.release || live.copy.tree !== recorded.tree;
}

function toData({ project, instance, channel, wanted, channelHold, hold, freeze, lock, last, hosts }: Status): Json {
  return {
    ...{ project, instance },
    channel: channel === '' ? null : channel,
    wanted: wanted ?? null,
    channelHold: channelHold ?? null,
    hold: hold === undefined ? null : { ...hold },
    freeze: freeze ?? null,
    lock: lock === undefined ? null : { ...lock },
    last: last === undefined ? null : { ...last, definitions: { ...last.definitions } },
    hosts: hosts.map((host) => ({
      host: host.host.name,
      targets: [...host.host.targets],
      recorded: recordedToData(host.recorded),
      live: liveToData(host.live),
      drift: isDrifted(host),
    })),
  };
}

function recordedToData(recorded: HostStatus['recorded']): Json {
  if (recorded === undefined) return null;
  const { release, tree, since, outcome } = recorded;
  return { release, tree, since: since ?? null, outcome: outcome ?? null };
}

function liveToData(live: HostStatus['live']): Json {
  if (live === undefined) return null;
  if (live.kind === 'silent') return { code: live.failure.code, message: live.failure.message };
  const { copy, outcome } = live;
  return { release: copy?.release ?? null, tree: copy?.tree ?? null, outcome: outcome ?? null };
}
