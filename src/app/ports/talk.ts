/** What is told to people while a command runs. Never data, never a secret. */
import type { Issue } from '../../core/issue.ts';
import type { Secret } from '../../core/secret.ts';

/** stderr on a terminal, groups and annotations on GitHub. */
export interface Talk {
  /** One line of progress. */
  say(line: string): void;
  /** Something that deserves a look and stops nothing. */
  warn(issue: Issue): void;
  /** Runs `work` inside a titled group, folded where the place can fold. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** From here on this text shows as `***` wherever the place can mask. */
  mask(value: Secret<string>): void;
}
