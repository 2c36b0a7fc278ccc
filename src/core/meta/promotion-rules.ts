/** What stands between a release and a channel: the order of channels, policy, holds and freezes. */
import { type Issue, inputOrigin } from '../issue.ts';
import type { ChannelPolicy } from './channel-policy.ts';
import { describeRelease } from './describe.ts';
import { describeFreeze, type Freeze } from './freeze.ts';
import type { ReleaseRecord } from './record.ts';
import { isBackwards } from './release-order.ts';

/** A release that a channel is to map to, and all that counts for or against it. */
export interface Candidate {
  readonly project: string;
  readonly channel: string;
  /** What the channel maps to; undefined for nothing, or for what is not recorded. */
  readonly from: ReleaseRecord | undefined;
  readonly to: ReleaseRecord;
  /** Why the whole channel stays where it is. */
  readonly hold: string | undefined;
  readonly freeze: Freeze | undefined;
  readonly policy: ChannelPolicy;
  /** The channel itself had it, or one of those that `policy.from` names. */
  readonly cameThrough: boolean;
  /** What of its build is not recorded, in words: `server.linux-x64`. */
  readonly unbuilt: readonly string[];
  /** Records of it that nobody signed who must, in words: `the release`, `binary server.linux-x64`. */
  readonly unsigned: readonly string[];
}

/** What whoever asks takes upon themselves. */
export interface Consent {
  /** The channel may go back. */
  readonly rollback: boolean;
  /** The order of channels and freezes do not count; nothing else is forced. */
  readonly force: boolean;
  readonly reason: string | undefined;
}

/** What was decided: `forced` names the rules that would have stood in the way. Without issues it may be done. */
export interface Verdict {
  readonly issues: readonly Issue[];
  readonly forced: readonly string[];
}

/**
 * All that stands in the way at once. Issues: `channel/held`, `channel/frozen`, `channel/order`, `channel/unbuilt`,
 * `channel/unsigned`, `channel/backwards`, `channel/force` (a reason is missing).
 */
export function judgePromotion(candidate: Candidate, { rollback, force, reason }: Consent): Verdict {
  const fixed = [...checkHold(candidate), ...checkDirection(candidate, rollback), ...checkRecords(candidate)];
  const timely = [...checkFreeze(candidate), ...checkOrder(candidate)];
  if (!force || timely.length === 0) return { issues: [...fixed, ...timely], forced: [] };
  const silent = reason === undefined ? [noReason()] : [];
  return { issues: [...fixed, ...silent], forced: timely.map(({ code }) => code.replace('channel/', '')) };
}

function checkHold({ project, channel, hold }: Candidate): Issue[] {
  if (hold === undefined) return [];
  const hint = `facs channel hold ${project} ${channel} --release ends that`;
  return [{ code: 'channel/held', message: `${project} ${channel} is held: ${hold}`, hint, ...at('CHANNEL') }];
}

function checkFreeze({ project, channel, freeze }: Candidate): Issue[] {
  if (freeze === undefined) return [];
  const message = `${project} ${channel} is ${describeFreeze(freeze)}`;
  return [{ code: 'channel/frozen', message, hint: 'wait, or use --force with a --reason', ...at('CHANNEL') }];
}

function checkOrder({ project, channel, to, policy, cameThrough }: Candidate): Issue[] {
  if (cameThrough) return [];
  const before = policy.from.join(' or ');
  return [
    {
      code: 'channel/order',
      message: `${project} ${channel} takes what ${before} had, and ${describeRelease(to)} was never there`,
      hint: `promote it to ${policy.from[0]} first, or use --force with a --reason`,
      ...at('VERSION'),
    },
  ];
}

function checkDirection({ project, channel, from, to }: Candidate, rollback: boolean): Issue[] {
  if (rollback || from === undefined || from.githash === to.githash || !isBackwards(from, to)) return [];
  const message = `${describeRelease(to)} is older than ${describeRelease(from)}, which ${project} ${channel} maps to`;
  return [{ code: 'channel/backwards', message, hint: 'use --rollback if it is to go back', ...at('VERSION') }];
}

function checkRecords({ project, to, policy, unbuilt, unsigned }: Candidate): Issue[] {
  const release = describeRelease(to);
  const hint = `record it with facs binary add ${project} --release ${to.githash.slice(0, 12)}`;
  const signers = policy.sign.length === 0 ? 'anyone of allowed_signers' : policy.sign.join(' or ');
  return [
    ...unbuilt.map((what) => issue('channel/unbuilt', `${release} is not built: ${what} is not recorded`, hint)),
    ...unsigned.map((what) => issue('channel/unsigned', `${what} of ${release} is not signed by ${signers}`)),
  ];
}

function issue(code: string, message: string, hint?: string): Issue {
  return { code, message, ...at('VERSION'), ...(hint === undefined ? {} : { hint }) };
}

function noReason(): Issue {
  return { code: 'channel/force', message: '--force needs a reason', hint: 'say why with --reason', ...at('--force') };
}

function at(name: string) {
  return { origin: inputOrigin(name) };
}
