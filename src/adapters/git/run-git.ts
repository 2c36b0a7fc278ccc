/** The one door to the `git` program: what goes in, what comes out, how it ended. */
import { type ChildProcessByStdio, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ending } from '../../app/ports/hosts.ts';
import { operationFailure } from '../../core/error.ts';
import { type GitAccess, gitEnvironment, type Variables } from './git-environment.ts';
import { gitFailure } from './git-failure.ts';

/** How one git process is started. */
export interface GitOptions {
  /** Folder to run in: a work tree or a bare repo. Absent: where the process runs. */
  readonly cwd?: string;
  readonly input?: Uint8Array | string | AsyncIterable<Uint8Array>;
  /** Further variables, such as `GIT_INDEX_FILE` or `GIT_AUTHOR_DATE`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the process when it fires; the ending is then a signal. */
  readonly signal?: AbortSignal;
  /** An open file that takes stdout, which then is empty here. */
  readonly outputTo?: number;
}

/** What a git process left behind. Only `exit` with code 0 is success. */
export interface GitFinished {
  readonly ending: Ending;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Runs git. Words are passed as they are: no shell, and no secret is ever among them. */
export interface Git {
  /** Runs to the end, whatever the end is. @throws operation `git/missing`. */
  run(words: readonly string[], options?: GitOptions): Promise<GitFinished>;
  /** The bytes of stdout. @throws operation, by `git-failure.ts`, when git does not exit with 0. */
  output(words: readonly string[], options?: GitOptions): Promise<Uint8Array>;
  /** stdout as text, without the last line break. @throws as `output`. */
  text(words: readonly string[], options?: GitOptions): Promise<string>;
  /** Starts a process that is talked to while it runs (`cat-file --batch`). The caller ends it. */
  start(words: readonly string[], options?: GitOptions): ChildProcessWithoutNullStreams;
}

/** Git with the variables of the process, and tokens for the servers that want one. */
export function openGit(variables: Variables, access: readonly GitAccess[] = []): Git {
  const environment = gitEnvironment(variables, access);
  const toSpawn = (options: GitOptions) => ({
    cwd: options.cwd,
    env: { ...environment, ...options.env },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const start: Git['start'] = (words, options = {}) => spawn('git', words, { ...toSpawn(options), stdio: 'pipe' });
  const run: Git['run'] = (words, options = {}) => {
    const { outputTo } = options;
    if (outputTo === undefined) return finish(start(words, options), options);
    const child = spawn('git', words, { ...toSpawn(options), stdio: ['pipe', outputTo, 'pipe'] });
    return finish(child as Child, options);
  };
  const output: Git['output'] = async (words, options) => {
    const finished = await run(words, options);
    if (finished.ending.kind !== 'exit' || finished.ending.code !== 0) throw gitFailure(words, finished);
    return finished.stdout;
  };
  const text: Git['text'] = async (words, options) =>
    new TextDecoder().decode(await output(words, options)).replace(/\n$/, '');
  return { start, run, output, text };
}

type Child = ChildProcessByStdio<Writable, Readable | null, Readable>;

async function finish(child: Child, options: GitOptions): Promise<GitFinished> {
  const fed = feed(child, options.input);
  const stdout = child.stdout === null ? new Uint8Array() : collect(child.stdout);
  const done = Promise.all([ended(child, options.cwd), stdout, collect(child.stderr)]);
  // A git that ended needs no more input; input that broke is the failure, whatever git makes of half of it.
  const [ending, bytes, stderr] = await Promise.race([done, fed.then(() => done)]);
  return { ending, stdout: bytes, stderr: new TextDecoder().decode(stderr) };
}

async function feed(child: Child, input: GitOptions['input']): Promise<void> {
  const chunks = input === undefined ? [] : typeof input === 'string' || input instanceof Uint8Array ? [input] : input;
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), child.stdin);
  } catch (error) {
    // A git that stops reading says why by its exit; only a broken source is news.
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') return;
    child.kill();
    throw error;
  }
}

function ended(child: Child, cwd: string | undefined): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.name !== 'AbortError') reject(notStarted(error, cwd));
    });
    child.on('close', (code, signal) => {
      if (signal !== null) resolve({ kind: 'signal', signal });
      else resolve(code === null ? { kind: 'closed' } : { kind: 'exit', code });
    });
  });
}

function notStarted(error: NodeJS.ErrnoException, cwd: string | undefined) {
  const noFolder = cwd !== undefined && !existsSync(cwd);
  return operationFailure({
    code: noFolder ? 'git/no-folder' : 'git/missing',
    message: noFolder ? `${cwd} is not there` : `git could not be started: ${error.message}`,
    target: cwd ?? 'git',
    retry: 'safe',
    next: noFolder ? 'name a folder that exists' : 'install git, or put it on PATH',
    cause: error,
  });
}

async function collect(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
