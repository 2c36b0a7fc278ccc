/** How a deployment ended on every host, as values and for people. */
import type { Operation } from '../error.ts';
import type { Copy, HostOutcome } from '../meta/record.ts';
import { describeTable } from '../table.ts';
import { markdownTable, shortCopy } from './describe-plan.ts';

/** How it ended on one host. One that was skipped fails nothing, whatever the reason says. `now` is absent when nothing runs there, or it could not be asked. */
export interface HostReport {
  readonly host: string;
  readonly targets: readonly string[];
  readonly outcome: HostOutcome;
  readonly from?: Copy;
  readonly now?: Copy;
  readonly failure?: Operation;
  /** What runs once for all was done here. */
  readonly ranOnce?: true;
}

/** A line per host; no trailing line break. */
export function describeReports(reports: readonly HostReport[]): string {
  const rows = reports.map(({ host, outcome, now, failure }) => [
    host,
    outcome,
    now === undefined ? '-' : shortCopy(now),
    failure === undefined ? '' : withoutHost(failure.message, host),
  ]);
  return describeTable(rows).join('\n');
}

/** A Markdown table with a row per host. */
export function describeReportsAsMarkdown(reports: readonly HostReport[]): string {
  const rows = reports.map(({ host, targets, outcome, from, now, failure }) => [
    host,
    targets.join(', '),
    outcome,
    from === undefined ? '' : shortCopy(from),
    now === undefined ? '' : shortCopy(now),
    failure === undefined ? '' : withoutHost(failure.message, host),
  ]);
  return markdownTable(['host', 'target', 'outcome', 'ran', 'runs now', 'why'], rows);
}

/** The failure of the whole: every host that failed, what has changed all the same, what to do. Undefined: none failed. */
export function summarizeFailures(
  reports: readonly HostReport[],
  { project, instance }: { readonly project: string; readonly instance: string },
): Operation | undefined {
  const failed = reports.flatMap(({ failure, outcome }) => (outcome === 'skipped' ? [] : (failure ?? [])));
  const [first] = failed;
  if (first === undefined) return undefined;
  const activated = reports.filter(({ outcome }) => outcome === 'activated').map(({ host }) => host);
  const next = [...new Set(failed.flatMap((failure) => failure.next ?? []))];
  const again = activated.length === 0 ? [] : [`or bring the others back: facs rollback ${project} ${instance}`];
  return {
    code: failed.every(({ code }) => code === first.code) ? first.code : 'deploy/failed',
    message: `${failed.length} of ${reports.length} ${reports.length === 1 ? 'host' : 'hosts'} failed:\n${failed.map(({ message }) => `    ${message}`).join('\n')}`,
    target: `${project} ${instance}`,
    retry: failed.every(({ retry }) => retry === 'safe') ? 'safe' : 'never',
    ...(activated.length === 0 ? {} : { left: `${activated.join(', ')} activated the release` }),
    ...(next.length + again.length === 0 ? {} : { next: [...next, ...again].join('; ') }),
  };
}

function withoutHost(message: string, host: string): string {
  return message.startsWith(`${host}: `) ? message.slice(host.length + 2) : message;
}
