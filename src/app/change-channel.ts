/** Mapping a channel to another release: at once, or as a proposal. */
import { hasCode, inputFailure, operationFailure } from '../core/error.ts';
import { withRelease } from '../core/meta/channel.ts';
import { describeRelease } from '../core/meta/describe.ts';
import { type Consent, judgePromotion } from '../core/meta/promotion-rules.ts';
import type { ReleaseRecord } from '../core/meta/record.ts';
import { gatherCandidate } from './channel/candidate.ts';
import { changeChannelFiles } from './channel-files.ts';
import { readChannel, type StoredChannel } from './channels.ts';
import type { SeenMeta } from './gather/places.ts';
import type { ChangedFile, Meta, MetaChange } from './ports/meta-repo.ts';
import type { Ports } from './ports/ports.ts';
import { readProject } from './projects.ts';
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
  /** Files for `curl` and `sh` that change with it, or were not right before. */
  readonly files: readonly ChangedFile[];
  readonly reason: string | undefined;
  /** Rules that stood in the way and were not to count. */
  readonly forced: readonly string[];
}

/** What is to be done, as the user named it. */
export interface PromotionWish extends Consent {
  readonly project: string;
  readonly channel: string;
  readonly version: string;
  /** Folder for caches: `--top-dir`. */
  readonly topDir: string;
}

/**
 * What a promotion would change, if it may be.
 * @throws input as `readChannel` and `findRelease`; all that stands in the way, as `judgePromotion`.
 */
export async function planPromotion(seen: SeenMeta, wish: PromotionWish, ports: Ports): Promise<Promotion> {
  const { snapshot } = seen;
  const { project: name, topDir, reason } = wish;
  const channel = await readChannel(snapshot, name, wish.channel);
  const to = await findRelease(snapshot, name, wish.version);
  const from = channel.release === undefined ? undefined : await readRelease(snapshot, name, channel.release);
  const files = await changeChannelFiles(snapshot, { project: name, channel: channel.name, release: to });
  const plan = { project: name, channel, from, to, isThere: channel.release === to.githash, files, reason, forced: [] };
  if (plan.isThere) return plan;
  const project = { ...(await readProject(snapshot, name)), name };
  const candidate = await gatherCandidate(seen, { project, channel, from, to }, { ports, topDir });
  const { issues, forced } = judgePromotion(candidate, wish);
  if (issues.length > 0) throw inputFailure(...issues);
  return { ...plan, forced };
}

/** True when meta is as it should be already. */
export function isDone({ isThere, files }: Promotion): boolean {
  return isThere && files.length === 0;
}

/** The change to meta: of the channel file only the line of the release differs. */
export function toChange(promotion: Promotion): MetaChange {
  const { project, isThere, files, to, reason, forced } = promotion;
  const { path, bytes, name } = promotion.channel;
  const text = withRelease(bytes === undefined ? undefined : new TextDecoder().decode(bytes), to.githash);
  const changed = { path, bytes: new TextEncoder().encode(text), basedOn: bytes };
  const done = isThere ? `files for curl and sh of ${describeRelease(to)}` : describeMove(promotion);
  const trailers = [
    ...(reason === undefined ? [] : [`Reason: ${reason.replace(/\s+/g, ' ')}`]),
    ...(forced.length === 0 ? [] : [`Forced: ${forced.join(', ')}`]),
  ];
  const message = [`${project} ${name}: ${done}`, ...(trailers.length === 0 ? [] : ['', ...trailers])].join('\n');
  return { added: [], changed: [...(isThere ? [] : [changed]), ...files], message };
}

/** `1.3.0 (1a2b3c4d5e6f) -> 1.4.0 (ffeeddccbbaa)`. */
export function describeMove({ from, to, channel }: Pick<Promotion, 'from' | 'to' | 'channel'>): string {
  const before = from === undefined ? (channel.release?.slice(0, 12) ?? 'nothing') : describeRelease(from);
  return `${before} -> ${describeRelease(to)}`;
}

/**
 * Sets the channel on the branch of meta. @returns The commit; undefined when it maps to the release already.
 * @throws operation `channel/moved` when somebody else changed it meanwhile, with both versions; as `Meta.append`.
 */
export async function setChannel(meta: Meta, promotion: Promotion): Promise<string | undefined> {
  if (isDone(promotion)) return undefined;
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
  const isSame = now.release === channel.release;
  return operationFailure({
    code: 'channel/moved',
    message: isSame
      ? `the files of ${project} ${channel.name} changed meanwhile: not set to ${to.githash}`
      : `${project} ${channel.name} was at ${before} and is at ${now.release ?? 'nothing'} now: not set to ${to.githash}`,
    target: channel.path,
    retry: 'safe',
    next: `facs channel history ${project} ${channel.name} shows who set it; run the same command again if you still want to`,
  });
}
