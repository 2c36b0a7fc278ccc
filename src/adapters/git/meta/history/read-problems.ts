/** What git says of objects that are missing, broken on disk, or not what git allows. */
import type { CommitRange } from '../../../../app/ports/meta-history.ts';
import { isFailure } from '../../../../core/error.ts';
import type { GitProblem } from '../../../../core/meta/integrity/problems-of-git.ts';
import type { Git } from '../../run-git.ts';
import { readSteps } from './read-steps.ts';

/**
 * Checks all objects of the repository, and that the history of `tip` is whole.
 * @source git-fsck(1); names of objects as `--name-objects` gives them, counted from `tip`.
 */
export async function findProblems(git: Git, folder: string, tip: string): Promise<readonly GitProblem[]> {
  const words = [
    'fsck',
    '--name-objects',
    '--no-dangling',
    '--no-reflogs',
    '--no-progress',
    ...(tip === '' ? [] : [tip]),
  ];
  const { ending, stdout, stderr } = await git.run(words, { cwd: folder });
  const said = `${new TextDecoder().decode(stdout)}${stderr}`;
  const found = parseProblems(said);
  const isFine = ending.kind === 'exit' && ending.code === 0;
  if (found.length === 0 && !isFine) return [{ ...NOWHERE, object: 'repository', type: 'whole', said: said.trim() }];
  return nameCommits(git, folder, { range: { from: undefined, to: tip }, found });
}

/** A problem as git tells it, with git's name for a commit that has the object; empty when there is none. */
export type NamedProblem = GitProblem & { readonly revision: string };

const NOWHERE = { kind: 'missing', isWarning: false, path: '', commit: '', revision: '' } as const;

const HASH = '[0-9a-f]{40}(?:[0-9a-f]{24})?';

/** One line of git for each kind of problem; the first that fits says it. */
const LINES: readonly (readonly [
  RegExp,
  (groups: Readonly<Record<string, string | undefined>>) => Partial<NamedProblem>,
])[] = [
  [
    new RegExp(`^missing (?<type>\\w+) (?<object>${HASH})(?: \\((?<name>.*)\\))?$`),
    ({ type = '' }) => ({ type, said: 'git does not find it, or it is broken on disk' }),
  ],
  [
    new RegExp(`^(?<level>error|warning) in (?<type>\\w+) (?<object>${HASH})(?: \\((?<name>.*)\\))?: (?<said>.*)$`),
    ({ level, type = '', said = '' }) => ({ kind: 'malformed', isWarning: level === 'warning', type, said }),
  ],
  [
    new RegExp(`^(?<level>error|warning): object (?<object>${HASH}): (?<said>\\w+: .*)$`),
    ({ level, said = '' }) => ({ kind: 'malformed', isWarning: level === 'warning', said, type: 'object' }),
  ],
  [
    /^error: (?<object>(?:refs\/|HEAD)[^ :]*): (?<said>.*)$/,
    ({ object = '', said = '' }) => ({ kind: 'ref', type: 'ref', path: object, said }),
  ],
  [/^error: .*?\/?(?<object>pack-[0-9a-f]+\.(?:pack|idx)) (?<said>.*)$/, ({ said = '' }) => ({ type: 'file', said })],
  [new RegExp(`^(?:error|fatal): (?<said>.*?(?<object>${HASH}).*)$`), ({ said = '' }) => ({ type: 'object', said })],
];

/** Each object once, with the most that is said of it. */
export function parseProblems(text: string): readonly NamedProblem[] {
  const found = new Map<string, NamedProblem>();
  for (const line of text.replace(/objects\/([0-9a-f]{2})\/([0-9a-f]{38,62})/g, 'objects/$1$2').split('\n')) {
    const problem = parseLine(line);
    if (problem === undefined) continue;
    const known = found.get(problem.object);
    if (known === undefined || (known.type === 'object' && problem.type !== 'object'))
      found.set(problem.object, problem);
  }
  return [...found.values()];
}

function parseLine(line: string): NamedProblem | undefined {
  for (const [form, read] of LINES) {
    const groups = form.exec(line)?.groups;
    if (groups === undefined) continue;
    const { object = '', name = '' } = groups;
    const [revision = '', path = ''] = splitName(name);
    return { ...NOWHERE, object, type: 'object', said: line, path, revision, ...read(groups) };
  }
  return undefined;
}

/** `<revision>:<path>`. */
function splitName(name: string): readonly string[] {
  const colon = name.indexOf(':');
  return colon < 0 ? [name] : [name.slice(0, colon), name.slice(colon + 1).replace(/\/$/, '')];
}

/** Found in the history by what they are; else, where that is broken itself, by a commit that has them. */
export async function nameCommits(
  git: Git,
  folder: string,
  { range, found }: { readonly range: CommitRange; readonly found: readonly NamedProblem[] },
): Promise<readonly GitProblem[]> {
  const wanted = found.map(({ object }) => object).filter(isHash);
  const origins = await findOrigins(git, folder, { range, wanted: wanted.slice(0, TRACED) });
  return Promise.all(
    found.map(async ({ revision, ...problem }) => {
      const { object, type } = problem;
      const origin = origins.get(object);
      if (origin !== undefined) return { ...problem, ...origin };
      const isCommit = type === 'commit' || object === range.to;
      return { ...problem, commit: isCommit ? object : await commitOf(git, folder, revision) };
    }),
  );
}

/** Of so many objects git is asked where they come from: it compares every tree of the history with each. */
const TRACED = 100;

/** Where the history first has an object. @source git-log(1), `--find-object`. */
async function findOrigins(
  git: Git,
  folder: string,
  { range, wanted }: { readonly range: CommitRange; readonly wanted: readonly string[] },
): Promise<ReadonlyMap<string, { readonly path: string; readonly commit: string }>> {
  const origins = new Map<string, { path: string; commit: string }>();
  if (wanted.length === 0 || range.to === '') return origins;
  try {
    for await (const { githash, changes } of readSteps(git, folder, range, wanted)) {
      for (const { path, after } of changes) {
        const hash = after?.hash ?? '';
        if (wanted.includes(hash) && !origins.has(hash)) origins.set(hash, { path, commit: githash });
      }
    }
  } catch (error) {
    if (!isFailure(error)) throw error;
  }
  return origins;
}

async function commitOf(git: Git, folder: string, revision: string): Promise<string> {
  if (revision === '') return '';
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', revision];
  return new TextDecoder().decode((await git.run(words, { cwd: folder })).stdout).trim();
}

function isHash(object: string): boolean {
  return new RegExp(`^${HASH}$`).test(object);
}
