/** GitHub's REST operations on objects of git: its own examples, with what real git has in them. */
import type { Answer } from './github-answers.ts';
import { BareRepo, type GitObject, parseCommit } from './github-objects.ts';
import type { Call } from './openapi.ts';

type Fields = Record<string, unknown>;

/** What the server may be told to do as GitHub does it with large repositories. */
export interface GitLimits {
  /** Entries that a recursive listing shows before it counts as truncated. */
  readonly treeEntries: number;
  /** Bytes that a request may have. */
  readonly requestBytes: number;
}

/** The answer to a call that is about objects of git; undefined for any other. */
export function answerGit(call: Call, folder: string, user: string, limits: GitLimits): Answer | undefined {
  const work = OPERATIONS[call.operation];
  return work?.({
    call,
    repo: new BareRepo(folder),
    user,
    limits,
    fields: (call.example(200) ?? call.example(201)) as Fields,
  });
}

interface Desk {
  readonly call: Call;
  readonly repo: BareRepo;
  readonly user: string;
  readonly limits: GitLimits;
  /** The example of a success. */
  readonly fields: Fields;
}

const OPERATIONS: Readonly<Record<string, (desk: Desk) => Answer>> = {
  'git/get-blob': ({ call, repo, fields }) => {
    const found = repo.find(call.parameters['file_sha'] ?? '');
    if (found?.type !== 'blob') return notFound();
    const content = found.bytes.toString('base64').replace(/.{60}/g, '$&\n');
    return ok({ ...fields, content, encoding: 'base64', sha: found.oid, size: found.bytes.length });
  },
  'git/get-tree': ({ call, repo, limits, fields }) => {
    const found = repo.find(call.parameters['tree_sha'] ?? '');
    if (found?.type !== 'tree') return notFound();
    const entries = repo.entries(found.oid, call.parameters['recursive'] !== undefined);
    const tree = entries
      .slice(0, limits.treeEntries)
      .map(({ oid, ...entry }) => ({ ...entry, sha: oid, url: `https://x/${oid}` }));
    return ok({ ...fields, sha: found.oid, tree, truncated: tree.length < entries.length });
  },
  'git/create-blob': ({ call, repo, fields }) => {
    const { content, encoding } = call.body as Record<string, string>;
    return created({
      ...fields,
      sha: repo.writeBlob(Buffer.from(content ?? '', encoding === 'base64' ? 'base64' : 'utf8')),
    });
  },
  'git/create-tree': ({ call, repo, fields }) => {
    const { base_tree: base, tree } = call.body as {
      base_tree?: string;
      tree: { path: string; mode: string; sha: string }[];
    };
    const sha = repo.writeTree(
      base,
      tree.map(({ path, mode, sha: oid }) => ({ path, mode, oid })),
    );
    return created({ ...fields, sha, tree: [] });
  },
  'git/create-commit': ({ call, repo, user, fields }) => {
    const { tree, parents, message } = call.body as { tree: string; parents: string[]; message: string };
    const sha = repo.writeCommit({ tree, parents, message, author: user });
    const { committedDate } = parseCommit(repo.find(sha) as GitObject);
    const committer = { ...(fields['committer'] as Fields), date: committedDate };
    return created({ ...fields, sha, message, committer });
  },
  'repos/get-commit': ({ call, repo, fields }) => {
    const found = repo.find(call.parameters['ref'] ?? '');
    if (found?.type !== 'commit') return notFound();
    const [parent] = parseCommit(found).parents;
    const files = changedFiles(repo, parent === undefined ? ['--root', found.oid] : [parent, found.oid]);
    const size = Number(call.parameters['per_page'] ?? 30);
    const start = (Number(call.parameters['page'] ?? 1) - 1) * size;
    const [example = {}] = fields['files'] as Fields[];
    // GitHub's example lacks what its schema requires.
    const file = { ...example, sha: found.oid, contents_url: 'https://x' };
    const shown = files.slice(start, start + size).map((each) => ({ ...file, ...each }));
    return ok({ ...fields, sha: found.oid, files: shown });
  },
  'repos/compare-commits-with-basehead': ({ call, repo, fields }) => {
    const [base = '', head = ''] = call.parameters['basehead']?.split('...') ?? [];
    if (repo.find(base)?.type !== 'commit' || repo.find(head)?.type !== 'commit') return notFound();
    const isOlder = (a: string, b: string) => repo.tryGit(['merge-base', '--is-ancestor', a, b]) !== undefined;
    const status =
      base === head ? 'identical' : isOlder(base, head) ? 'ahead' : isOlder(head, base) ? 'behind' : 'diverged';
    const [example = {}] = fields['files'] as Fields[];
    const files = changedFiles(repo, [`${base}...${head}`]).map((file) => ({ ...example, ...file }));
    return ok({ ...fields, status, files: call.parameters['page'] === '2' ? [] : files.slice(0, 300) });
  },
  'repos/create-or-update-file-contents': ({ call, repo, user, fields }) => {
    const { content, message } = call.body as Record<string, string>;
    const ref = `refs/heads/${repo.branch}`;
    const head = repo.find(ref);
    const path = decodeURIComponent(call.parameters['path'] ?? '');
    if (head !== undefined && repo.find(`${head.oid}:${path}`) !== undefined)
      return {
        status: 422,
        body: { message: 'Invalid request.\n\n"sha" wasn\'t supplied.', documentation_url: 'https://x' },
      };
    const oid = repo.writeBlob(Buffer.from(content ?? '', 'base64'));
    const tree = repo.writeTree(head === undefined ? undefined : parseCommit(head).tree, [
      { path, mode: '100644', oid },
    ]);
    const commit = repo.writeCommit({
      tree,
      parents: head === undefined ? [] : [head.oid],
      message: message ?? '',
      author: user,
    });
    repo.moveRefs([{ name: ref, after: commit, before: head?.oid ?? '0'.repeat(40) }]);
    return created({ ...fields, commit: { ...(fields['commit'] as Fields), sha: commit } });
  },
};

const STATUS: Readonly<Record<string, string>> = {
  A: 'added',
  M: 'modified',
  D: 'removed',
  T: 'changed',
  R: 'renamed',
};

/** What differs, as GitHub lists it: a file that moved is one entry, with both of its names. */
function changedFiles(repo: BareRepo, range: readonly string[]): Fields[] {
  const words = range[0] === '--root' ? ['diff-tree', '-r', '--no-commit-id', '-M'] : ['diff', '-M'];
  const parts = repo
    .raw([...words, '-z', '--name-status', ...range])
    .toString()
    .split('\0');
  const files: Fields[] = [];
  for (let i = 0; i + 1 < parts.length; ) {
    const letter = parts[i]?.[0] ?? '';
    const names = parts.slice(i + 1, letter === 'R' ? i + 3 : i + 2);
    const previous = letter === 'R' ? { previous_filename: names[0] } : {};
    files.push({ filename: names.at(-1), status: STATUS[letter], ...previous });
    i += 1 + names.length;
  }
  return files;
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function created(body: unknown): Answer {
  return { status: 201, body };
}

function notFound(): Answer {
  return { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } };
}
