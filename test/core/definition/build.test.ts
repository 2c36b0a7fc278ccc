import { expect, it } from 'vitest';
import { build } from '../../../src/core/definition/build.ts';
import type { Problem } from '../../../src/core/definition/shape.ts';
import type { Json } from '../../../src/core/json.ts';

function read(value: Json) {
  const problems: Problem[] = [];
  const read = build.read(value, ['build'], (problem) => problems.push(problem));
  return problems.length > 0 ? problems.map(({ at, message }) => [at.join('.'), message]) : read;
}

it('is a command, what it makes by name, and the variables that it may see', () => {
  const binaries = { server: 'out/server', pages: 'out/pages' };
  expect(read({ command: 'make', binaries, environ: ['NPM_TOKEN'] })).toEqual({
    type: 'command',
    command: 'make',
    binaries: [
      { name: 'server', path: 'out/server' },
      { name: 'pages', path: 'out/pages' },
    ],
    environ: ['NPM_TOKEN'],
  });
});

it.each<[string, Json, string, string]>([
  ['no command', { binaries: { app: 'out' } }, 'build', 'build: a build needs a command'],
  ['nothing made', { command: 'make' }, 'build', 'build: a build needs binaries: what the command makes, by name'],
  ['an empty command', { command: '', binaries: { app: 'out' } }, 'build.command', 'build.command must be a command'],
  [
    'a name that names no file',
    { command: 'make', binaries: { '../app': 'out' } },
    'build.binaries.../app',
    'build.binaries: "../app" is not a binary: letters, digits, dots, - and _',
  ],
  [
    'a path that leads out',
    { command: 'make', binaries: { app: '../out' } },
    'build.binaries.app',
    'build.binaries.app must be a path inside the project’s folder, without ..',
  ],
  [
    'an odd variable',
    { command: 'make', binaries: { app: 'out' }, environ: ['A=1'] },
    'build.environ.0',
    'build.environ[0] must be the name of a variable',
  ],
])('refuses %s', (_, value, at, message) => {
  expect(read(value)).toEqual([[at, message]]);
});
