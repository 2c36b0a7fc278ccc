/** The commits of a range with their changes, from one `git log` that is read while it runs. */
import { StringDecoder } from 'node:string_decoder';
import type { CommitRange } from '../../../../app/ports/meta-history.ts';
import type { HistoryStep, PathChange, Version } from '../../../../core/meta/integrity/ledger.ts';
import { KINDS } from '../../commit-files.ts';
import { gitFailure } from '../../git-failure.ts';
import type { Git } from '../../run-git.ts';

// Whatever the user prefers to see in a log: merges against each parent, nothing left out, nothing taken for renamed.
const LOG = [
  ...['--no-replace-objects', '-c', 'log.showSignature=false', '-c', 'log.showRoot=true', 'log'],
  ...['-m', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-relative', '--ignore-submodules=none'],
  ...['--reverse', '--topo-order', '--format=tformat:%x01%H %ct %P'],
];

/**
 * Parents before children; a merge comes once for each parent that it differs from. @throws as `gitFailure`.
 * @param only Blobs and trees; given, only the changes that bring or take one of them, also to folders.
 */
export async function* readSteps(
  git: Git,
  folder: string,
  { from, to }: CommitRange,
  only: readonly string[] = [],
): AsyncGenerator<HistoryStep> {
  const wanted = only.length === 0 ? [] : ['-t', ...only.map((hash) => `--find-object=${hash}`)];
  const words = [...LOG, ...wanted, to, ...(from === undefined ? [] : [`^${from}`]), '--'];
  const child = git.start(words, { cwd: folder });
  child.stdin.end();
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const closed = new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  // Whoever stops to read also stops to wait.
  closed.catch(() => undefined);
  try {
    yield* toSteps(fieldsOf(child.stdout));
    const code = await closed;
    if (code === 0) return;
    const ending = code === null ? { kind: 'closed' as const } : { kind: 'exit' as const, code };
    throw gitFailure(['log'], { ending, stdout: new Uint8Array(), stderr: said.join('') });
  } finally {
    child.kill();
  }
}

/** The texts between NULs, as they come in, many at once. */
async function* fieldsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const fields = (rest + decoder.write(chunk)).split('\0');
    rest = fields.pop() ?? '';
    yield fields;
  }
}

async function* toSteps(parts: AsyncIterable<readonly string[]>): AsyncGenerator<HistoryStep> {
  let step: (HistoryStep & { readonly changes: PathChange[] }) | undefined;
  let change: string | undefined;
  for await (const fields of parts) {
    for (const field of fields) {
      if (change !== undefined) {
        step?.changes.push(toChange(change, field));
        change = undefined;
        continue;
      }
      const text = field.startsWith('\n') ? field.slice(1) : field;
      if (text.startsWith(':')) change = text;
      if (!text.startsWith('\u0001')) continue;
      if (step !== undefined) yield step;
      step = toStep(text.slice(1));
    }
  }
  if (step !== undefined) yield step;
}

function toStep(header: string) {
  const [githash = '', committedAt, ...parents] = header.split(' ').filter((word) => word !== '');
  return { githash, committedAt: Number(committedAt), parents, changes: [] as PathChange[] };
}

/** @source git-diff(1), "RAW OUTPUT FORMAT". */
function toChange(line: string, path: string): PathChange {
  const [before = '', after = '', hashBefore = '', hashAfter = ''] = line.slice(1).split(' ');
  return { path, before: toVersion(before, hashBefore), after: toVersion(after, hashAfter) };
}

function toVersion(mode: string, hash: string): Version | undefined {
  return mode === '000000' ? undefined : { kind: KINDS[mode] ?? 'file', hash };
}
