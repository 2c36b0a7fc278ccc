/** What a check of a meta repo finds: what is wrong, where, since which commit, and what to do. */
import { comparePaths } from '../../files.ts';
import { describeOrigin, type Issue } from '../../issue.ts';
import { printableLine } from '../../printable.ts';

/** `error`: an invariant is broken. `warning`: it holds, and something deserves a look. */
export type Severity = 'error' | 'warning';

/** One thing that was found. */
export interface Finding {
  /** Stable, `area/what`: `history/changed`, `record/place`, `git/corrupt`. */
  readonly code: string;
  readonly severity: Severity;
  /** From the top of the repository, with `/`; empty when it is about no file. */
  readonly path: string;
  /** Full githash of the commit that brought it; empty when none did, or none can be read. */
  readonly commit: string;
  readonly message: string;
  /** What puts it right, as an order to a person. */
  readonly remedy: string;
}

/** A file that is looked at: where it lies, and the commit that brought what it holds now. */
export interface Subject {
  readonly path: string;
  readonly commit: string;
}

/** An error about a file. */
export function errorIn({ path, commit }: Subject, code: string, message: string, remedy: string): Finding {
  return { code, severity: 'error', path, commit, message, remedy };
}

/** A warning about a file. */
export function warningIn(subject: Subject, code: string, message: string, remedy: string): Finding {
  return { ...errorIn(subject, code, message, remedy), severity: 'warning' };
}

/** Problems of a small text file as findings: line and column stand in the message. */
export function findingsOf(subject: Subject, issues: readonly Issue[], remedy: string): readonly Finding[] {
  return issues.map(({ code, message, hint, origin }) => {
    const line = origin?.kind === 'file' ? `${describeOrigin(origin).slice(origin.file.length + 1)}: ` : '';
    const words = hint === undefined ? message : `${message} (${hint})`;
    return errorIn(subject, code, `${line}${words}`, remedy);
  });
}

/** By path, then code: the same repository gives the same list. */
export function orderFindings(findings: readonly Finding[]): readonly Finding[] {
  const text = ({ code, commit, message }: Finding) => `${code}\0${commit}\0${message}`;
  return findings.toSorted((a, b) => comparePaths(a.path, b.path) || (text(a) < text(b) ? -1 : 1));
}

/** Two lines for a person: where and what, then what to do. */
export function describeFinding({ code, severity, path, commit, message, remedy }: Finding): string {
  const where = [path, commit === '' ? '' : `commit ${commit.slice(0, 12)}`].filter((word) => word !== '').join(', ');
  const place = where === '' ? '' : `${printableLine(where)}: `;
  return `${severity}: ${place}${printableLine(message)} [${code}]\n  next: ${printableLine(remedy)}`;
}
