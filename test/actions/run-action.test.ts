import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const STEP = join(import.meta.dirname, 'step.ts');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'facs-step-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('an action', () => {
  it('reads its inputs as GitHub gives them and returns outputs and a summary', () => {
    const { status, outputs, summary } = step({
      INPUT_DO: ' work ',
      'INPUT_DRY-RUN': 'true',
      'INPUT_SSH-KEY': 'two\nlines\n',
    });
    expect(status).toBe(0);
    expect(outputs['length']).toBe('10');
    expect(JSON.parse(outputs['json'] ?? '')).toEqual({
      dry: true,
      actor: 'octocat',
      run: 'https://github.com/acme/shop/actions/runs/7',
    });
    expect(summary).toBe('| host |\n');
  });

  it('masks every secret, and each of its lines, before it says anything else', () => {
    const { lines } = step({ INPUT_DO: 'work', 'INPUT_SSH-KEY': 'first\n}\nsecond\n' });
    // A brace would be masked wherever one stands.
    const masks = ['first%0A}%0Asecond%0A', 'first', 'second'].map((each) => `::add-mask::${each}`);
    expect(lines.slice(0, 3)).toEqual(masks);
    expect(lines.slice(3).join('\n')).not.toMatch(/first|second/);
  });

  it('masks a secret that a variable gives', () => {
    expect(step({ INPUT_DO: 'work', STEP_KEY: 'from-env' }).lines[0]).toBe('::add-mask::from-env');
  });

  it('takes the token for git and GitHub as an input, and masks it', () => {
    const { lines, outputs } = step({ INPUT_DO: 'work', INPUT_TOKEN: 'ghs_1' });
    expect(lines[0]).toBe('::add-mask::ghs_1');
    expect(outputs['token']).toBe('5');
  });

  it('talks in groups and annotations, and defuses commands in foreign text', () => {
    const { lines } = step({ INPUT_DO: 'work' });
    expect(lines[0]).toBe('::group::outer');
    expect(lines[1]).toMatch(/^::stop-commands::/);
    expect(lines.slice(4, 6)).toEqual(['::warning file=a.yaml,line=2,col=1::look', '::endgroup::']);
  });

  it('enforces required inputs, which GitHub does not', () => {
    const { status, lines } = step({ INPUT_DO: '' });
    expect(status).toBe(2);
    expect(lines).toEqual(['::error title=input do::is required (What to do.)']);
  });

  it('shows every issue on its line of its file', () => {
    const { status, lines } = step({ INPUT_DO: 'refuse input' });
    expect(status).toBe(2);
    expect(lines.slice(-2)).toEqual([
      '::error file=define/p.yaml,line=3,col=5::no such key (did you mean "user"?)',
      '::error file=define/q.yaml,line=1,col=1::elsewhere',
    ]);
  });

  it('says what failed outside and what to do next', () => {
    const { status, lines } = step({ INPUT_DO: 'fail outside' });
    expect(status).toBe(1);
    expect(lines.at(-1)).toBe('::error::facs: web1 is gone%0A  next: look at web1');
  });

  it('still gives outputs and summary when the work was done in part', () => {
    const { status, outputs, summary, lines } = step({ INPUT_DO: 'do half' });
    expect(status).toBe(1);
    expect(outputs['length']).toBe('0');
    expect(summary).toBe('| host |\n');
    expect(lines.at(-1)).toBe('::error::facs: half%0A  changed already: web1');
  });

  it('owns up to a bug', () => {
    const { status, lines } = step({ INPUT_DO: 'break down' });
    expect(status).toBe(70);
    expect(lines.at(-1)).toMatch(/^::error::facs: this is a bug of ours.*undefined is not a plan/);
  });
});

function step(variables: Record<string, string>) {
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const env = {
    PATH: process.env['PATH'],
    GITHUB_ACTOR: 'octocat',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '7',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKSPACE: folder,
    ...files,
    ...variables,
  };
  const { status, stdout } = spawnSync(process.execPath, [STEP], { cwd: folder, env, encoding: 'utf8' });
  return {
    status,
    lines: stdout.split('\n').slice(0, -1),
    outputs: readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** `name<<end`, the value, `end`, as the runner reads them. */
function readOutputs(text: string): Record<string, string> {
  const entries = [...text.matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2\n/gm)];
  return Object.fromEntries(entries.map(([, name, , value]) => [name, value]));
}
