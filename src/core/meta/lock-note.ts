/** What the commit of a lock says: who holds it, why, and for how long. */

/** A lock's note. Empty texts do not apply. */
export interface LockNote {
  readonly holder: string;
  readonly runUrl: string;
  readonly reason: string;
  /** The lock is over when a waiter has seen the same commit for this long on its own clock. */
  readonly leaseMs: number;
  /** A person took it: it has no lease, and stays until somebody releases it. */
  readonly byHand: boolean;
}

const BY_HAND = 'until it is released';

/** The text to give as holder of a lock. */
export function encodeLockNote({ holder, runUrl, reason, leaseMs, byHand }: LockNote): string {
  const line = (text: string) => text.replace(/\s+/g, ' ').trim();
  return [
    `locked by ${line(holder)}`,
    '',
    `holder: ${line(holder)}`,
    `run: ${line(runUrl)}`,
    `reason: ${line(reason)}`,
    ...(byHand ? [`kept: ${BY_HAND}`] : [`lease-ms: ${leaseMs}`]),
  ].join('\n');
}

/** The note in a lock's text; what it does not say is empty, and a missing lease is 0. */
export function decodeLockNote(text: string): LockNote {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  const leaseMs = Number(field('lease-ms'));
  return {
    holder: field('holder'),
    runUrl: field('run'),
    reason: field('reason'),
    leaseMs: Number.isSafeInteger(leaseMs) ? leaseMs : 0,
    byHand: field('kept') === BY_HAND,
  };
}
