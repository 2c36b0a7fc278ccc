/** What a check of a meta repo came to. */
import type { Finding } from '../../core/meta/integrity/finding.ts';

/** Findings in order, and how much was looked at. */
export interface CheckedMeta {
  readonly url: string;
  /** The newest commit that was looked at. */
  readonly commit: string;
  readonly commits: number;
  readonly files: number;
  readonly findings: readonly Finding[];
}
