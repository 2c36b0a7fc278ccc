/** stdout as a screen. */
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { terminalScreen } from '../../src/cli/terminal-screen.ts';

it.each([
  [true, {}, true],
  [true, { TERM: 'xterm-256color', NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('has colours on a terminal that wants them: terminal %s, variables %j → %s', (isTTY, variables, colors) => {
  const stream = Object.assign(new PassThrough(), { isTTY });
  expect(terminalScreen(stream, variables).colors).toBe(colors);
});

it('prints whole lines at once', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  terminalScreen(stream, {}).print('1  The first chapter');
  expect(stream.read()).toBe('1  The first chapter\n');
});
