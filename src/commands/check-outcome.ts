/** What a check of a meta repo tells, the same for all of it and for one push. */
import type { CheckedMeta } from '../app/integrity/checked.ts';
import { markdownTable } from '../core/deploy/describe-plan.ts';
import type { Operation } from '../core/error.ts';
import { describeFinding } from '../core/meta/integrity/finding.ts';
import type { Outcome } from './command.ts';

/** Findings that are shown to people; `--json` has all. */
const SHOWN = 100;

/** Exit code 1 when there are errors; warnings alone leave it at 0. */
export function toCheckOutcome(checked: CheckedMeta): Outcome {
  const { url, commit, commits, files, findings } = checked;
  const failed = summarize(checked);
  return {
    data: { url, commit, commits, files, findings: findings.map((finding) => ({ ...finding })) },
    text: [...shown(findings.map(describeFinding)), failed === undefined ? describeAll(checked) : '']
      .filter(Boolean)
      .join('\n'),
    outputs: { findings: String(findings.length) },
    summary: summaryOf(checked),
    ...(failed === undefined ? {} : { failed }),
  };
}

function summarize({ url, findings }: CheckedMeta): Operation | undefined {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return undefined;
  return {
    code: 'meta/broken',
    message: `${errors === 1 ? 'one thing is' : `${errors} things are`} wrong with ${url}`,
    target: url,
    retry: 'safe',
    next: 'do what stands at each of them, then run the same command again; nothing was changed',
  };
}

function describeAll({ commits, files, findings }: CheckedMeta): string {
  const warnings = findings.length === 0 ? '' : `, ${count(findings.length, 'warning')}`;
  return `${count(commits, 'commit')} and ${count(files, 'file')} are as they should be${warnings}`;
}

function summaryOf(checked: CheckedMeta): string {
  const { findings } = checked;
  if (findings.length === 0) return describeAll(checked);
  const rows = findings
    .slice(0, SHOWN)
    .map(({ severity, path, commit, message, remedy }) => [severity, path, commit.slice(0, 12), message, remedy]);
  const more = findings.length > SHOWN ? `\n\n… and ${findings.length - SHOWN} more` : '';
  return `${markdownTable(['', 'path', 'commit', 'what is wrong', 'what to do'], rows)}${more}`;
}

function shown(lines: readonly string[]): readonly string[] {
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `… and ${lines.length - SHOWN} more`];
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
