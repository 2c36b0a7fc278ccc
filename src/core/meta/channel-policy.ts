/** What a release must have behind it before a channel takes it. */
import type { MappingNode } from '../definition/value-node.ts';
import { BINARY, parseName } from './names.ts';
import type { SmallReader } from './small-reader.ts';

/** The policy of one channel, with what goes without saying. */
export interface ChannelPolicy {
  /** Names of `allowed_signers`, one of which must have signed the release and each of its binaries; empty: nobody. */
  readonly sign: readonly string[];
  /** Channels, one of which must have had the release; empty: it may come from anywhere. */
  readonly from: readonly string[];
  /** Binaries that must be recorded, as `<name>.<platform>`. */
  readonly binaries: readonly string[];
}

const KEYS = ['sign', 'from', 'binaries'];

/** May stand as `from:` for a channel that takes releases which no other channel had. */
const ANYWHERE = 'anywhere';

/** The policy that a channel has when none is written: a release comes from the channel before; the first takes any. */
export function defaultPolicy(channels: readonly string[], channel: string): ChannelPolicy {
  const before = channels[channels.indexOf(channel) - 1];
  return { sign: [], from: before === undefined ? [] : [before], binaries: [] };
}

/** The policy as written for one channel; what is wrong is noted in the reader. */
export function readPolicy(
  entry: MappingNode,
  { channels, channel }: { readonly channels: readonly string[]; readonly channel: string },
  reader: SmallReader,
): ChannelPolicy {
  const { members } = entry;
  reader.expectKeys(entry, KEYS);
  const usual = defaultPolicy(channels, channel);
  return {
    sign: reader.texts('sign', members.get('sign')).map(({ text }) => text),
    from: members.has('from') ? readFrom(entry, { channels, channel }, reader) : usual.from,
    binaries: readBinaries(entry, reader),
  };
}

function readFrom(
  { members }: MappingNode,
  { channels, channel }: { readonly channels: readonly string[]; readonly channel: string },
  reader: SmallReader,
): readonly string[] {
  const said = reader.texts('from', members.get('from'));
  if (said.length === 1 && said[0]?.text === ANYWHERE) return [];
  const others = channels.filter((name) => name !== channel);
  for (const { text, origin } of said)
    if (!others.includes(text))
      reader.refuse(origin, `from: there is no other channel ${text}`, `write ${[...others, ANYWHERE].join(', ')}`);
  if (said.length === 0) reader.issues.push(...noFrom(members.get('from')?.key));
  return said.map(({ text }) => text);
}

function noFrom(origin: MappingNode['origin'] | undefined) {
  if (origin === undefined) return [];
  return [{ code: 'project/invalid', message: `from: a list of channels, or ${ANYWHERE}`, origin }];
}

function readBinaries({ members }: MappingNode, reader: SmallReader): readonly string[] {
  return reader.texts('binaries', members.get('binaries')).flatMap(({ text, origin }) => {
    const [, name = '', platform = ''] = /^(.*)\.([^.]*)$/.exec(text) ?? [];
    if (BINARY.test(name) && parseName('platform', platform).ok) return [text];
    reader.refuse(origin, `binaries: "${text}" is no binary`, 'write NAME.PLATFORM, like server.linux-x64');
    return [];
  });
}
