/**
 * Rendering 2,000 templates for 50 hosts, each different on every host: 100,000 files of 400 bytes.
 *
 * Floor: Jinja2 alone in one Python process, which compiles the same 2,000 templates once, renders each with the context
 * of every host, and in the second row writes the files: `open`, `write`, `close`, no more. What stands above it on our
 * side: reading and merging definitions, noticing what a template reads, a sha256 per file and one per tree, and files
 * with their modes (an `fchmod` each). The bytes of both are compared before anything is timed. Files lie in memory where
 * the system has a folder there: a disk takes as long as it likes, for either of them.
 *
 * Floor of the third row: Ansible's `template` module, 20 of the templates for 5 hosts, local connections, five forks,
 * no facts. Per file that is a task, a fork, a module that is copied and run, and a checksum of what is there.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Benchmark, Row } from './benchmark.ts';
import { exponentOf, type Point } from './exponent.ts';
import { race } from './race.ts';
import { pythonWithRivals } from './rivals.ts';
import { type Size, writeTemplates } from './template-estate.ts';

const ALL: Size = { templates: 2000, hosts: 50 };
const SMALL: Size = { templates: 20, hosts: 5 };
/** A file system in memory, as Linux has it. */
const MEMORY = '/dev/shm';
const ROUNDS = 3;
const ANSIBLE_ROUNDS = 3;
const GOALS = { jinja: 1, ansible: 1 / 50, exponent: 1.1 };

/** Templates times hosts: each doubles one of them. */
const GROWTH: readonly Size[] = [
  { templates: 500, hosts: 10 },
  { templates: 1000, hosts: 10 },
  { templates: 1000, hosts: 20 },
  { templates: 2000, hosts: 20 },
  { templates: 2000, hosts: 40 },
];

/** Beside Jinja2, beside Ansible, and how it grows. */
export const templates: Benchmark = {
  name: 'templates',
  needs: ['git', 'python3'],
  async run(dist) {
    const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'facs-bench-'));
    try {
      const python = await pythonWithRivals();
      const cli = join(dist, 'cli.js');
      return [
        ...(await raceJinja(cli, python, await estate(folder, ALL))),
        await raceAnsible(cli, python, await estate(folder, SMALL)),
        await measureGrowth(cli, folder),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function raceJinja(cli: string, python: string, folder: string): Promise<readonly Row[]> {
  const [ourOut, theirOut] = [join(folder, 'out/ours'), join(folder, 'out/theirs')];
  const jinja = (...out: readonly string[]) => run(folder, python, [JINJA, folder, ...out]);
  render(cli, folder, ourOut);
  jinja(theirOut);
  run(folder, 'diff', ['-r', '--exclude=.facsimile-render.json', '--exclude=etc', ourOut, theirOut]);
  const rows: Row[] = [];
  for (const writes of [false, true]) {
    const [ours, floor] = await race(ROUNDS, [
      {
        name: 'facs render',
        prepare: () => empty(ourOut),
        run: () => render(cli, folder, writes ? ourOut : undefined),
      },
      { name: 'jinja2', prepare: () => empty(theirOut), run: () => jinja(...(writes ? [theirOut] : [])) },
    ]);
    if (ours === undefined || floor === undefined) throw new Error('nothing was measured');
    const title = `${describe(ALL)}, ${writes ? 'written' : 'in memory'}`;
    rows.push({ title, ours, floor, kind: 'ratio', goal: GOALS.jinja });
  }
  return rows;
}

async function raceAnsible(cli: string, python: string, folder: string): Promise<Row> {
  const out = join(folder, 'out');
  const playbook = ['-m', 'ansible', 'playbook', '-i', 'hosts.ini', '-f', String(SMALL.hosts), 'play.yml'];
  const [ours, floor] = await race(ANSIBLE_ROUNDS, [
    { name: 'facs render', prepare: () => empty(out), run: () => render(cli, folder, out) },
    {
      name: 'ansible',
      prepare: () => empty(join(folder, 'ansible/out')),
      run: () => run(join(folder, 'ansible'), python, playbook),
    },
  ]);
  if (ours === undefined || floor === undefined) throw new Error('nothing was measured');
  return { title: `${describe(SMALL)}, beside Ansible`, ours, floor, kind: 'ratio', goal: GOALS.ansible };
}

async function measureGrowth(cli: string, folder: string): Promise<Row> {
  const points: Point[] = [];
  for (const size of GROWTH) {
    const at = await estate(folder, size);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      render(cli, at, undefined);
      times.push(performance.now() - start);
    }
    const ms = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
    points.push({ size: size.templates * size.hosts, ms });
  }
  const title = 'time grows as templates × hosts to the power of';
  return { title, value: exponentOf(points), unit: '', goal: GOALS.exponent };
}

/** A folder with everything for that size, in a commit. */
async function estate(folder: string, size: Size): Promise<string> {
  const at = join(folder, `${size.templates}x${size.hosts}`);
  await writeTemplates(at, size);
  const git = (...words: readonly string[]) =>
    run(at, 'git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...words]);
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'commit.gpgSign=false', 'commit', '--quiet', '-m', 'Shop');
  return at;
}

const JINJA = fileURLToPath(new URL('jinja-rival.py', import.meta.url));

/** Without `out` nothing is written. */
function render(cli: string, folder: string, out: string | undefined): void {
  const where = out === undefined ? ['--out', 'out/none', '--dry-run'] : ['--out', out];
  run(folder, process.execPath, [cli, 'render', 'shop', 'production', '--src-dir', '.', ...where]);
}

function run(cwd: string, program: string, words: readonly string[]): void {
  execFileSync(program, words, { cwd, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64_000_000 });
}

function empty(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

function describe({ templates: count, hosts }: Size): string {
  return `${count.toLocaleString('en')} templates × ${hosts} hosts`;
}
