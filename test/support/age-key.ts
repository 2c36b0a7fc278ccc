/** Fresh age keys, made by age itself. */
import { execFileSync } from 'node:child_process';
import { tool } from './tools.ts';

/** `AGE-SECRET-KEY-1…`, and the recipient `age1…` that belongs to it. */
export interface AgeKey {
  readonly secret: string;
  readonly recipient: string;
}

/** A new pair. */
export function makeAgeKey(): AgeKey {
  const text = execFileSync(tool('age-keygen'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const secret = /^AGE-SECRET-KEY-1\S+$/m.exec(text)?.[0] ?? '';
  return { secret, recipient: /^# public key: (\S+)$/m.exec(text)?.[1] ?? '' };
}
