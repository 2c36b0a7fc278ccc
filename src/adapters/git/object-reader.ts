/** One `git cat-file --batch` that serves many reads: starting a process for each would cost more than the reading. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { operationFailure } from '../../core/error.ts';
import { gitFailure } from './git-failure.ts';
import type { Git } from './run-git.ts';

/** Reads objects of one repository; answers come in the order of the questions. */
export interface ObjectReader {
  /** The bytes of the object with this githash; undefined when the repository has none. */
  read(githash: string): Promise<Uint8Array | undefined>;
}

interface Question {
  readonly answer: (bytes: Uint8Array | undefined) => void;
  readonly fail: (error: Error) => void;
}

// Long enough for the next file of a tree, short enough that a process which reads on and on gathers no crowd.
const IDLE_MS = 250;

/**
 * Objects of the repository at `folder`. The process starts at the first read, keeps ours alive only while an answer
 * is due, and ends when nothing was asked for a moment; a later read starts another.
 * @source git-cat-file(1), "BATCH OUTPUT".
 */
export function openObjects(git: Git, folder: string): ObjectReader {
  let batch: Batch | undefined;
  return {
    read: (githash) => {
      if (batch === undefined || batch.ended)
        batch = new Batch(git.start(['cat-file', '--batch'], { cwd: folder }), folder);
      return batch.ask(githash);
    },
  };
}

class Batch {
  ended = false;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly folder: string;
  private readonly due: Question[] = [];
  private asked = '';
  private chunks: Buffer[] = [];
  private length = 0;
  /** Bytes to wait for before looking again: a large object is put together once, not with every chunk. */
  private needed = 0;
  private idle: NodeJS.Timeout | undefined;

  constructor(child: ChildProcessWithoutNullStreams, folder: string) {
    this.child = child;
    this.folder = folder;
    child.stdout.on('data', (chunk: Buffer) => this.take(chunk));
    child.stdin.on('error', () => this.end());
    child.on('error', () => this.end());
    child.on('close', () => this.end());
    child.stderr.resume();
  }

  ask(githash: string): Promise<Uint8Array | undefined> {
    return new Promise((answer, fail) => {
      clearTimeout(this.idle);
      this.due.push({ answer, fail });
      this.keepAlive(true);
      // Questions of one moment go out in one piece: each by itself would wake git, and us, once more.
      if (this.asked === '') queueMicrotask(() => this.send());
      this.asked += `${githash}\n`;
    });
  }

  private send(): void {
    this.child.stdin.write(this.asked);
    this.asked = '';
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < this.needed) return;
    let rest: Buffer = Buffer.concat(this.chunks);
    for (let answer = readAnswer(rest); ; answer = readAnswer(rest)) {
      this.needed = answer.end;
      if (answer.end > rest.length) break;
      rest = rest.subarray(answer.end);
      this.due.shift()?.answer(answer.bytes);
    }
    this.chunks = [rest];
    this.length = rest.length;
    if (this.due.length === 0) this.rest();
  }

  private rest(): void {
    this.keepAlive(false);
    this.idle = setTimeout(() => {
      this.ended = true;
      this.child.stdin.end();
    }, IDLE_MS).unref();
  }

  private end(): void {
    this.ended = true;
    for (const question of this.due.splice(0)) question.fail(brokenOff(this.folder));
  }

  private keepAlive(alive: boolean): void {
    const change = alive ? 'ref' : 'unref';
    this.child[change]();
    // The pipes are sockets: each would keep the process waiting.
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr])
      (stream as unknown as { ref(): void; unref(): void })[change]();
  }
}

/**
 * Very many objects in the order of their hashes; undefined for those that the repository has not. Git writes them into
 * a file: through a pipe it would wake us for each.
 * @param scratch Path of a file to make, and to remove again.
 */
export async function readObjects(
  git: Git,
  folder: string,
  hashes: readonly string[],
  scratch: string,
): Promise<readonly (Uint8Array | undefined)[]> {
  const file = await open(scratch, 'wx+');
  try {
    const words = ['cat-file', '--batch', '--buffer'];
    const options = { cwd: folder, input: `${hashes.join('\n')}\n`, outputTo: file.fd };
    const finished = hashes.length === 0 ? undefined : await git.run(words, options);
    if (finished === undefined) return [];
    if (finished.ending.kind !== 'exit' || finished.ending.code !== 0) throw gitFailure(words, finished);
    return readAnswers(await readFile(scratch), hashes.length);
  } finally {
    await file.close();
    await rm(scratch, { force: true });
  }
}

function readAnswers(all: Buffer, count: number): (Uint8Array | undefined)[] {
  const found: (Uint8Array | undefined)[] = [];
  for (let rest = all; found.length < count; ) {
    const { end, bytes } = readAnswer(rest);
    if (end > rest.length) throw new Error(`git cat-file gave ${found.length} of ${count} objects`);
    found.push(bytes);
    rest = rest.subarray(end);
  }
  return found;
}

/** The first answer in `buffer`; when it is not whole yet, `end` says how many bytes there must be at least. */
function readAnswer(buffer: Buffer): { readonly end: number; readonly bytes?: Uint8Array } {
  const line = buffer.indexOf('\n');
  if (line < 0) return { end: buffer.length + 1 };
  const header = buffer.toString('utf8', 0, line);
  if (header.endsWith(' missing')) return { end: line + 1 };
  const start = line + 1;
  const end = start + Number(header.split(' ')[2]) + 1;
  return end > buffer.length ? { end } : { end, bytes: new Uint8Array(buffer.subarray(start, end - 1)) };
}

function brokenOff(folder: string) {
  return operationFailure({
    code: 'git/broken-off',
    message: `git cat-file ended before it had read all of ${folder}`,
    target: folder,
    retry: 'safe',
    next: 'check the repository with git fsck, then run the same command again',
  });
}
