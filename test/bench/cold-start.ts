/**
 * Cold start: `facs resolve` on three layers, over a Node process that does nothing.
 *
 * Floor: `node -e 0` – one process, no bytes of ours. What stands above it is reading and compiling our code (the CLI,
 * the YAML parser, the merge), three small files, and printing the result.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Benchmark, Row } from './benchmark.ts';
import { race } from './race.ts';

const ROUNDS = 31;
const GOAL_MS = 45;

const LAYERS: Readonly<Record<string, string>> = {
  'facsimile.yaml':
    'instances:\n  staging: { channel: edge }\n  production.eu: { channel: stable }\ncompany: Corner Shop\n',
  'shop.yaml': 'home: ~/shop\ndeploy:\n  user: shop\n  keep_releases: 3\n  nodes: { web: [web1, web2] }\n',
  'staging.yaml':
    'deploy:\n  nodes: { web: [lab] }\nhosts:\n  lab: { address: 127.0.0.1, host_keys: [ssh-ed25519 AAAA] }\n',
};

/** With each Node at hand: the one that runs this, and the one that a user's PATH finds. */
export const coldStart: Benchmark = {
  name: 'cold-start',
  needs: [],
  async run(dist) {
    const folder = await mkdtemp(join(tmpdir(), 'facs-bench-'));
    try {
      await mkdir(join(folder, 'define'));
      for (const [name, text] of Object.entries(LAYERS)) await writeFile(join(folder, 'define', name), text);
      const rows: Row[] = [];
      for (const node of nodes()) rows.push(await measure(node, join(dist, 'cli.js'), folder));
      return rows;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(node: string, cli: string, cwd: string): Promise<Row> {
  const run = (words: readonly string[]) =>
    void execFileSync(node, words, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const [ours, floor] = await race(ROUNDS, [
    { name: 'facs resolve', run: () => run([cli, 'resolve', 'shop', 'staging']) },
    { name: 'node -e 0', run: () => run(['-e', '0']) },
  ]);
  if (ours === undefined || floor === undefined) throw new Error('nothing was measured');
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  return { title: `cold start of resolve, Node ${version}`, ours, floor, kind: 'difference', goal: GOAL_MS };
}

/** This Node, and the first on PATH that is another. */
function nodes(): string[] {
  const own = realpathSync(process.execPath);
  const others = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path) && realpathSync(path) !== own && !path.includes('node_modules'));
  return [own, ...others.slice(0, 1)];
}
