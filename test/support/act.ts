/** Workflows run by a real runner: act, with the jobs right on this machine. */
import { execFile, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { bundle } from '../../src/build/bundle.ts';
import { MAJOR_TAG, REPOSITORY } from '../../src/cli/version.ts';
import { tool } from './tools.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What of this repository a runner fetches: built anew, without sources and packages. */
export interface Published {
  readonly folder: string;
  remove(): void;
}

/** What `facs` from a published build gives on stdout. @throws with its stderr, when it does not exit with 0. */
export async function runFacs({ folder }: Published, words: readonly string[], options: FacsOptions): Promise<string> {
  const variables = { PATH: process.env['PATH'], HOME: options.cwd, ...options.variables };
  const cli = join(folder, 'dist', 'cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words], { cwd: options.cwd, env: variables });
  return stdout;
}

/** Where it runs, and what it finds in its environment besides PATH. */
export interface FacsOptions {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** One run of one workflow. */
export interface WorkflowRun {
  readonly published: Published;
  /** Clone of the repository that the event is about: what `actions/checkout` gives. */
  readonly workTree: string;
  /** Of the workflow, in the clone. */
  readonly workflow: string;
  readonly event: 'pull_request' | 'push' | 'schedule' | 'workflow_dispatch';
  readonly payload: object;
  readonly secrets: Readonly<Record<string, string>>;
  /** What a runner says of itself: GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_API_URL, … */
  readonly variables: Readonly<Record<string, string>>;
}

/** How it ended, and all that the runner printed. */
export interface WorkflowEnd {
  readonly status: number | null;
  readonly log: string;
}

/** Builds what a tag of this repository holds for a runner. */
export async function publish(): Promise<Published> {
  const folder = mkdtempSync(join(tmpdir(), 'facs-published-'));
  for (const path of ['action.yml', 'actions', '.github/workflows']) {
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  }
  await bundle(join(folder, 'dist'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs a workflow to its end. Everything that the runner writes goes with it. */
export async function runWorkflow(run: WorkflowRun): Promise<WorkflowEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'facs-act-'));
  try {
    chmodSync(folder, 0o700);
    const home = join(folder, 'home');
    mkdirSync(home);
    writeFileSync(join(folder, 'event.json'), JSON.stringify(run.payload));
    writeFileSync(join(folder, 'secrets.yml'), JSON.stringify(run.secrets), { mode: 0o600 });
    const child = spawn(tool('act'), actWords(run, folder), {
      cwd: run.workTree,
      env: { HOME: home, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { status, log: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function actWords(run: WorkflowRun, folder: string): string[] {
  return [
    run.event,
    ...['--workflows', run.workflow, '--eventpath', join(folder, 'event.json')],
    ...['--platform', 'ubuntu-latest=-self-hosted'],
    ...['--local-repository', `${REPOSITORY}@${MAJOR_TAG}=${run.published.folder}`],
    ...['--secret-file', join(folder, 'secrets.yml'), '--actor', 'octocat'],
    ...['--action-cache-path', join(folder, 'cache'), '--action-offline-mode', '--no-cache-server'],
    ...Object.entries(run.variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ];
}
