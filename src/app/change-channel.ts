/** Mapping a channel to another release: at once, or as a proposal. */
import { hasCode, operationFailure } from '../core/error.ts';
import { withRelease } from '../core/meta/channel.ts';
import { describeRelease } from '../core/meta/describe.ts';
import type { ReleaseRecord } from '../core/meta/record.ts';
import { readChannel, type StoredChannel } from './channels.ts';
import type { Meta, MetaChange, MetaSnapshot } from './ports/meta-repo.ts';
import { findRelease, readRelease } from './releases.ts';

/** A channel, what it maps to now, and what it should map to. */
export interface Promotion {
  readonly project: string;
  readonly channel: StoredChannel;
  /** Undefined as long as nothing was promoted, or when the release is not recorded (any more). */
  readonly from: ReleaseRecord | undefined;
  readonly to: ReleaseRecord;
  /** True when the channel maps to it already. */
  readonly isThere: boolean;
}

/** What a promotion would change. @throws input as `readChannel` and `findRelease`. */
export async function planPromotion(
  snapshot: MetaSnapshot,
  project: string,
  channel: string,
  version: string,
): Promise<Promotion> {
  const stored = await readChannel(snapshot, project, channel);
  const to = await findRelease(snapshot, project, version);
  const from = stored.release === undefined ? undefined : await readRelease(snapshot, project, stored.release);
  return { project, channel: stored, from, to, isThere: stored.release === to.githash };
}

/** The change to meta. Only the release's line of the channel file differs. */
export function toChange(promotion: Promotion): MetaChange {
  const { path, bytes, name } = promotion.channel;
  const text = withRelease(bytes === undefined ? undefined : new TextDecoder().decode(bytes), promotion.to.githash);
  const subject = `${promotion.project} ${name}: ${describeMove(promotion)}`;
  return { added: [], changed: [{ path, bytes: new TextEncoder().encode(text), basedOn: bytes }], message: subject };
}

/** `1.3.0 (1a2b3c4d5e6f) -> 1.4.0 (ffeeddccbbaa)`. */
export function describeMove({ from, to, channel }: Promotion): string {
  const before = from === undefined ? (channel.release?.slice(0, 12) ?? 'nothing') : describeRelease(from);
  return `${before} -> ${describeRelease(to)}`;
}

/**
 * Sets the channel on the branch of meta. @returns The commit; undefined when it maps to the release already.
 * @throws operation `channel/moved` when somebody else changed it meanwhile, with both versions; as `Meta.append`.
 */
export async function setChannel(meta: Meta, promotion: Promotion): Promise<string | undefined> {
  if (promotion.isThere) return undefined;
  try {
    const { commit } = await meta.append(toChange(promotion));
    return commit;
  } catch (error) {
    throw hasCode(error, 'meta/changed') ? await moved(meta, promotion) : error;
  }
}

async function moved(meta: Meta, { project, channel, to }: Promotion) {
  const now = await readChannel(await meta.snapshot(), project, channel.name);
  const before = channel.release ?? 'nothing';
  return operationFailure({
    code: 'channel/moved',
    message: `${project} ${channel.name} was at ${before} and is at ${now.release ?? 'nothing'} now: not set to ${to.githash}`,
    target: channel.path,
    retry: 'safe',
    next: `facs channel history ${project} ${channel.name} shows who set it; run the same command again if you still want to`,
  });
}
