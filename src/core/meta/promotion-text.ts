/** What a promotion's pull request says. */
import { markdownCode, markdownLink } from '../markdown.ts';
import { describeTable } from '../table.ts';
import { describeRelease } from './describe.ts';
import type { ReleaseRecord } from './record.ts';

/** A channel that is to map to another release; `from` is undefined when it maps to none that is recorded. */
export interface Move {
  readonly project: string;
  readonly channel: string;
  readonly from: ReleaseRecord | undefined;
  readonly to: ReleaseRecord;
  readonly reason?: string | undefined;
  /** Rules that would have stood in the way. */
  readonly forced?: readonly string[];
}

/** `Promote shop edge to 1.4.0 (1a2b3c4d5e6f)`: one line. */
export function promotionTitle({ project, channel, to }: Move): string {
  return `Promote ${project} ${channel} to ${describeRelease(to)}`.replace(/\s+/g, ' ');
}

/** From and to, and for every repository what changed, with a link that compares where its server can. */
export function promotionBody(move: Move): string {
  const { project, channel, from, to, reason, forced = [] } = move;
  const before = from === undefined ? 'nothing' : markdownCode(describeRelease(from));
  return [
    `${markdownCode(`${project} ${channel}`)}: ${before} → ${markdownCode(describeRelease(to))}`,
    '',
    '| repository | from | to | |',
    '|---|---|---|---|',
    ...to.repos.map((repo) => repoRow(repo, from?.repos.find((each) => each.name === repo.name)?.githash)),
    '',
    ...(reason === undefined ? [] : [`Reason: ${markdownCode(reason)}`, '']),
    ...(forced.length === 0 ? [] : [`**Forced past ${forced.join(', ')}.**`, '']),
    `Merging deploys every instance that follows ${markdownCode(channel)}.`,
  ].join('\n');
}

/** The same for a terminal. */
export function describePromotion({ from, to }: Move): string {
  const rows = to.repos.map(({ name, url, githash }) => {
    const old = from?.repos.find((each) => each.name === name)?.githash;
    return [name, old?.slice(0, 12) ?? 'new', '->', githash.slice(0, 12), old === githash ? 'unchanged' : url];
  });
  return describeTable(rows).join('\n');
}

function repoRow({ name, url, githash }: ReleaseRecord['repos'][number], old: string | undefined): string {
  const cells = [name, old?.slice(0, 12) ?? 'new', githash.slice(0, 12)].map(markdownCode);
  return `| ${[...cells, compareLink(url, old, githash)].join(' | ')} |`;
}

/** @source github.com, gitlab.com and Gitea all answer `<repo>/compare/<a>...<b>`. */
function compareLink(url: string, old: string | undefined, githash: string): string {
  if (old === githash) return 'unchanged';
  if (old === undefined) return markdownLink('commit', `${url}/commit/${githash}`);
  return markdownLink('compare', `${url}/compare/${old}...${githash}`);
}
