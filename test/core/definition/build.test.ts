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

it('is an environment of Python, with the names that are usual', () => {
  const usual = { requirements: 'requirements.txt', python: 'python3', pip: [], environ: [] };
  expect(read({ type: 'python' })).toEqual({ type: 'python', binaries: [{ name: 'python', path: '' }], ...usual });
  const own = { requirements: 'deploy/all.txt', python: '/usr/bin/python3.12', pip: ['--no-deps'] };
  expect(read({ type: 'python', name: 'env', ...own })).toEqual({
    ...{ type: 'python', binaries: [{ name: 'env', path: '' }], ...own },
    environ: [],
  });
});

it('refuses keys of the other type', () => {
  expect(read({ type: 'python', command: 'make' })).toEqual([
    ['build.command', 'build.command is for a build of type command'],
  ]);
  expect(read({ command: 'make', binaries: { a: 'b' }, pip: [] })).toEqual([
    ['build.pip', 'build.pip is for a build of type python'],
  ]);
});
