import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from '../../src/cli/version.ts';
import { describeWith, tool } from '../support/tools.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const WORKFLOWS = globSync('{.github/,}workflows/*.yml', { cwd: ROOT }).sort();
const ACTIONS = globSync('{actions/*/,}action.yml', { cwd: ROOT }).sort();

describeWith(['actionlint', 'shellcheck', 'zizmor'], 'our workflows', () => {
  it('pass actionlint, with shellcheck on every script', () => {
    expect(lint('actionlint', ['-shellcheck', tool('shellcheck'), '-no-color', ...WORKFLOWS])).toEqual([0, '']);
  });

  it('pass zizmor at its strictest for authors', () => {
    const words = ['--offline', '--quiet', '--no-progress', '--persona', 'pedantic', '--color', 'never'];
    const [status, found] = lint('zizmor', [...words, ...WORKFLOWS, ...ACTIONS]);
    expect(found).toMatch(/^No findings to report/);
    expect(status).toBe(0);
  });
});

describe.each(WORKFLOWS)('%s', (path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const jobs: Job[] = Object.values(parse(text).jobs);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  it('calls our own actions, and of others checkout alone: pinned, without leaving its token on disk', () => {
    for (const { uses, with: inputs } of [...jobs, ...steps]) {
      if (uses === undefined || uses.startsWith(`${REPOSITORY}/`)) continue;
      expect(uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
      expect(inputs?.['persist-credentials']).toBe(false);
    }
  });

  it('grants nothing by default and each job what it needs', () => {
    expect(parse(text).permissions).toEqual({});
    for (const job of jobs) expect(Object.keys(job.permissions)).toEqual(['contents']);
  });

  it('gives no expression to a shell', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  it('does not know whether it runs in a test', () => {
    expect(text).not.toMatch(/\bACT\b|nektos/);
  });
});

interface Job extends Step {
  readonly permissions: object;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}

function lint(name: string, words: readonly string[]): readonly [number | null, string] {
  const { status, stdout, stderr } = spawnSync(tool(name), words, { cwd: ROOT, encoding: 'utf8' });
  return [status, `${stdout}${stderr}`];
}
