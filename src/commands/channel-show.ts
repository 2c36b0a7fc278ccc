/** `facs channel show`: the release that a channel maps to, and who follows it. */
import { type Follower, showFollowers } from '../app/channel/show-followers.ts';
import { readChannel } from '../app/channels.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject, readProject } from '../app/projects.ts';
import { readRelease } from '../app/releases.ts';
import { shortCopy } from '../core/deploy/describe-plan.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { channelInput, metaPlaces, subject } from '../core/inputs/shared.ts';
import type { Json } from '../core/json.ts';
import { describeRecord } from '../core/meta/describe.ts';
import { describeFreeze, freezeAt } from '../core/meta/freeze.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });

/**
 * Data: `{project, channel, hold, freeze, release, followers: [{instance, hold, hosts: [{host, release, tree}]}]}` with
 * the whole release record; null for what is not there.
 */
export const channelShowCommand = defineCommand({
  name: 'channel show',
  summary: 'Show the release that a channel maps to, the instances that follow it, and what they run.',
  inputs,
  run: async (given, { ports }) => {
    const meta = await openMeta(ports, given);
    const snapshot = await meta.snapshot();
    const project = await chooseProject(snapshot, given.project);
    const { name, release, hold } = await readChannel(snapshot, project, given.channel);
    const found = freezeAt((await readProject(snapshot, project)).freezes, name, ports.clock.now());
    const freeze = found === undefined ? undefined : describeFreeze(found);
    const record = release === undefined ? undefined : await readRelease(snapshot, project, release);
    const shown = { project, channel: name, release };
    const followers = await showFollowers({ meta, snapshot }, shown, { ports, topDir: given['top-dir'] });
    const mapped =
      record === undefined ? `${project} ${name} maps to ${release ?? 'nothing yet'}` : describeRecord(record);
    const lines = [
      ...(hold === undefined ? [] : [`held: ${hold}`]),
      ...(freeze === undefined ? [] : [freeze]),
      mapped,
      ...(followers.length === 0 ? ['nobody follows it'] : ['followed by:', ...describeFollowers(followers, release)]),
    ];
    return {
      data: {
        ...{ project, channel: name, hold: hold ?? null, freeze: freeze ?? null },
        release: (record ?? null) as unknown as Json,
        followers: followers.map(toData),
      },
      text: lines.join('\n'),
    };
  },
});

function toData({ instance, hold, hosts }: Follower): Json {
  const runs = hosts.map(({ host, copy }) => ({ host, release: copy?.release ?? null, tree: copy?.tree ?? null }));
  return { instance, hold: hold === undefined ? null : { ...hold }, hosts: runs };
}

/** A line for each thing that hosts of an instance run: nearly always one. */
function describeFollowers(followers: readonly Follower[], wanted: string | undefined): string[] {
  const rows = followers.flatMap((follower) => {
    const { instance, hosts, hold } = follower;
    const held = hold === undefined ? '' : `held by ${hold.who}${hold.reason === '' ? '' : `: ${hold.reason}`}`;
    const copies = new Set(hosts.map(runsOf));
    if (copies.size === 0) return [[`  ${instance}`, 'never deployed', '', held]];
    return [...copies].map((copy, i) => {
      const on = hosts.filter((host) => runsOf(host) === copy);
      const other = on.some((host) => host.copy !== undefined && host.copy.release !== wanted) ? 'another release' : '';
      const remarks = [i === 0 ? held : '', other].filter((remark) => remark !== '').join('; ');
      return [i === 0 ? `  ${instance}` : '', copy, on.map(({ host }) => host).join(', '), remarks];
    });
  });
  return describeTable(rows);
}

function runsOf({ copy }: Follower['hosts'][number]): string {
  return copy === undefined ? 'nothing known' : shortCopy(copy);
}
