/** Git objects by hash, through one `cat-file --batch` that lives as long as it is asked. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';
import { operationFailure } from '../../../core/error.ts';
import type { Git } from '../run-git.ts';

/** One object as stored, without its header. */
export interface GitObject {
  readonly hash: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Reads objects. Undefined for one that this repository does not hold; nothing is ever fetched. */
export interface ObjectReader {
  read(name: string): Promise<GitObject | undefined>;
}

interface Waiting {
  resolve(object: GitObject | undefined): void;
  reject(error: unknown): void;
}

const LINE_BREAK = 0x0a;

/**
 * A reader of the repository at `folder`. Questions may overlap; answers come in their order. The child keeps the
 * process alive only while a question is open, and ends with it.
 */
export function openObjectReader(git: Git, folder: string): ObjectReader {
  const waiting: Waiting[] = [];
  let child: ChildProcessWithoutNullStreams | undefined;
  const fail = (error: unknown) => {
    child = undefined;
    for (const each of waiting.splice(0)) each.reject(error);
  };
  const begin = () => {
    const started = git.start(['cat-file', '--batch'], { cwd: folder });
    const answered = answerReader((object) => {
      waiting.shift()?.resolve(object);
      if (waiting.length === 0) keepAlive(started, false);
    });
    started.stdout.on('data', answered);
    started.stderr.resume();
    started.stdin.on('error', () => undefined);
    started.on('error', fail);
    started.on('close', () => fail(ended(folder)));
    return started;
  };
  return {
    read: (name) =>
      new Promise((resolve, reject) => {
        child ??= begin();
        waiting.push({ resolve, reject });
        keepAlive(child, true);
        child.stdin.write(`${name}\n`);
      }),
  };
}

/** Takes stdout as it comes and gives each whole answer. @source git-cat-file(1), "BATCH OUTPUT". */
function answerReader(answer: (object: GitObject | undefined) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let have = 0;
  let need = 1;
  return (chunk) => {
    chunks.push(chunk);
    have += chunk.length;
    // Joining only once enough has come keeps a large object from being copied again with every chunk.
    if (have < need) return;
    let rest = Buffer.concat(chunks);
    for (;;) {
      const line = rest.indexOf(LINE_BREAK);
      const header = line < 0 ? [] : rest.toString('utf8', 0, line).split(' ');
      const [hash = '', type = '', size] = header;
      const end = size === undefined ? line + 1 : line + 1 + Number(size) + 1;
      need = line < 0 ? rest.length + 1 : end;
      if (line < 0 || rest.length < end) break;
      answer(size === undefined ? undefined : { hash, type, bytes: new Uint8Array(rest.subarray(line + 1, end - 1)) });
      rest = rest.subarray(end);
    }
    chunks = [rest];
    have = rest.length;
  };
}

/** Node ends although the child still runs, unless an answer is awaited. */
function keepAlive(child: ChildProcessWithoutNullStreams, wanted: boolean): void {
  const pipes = [child.stdin, child.stdout, child.stderr] as unknown as Socket[];
  for (const each of [child, ...pipes]) wanted ? each.ref() : each.unref();
}

function ended(folder: string) {
  return operationFailure({
    code: 'meta/unreadable',
    message: `git stopped reading ${folder}`,
    target: folder,
    retry: 'safe',
    next: 'run the same command again; if it fails again, delete that folder: it is only a cache',
  });
}
