/** One real action as GitHub starts it: what it says of a wrong definition, and what it gives for a right one. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTemporary, writeFiles } from '../support/repositories.ts';

const ACTION = join(import.meta.dirname, '..', '..', 'src', 'actions', 'resolve.ts');
const LAYERS = {
  'define/facsimile.yaml': 'projects: { shop: {} }\ninstances:\n  eu: { channel: edge, environment: live }\n',
};
let workspace: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ folder: workspace, remove } = await openTemporary());
});

afterEach(() => remove());

describe('the action resolve', () => {
  it('gives the definition to later steps', async () => {
    await writeFiles(workspace, { ...LAYERS, 'define/eu.yaml': 'greeting: Bonjour\n' });
    const { status, outputs } = resolve();
    expect(status).toBe(0);
    expect(outputs).toContain('channel<<');
    expect(/environment<<(\S+)\n(.*)\n\1/.exec(outputs)?.[2]).toBe('live');
    expect(outputs).toContain('"greeting":"Bonjour"');
  });

  it('marks every problem on its line, by the path that GitHub knows', async () => {
    await writeFiles(workspace, {
      ...LAYERS,
      'define/eu.yaml': '# eu\ndeploy:\n  keep_releases: many\n  lock_wait: 5\n',
    });
    const { status, stdout, outputs } = resolve();
    expect(status).toBe(2);
    expect(stdout).toMatch(/^::error file=define\/eu\.yaml,line=3,col=18::.*keep_releases/m);
    expect(stdout).toMatch(/^::error file=define\/eu\.yaml,line=4,col=14::.*lock_wait/m);
    expect(outputs).toBe('');
  });
});

function resolve() {
  const output = join(workspace, 'output');
  writeFileSync(output, '');
  const env = {
    PATH: process.env['PATH'],
    CI: 'true',
    GITHUB_OUTPUT: output,
    GITHUB_WORKSPACE: workspace,
    INPUT_INSTANCE: 'eu',
    'INPUT_TOP-DIR': '.facsimile',
  };
  const { status, stdout } = spawnSync(process.execPath, [ACTION], { cwd: workspace, env, encoding: 'utf8' });
  return { status, stdout, outputs: readFileSync(output, 'utf8') };
}
