import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated } from '../../src/build/generate.ts';
import { describeActions } from '../../src/build/generate-actions.ts';
import { nameOwnCalls } from '../../src/build/generate-workflows.ts';
import { MAJOR_TAG, REPOSITORY } from '../../src/cli/version.ts';
import { defineCommand } from '../../src/commands/command.ts';
import { flag, text } from '../../src/core/inputs/input.ts';

const ROOT = join(import.meta.dirname, '..', '..');

const deploy = defineCommand({
  name: 'deploy',
  summary: 'Brings an instance to a release.',
  inputs: {
    instance: text({ required: true, positional: true, help: 'The instance.' }),
    'top-dir': text({ default: '.facsimile', help: 'Work files.' }),
    'dry-run': flag({ help: 'Only show.' }),
  },
  outputs: { deployment: 'Its id.' },
  action: { name: 'deploy', title: 'Facsimile deploy', icon: 'upload-cloud', color: 'blue' },
  run: async () => ({ data: null, text: '' }),
});

describe('an action.yml', () => {
  const files = describeActions([deploy]);

  it('declares inputs and outputs as the command does', () => {
    const action = parse(files.get('actions/deploy/action.yml') ?? '');
    expect(action.inputs).toEqual({
      instance: { description: 'The instance.', required: true },
      'top-dir': { description: 'Work files.', required: false, default: '.facsimile' },
      'dry-run': { description: 'Only show.', required: false, default: 'false' },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub fills it in.
      token: { description: expect.any(String), required: false, default: '${{ github.token }}' },
    });
    expect(Object.keys(action.outputs)).toEqual(['deployment', 'json']);
    expect(action.runs).toEqual({ using: 'node24', main: '../../dist/deploy.js' });
  });

  it('stands at the root too for deploy', () => {
    expect(parse(files.get('action.yml') ?? '').runs.main).toBe('dist/deploy.js');
  });
});

describe('a workflow', () => {
  it('calls our actions by the name and major version of package.json, and leaves others alone', () => {
    const old = '- uses: some/body/actions/release@v9\n- uses: actions/checkout@abc\n    some/body/*: ref-pin\n';
    expect(nameOwnCalls(old)).toBe(
      `- uses: ${REPOSITORY}/actions/release@${MAJOR_TAG}\n- uses: actions/checkout@abc\n    ${REPOSITORY}/*: ref-pin\n`,
    );
  });
});

describe('what is committed', () => {
  it('is what npm run generate writes', async () => {
    for (const [path, text] of await generated()) {
      const committed = existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : undefined;
      expect(committed, `${path}: run npm run generate`).toBe(text);
    }
  });

  it('has an entry for every action and no action without a command', async () => {
    const names = [...(await generated()).keys()].flatMap(
      (path) => /^actions\/(.+)\/action\.yml$/.exec(path)?.[1] ?? [],
    );
    expect(globSync('*', { cwd: join(ROOT, 'actions') }).sort()).toEqual(names);
    for (const name of names) expect(existsSync(join(ROOT, 'src/actions', `${name}.ts`)), name).toBe(true);
  });
});
