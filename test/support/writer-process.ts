/** Writers of meta that can be killed: `meta-writer.ts`, bundled so that it starts fast, each in a process group of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

/** How to start one. */
export interface WriterOptions {
  /** File that `buildWriter` wrote. */
  readonly script: string;
  readonly url: string;
  readonly top: string;
  readonly name: string;
  readonly count?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** A running writer. */
export interface Writer {
  readonly pid: number;
  /** SIGKILL, to the writer alone or to all the gits that it started too. */
  kill(who: 'alone' | 'group'): void;
  /** What it said had landed, and whether it came to its end. */
  readonly ended: Promise<{ readonly landed: readonly string[]; readonly done: boolean; readonly said: string }>;
}

/** Bundles the writer into `folder`; gives the file to start. */
export async function buildWriter(folder: string): Promise<string> {
  const outfile = join(folder, 'writer.mjs');
  const entry = join(import.meta.dirname, 'meta-writer.ts');
  // CommonJS packages inside ask for a require, which an ES module does not have.
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner,
    logLevel: 'error',
  });
  return outfile;
}

/** Starts a writer; its standard error is kept, not shown: most of these are killed. */
export function startWriter({ script, url, top, name, count = 1, env }: WriterOptions): Writer {
  const child = spawn(process.execPath, [script, url, top, name, String(count)], {
    detached: true,
    env: { ...process.env, ...env },
  });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text;
    });
  }
  const pid = child.pid ?? 0;
  return {
    pid,
    kill: (who) => {
      if (child.exitCode === null && child.signalCode === null) process.kill(who === 'group' ? -pid : pid, 'SIGKILL');
    },
    ended: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        const landed = [...texts.stdout.matchAll(/^landed (\S+) /gm)].map(([, path = '']) => path);
        resolve({ landed, done: code === 0, said: texts.stderr });
      });
    }),
  };
}
