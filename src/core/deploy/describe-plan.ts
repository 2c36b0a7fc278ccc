/** Plans and results for people: text for a terminal, Markdown for a job summary. */
import { markdownCode } from '../markdown.ts';
import type { PlanSubject } from './compute-plan.ts';
import type { FileChanges, Plan, PlannedHost } from './plan.ts';

const FILES_SHOWN = 20;

/** The whole plan as text; no trailing line break. */
export function describePlan(plan: Plan): string {
  const lines = [`${plan.project} ${plan.instance}: ${describeRelease(plan)}`];
  if (plan.once.length > 0)
    lines.push('  once, before any host changes:', ...plan.once.map((command) => `    ${command}`));
  for (const [i, wave] of (plan.waves ?? []).entries()) lines.push(`  wave ${i + 1}: ${wave.join(', ')}`);
  for (const host of plan.hosts) lines.push(...hostLines(host).map((line) => `  ${line}`));
  return lines.join('\n');
}

/** A Markdown table with a row per host. */
export function describePlanAsMarkdown(plan: Plan): string {
  const rows = plan.hosts.map((host) => [
    host.host,
    host.from === undefined ? 'nothing' : shortCopy(host.from),
    shortCopy(host.to),
    describeAction(host),
  ]);
  return [
    `**${plan.project} ${plan.instance}**: ${describeRelease(plan)}`,
    '',
    markdownTable(['host', 'runs', 'would run', 'what is done'], rows),
  ].join('\n');
}

/** `1.4.0 (1a2b3c4d5e6f) from channel edge, definitions 9f86d081884c`: of what commit, unless it is the release's own. */
export function describeRelease({ release, channel, definitions }: PlanSubject): string {
  const short = release.githash.slice(0, 12);
  const name = release.version === '' ? short : `${release.version} (${short})`;
  const dirty = release.dirty ? ', with changes that are in no commit' : '';
  return `${name}${channel === '' ? '' : ` from channel ${channel}`}${dirty}${describeDefinitions(definitions, release)}`;
}

/** Rows below a heading, every cell as code: nothing in it is obeyed. */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (text === '' ? '' : markdownCode(text));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(heading), `|${' --- |'.repeat(heading.length)}`, ...rows.map((cells) => row(cells.map(cell)))].join('\n');
}

/** `1a2b3c4d5e6f-0f9e8d7c6b5a`: release and tree. */
export function shortCopy({ release, tree }: { readonly release: string; readonly tree: string }): string {
  return `${release.slice(0, 12)}-${tree.slice(0, 12)}`;
}

function describeDefinitions({ githash }: Plan['definitions'], release: Plan['release']): string {
  return githash === '' || githash === release.githash ? '' : `, definitions ${githash.slice(0, 12)}`;
}

function hostLines(host: PlannedHost): string[] {
  const { drain = [], before, postcmd, after, restart, readd = [] } = host.run;
  return [
    `${host.host}: ${describeAction(host)}`,
    ...fileLines(host.files).map((line) => `  ${line}`),
    ...(host.directories ?? []).map((path) => `  makes the directory ${path}`),
    ...drain.map((command) => `  drain: ${command}`),
    ...before.map((command) => `  before: ${command}`),
    ...postcmd.map((command) => `  postcmd: ${command}`),
    ...after.map((command) => `  after: ${command}`),
    ...restart.map((command) => `  restart: ${command}`),
    ...readd.map((command) => `  readd: ${command}`),
  ];
}

function describeAction({ action, send, link, folder }: PlannedHost): string {
  if (action === 'unchanged') return 'unchanged';
  if (action === 'activate') return `switches to ${folder}, which it keeps`;
  return `gets ${folder}: ${count(send.files, 'file')} sent (${describeBytes(send.bytes)}), ${link} linked`;
}

function fileLines({ added, changed, removed }: FileChanges): string[] {
  const lines = [
    ...added.map((path) => `+ ${path}`),
    ...changed.map((path) => `~ ${path}`),
    ...removed.map((path) => `- ${path}`),
  ];
  const rest = lines.length - FILES_SHOWN;
  return rest <= 0 ? lines : [...lines.slice(0, FILES_SHOWN), `… and ${rest} more`];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function describeBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
