/** `project.yaml`: what a project of the meta repo says about itself. */
import type { MappingNode } from '../definition/value-node.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readMapping } from '../yaml/read-mapping.ts';
import { type ChannelPolicy, defaultPolicy, readPolicy } from './channel-policy.ts';
import { type Freeze, readFreeze } from './freeze.ts';
import { parseName } from './names.ts';
import { SmallReader } from './small-reader.ts';

/** A project as recorded. */
export interface Project {
  /** In the order of promotion; releases enter at the first. Never empty, each once. */
  readonly channels: readonly string[];
  /** Of every channel. */
  readonly policies: ReadonlyMap<string, ChannelPolicy>;
  readonly freezes: readonly Freeze[];
}

/** What the first release of a project writes. */
export const FIRST_PROJECT: Pick<Project, 'channels'> = { channels: ['edge', 'stable'] };

const KEYS = ['channels', 'policy', 'freezes'];

/**
 * Reads `project.yaml`. Issues: `project/invalid`, `meta/name`, and as `readMapping`, under `project/`.
 * @param path Of the file, for messages.
 */
export function parseProject(text: string, path: string): Result<Project> {
  const read = readMapping({ text, file: path, area: 'project', thing: 'project.yaml' });
  if (!read.ok) return read;
  const reader = new SmallReader('project/invalid');
  reader.expectKeys(read.value, KEYS);
  const channels = readChannels(read.value, reader);
  const policies = readPolicies(read.value, channels, reader);
  const freezes = readFreezes(read.value, channels, reader);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ channels, policies, freezes });
}

function readChannels({ members, origin }: MappingNode, reader: SmallReader): readonly string[] {
  const member = members.get('channels');
  const said = member?.value.kind === 'list' ? reader.texts('channels', member) : [];
  if (said.length === 0)
    reader.refuse(member?.key ?? origin, 'channels: a list of names, the first is where releases enter');
  const channels = new Set<string>();
  for (const { text, origin } of said) {
    const name = parseName('channel', text);
    if (!name.ok) reader.issues.push(...name.issues.map((issue) => ({ ...issue, origin })));
    if (channels.has(text)) reader.refuse(origin, 'channels: a name stands twice');
    channels.add(text);
  }
  return [...channels];
}

function readPolicies({ members }: MappingNode, channels: readonly string[], reader: SmallReader) {
  const policies = new Map(channels.map((channel) => [channel, defaultPolicy(channels, channel)]));
  const member = members.get('policy');
  const entries = member === undefined ? undefined : reader.mapping('policy', member.value);
  for (const [channel, { key, value }] of entries?.members ?? []) {
    if (!policies.has(channel))
      reader.refuse(key, `there is no channel ${channel}`, `there are ${channels.join(', ')}`);
    const entry = reader.mapping(channel, value);
    if (entry !== undefined) policies.set(channel, readPolicy(entry, { channels, channel }, reader));
  }
  return policies;
}

function readFreezes({ members }: MappingNode, channels: readonly string[], reader: SmallReader): readonly Freeze[] {
  const member = members.get('freezes');
  if (member === undefined) return [];
  if (member.value.kind !== 'list') {
    reader.refuse(member.key, 'freezes: a list is meant, each with from, until and reason');
    return [];
  }
  return member.value.items.flatMap((item) => {
    const entry = reader.mapping('freezes', item);
    const freeze = entry === undefined ? undefined : readFreeze(entry, channels, reader);
    return freeze === undefined ? [] : [freeze];
  });
}

/** The text of a new `project.yaml`. */
export function encodeProject({ channels }: Pick<Project, 'channels'>): string {
  const comment = '# Channels in the order of promotion; releases enter at the first.';
  return `${comment}\nchannels: [${channels.join(', ')}]\n`;
}
