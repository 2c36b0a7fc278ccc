/** stdout as a screen. */
import { expect, it } from 'vitest';
import { terminalScreen } from '../../src/cli/terminal-screen.ts';

it.each([
  [true, {}, true],
  [true, { TERM: 'xterm-256color', NO_COLOR: '' }, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, {}, false],
])('has colours on a terminal that wants them: terminal %s, variables %j → %s', (isTerminal, variables, colors) => {
  expect(terminalScreen(variables, () => isTerminal).colors).toBe(colors);
});
