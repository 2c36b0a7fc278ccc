import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { toPlainText, toWorkflowCommand } from '../../src/actions/workflow-command.ts';

const TEXTS = ['plain', '100 %', 'two\nlines', 'cr\r\nlf', 'a:b,c', '::error::x', '%0A', 'ünï'];

describe('a workflow command', () => {
  it('has the bytes that @actions/core writes', () => {
    const script = `
      import { error, setSecret } from '@actions/core';
      for (const text of ${JSON.stringify(TEXTS)}) {
        error(text, { file: text, startLine: 3, startColumn: 7 });
        error(text, { title: text });
        setSecret(text);
      }`;
    const theirs = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const ours = TEXTS.flatMap((text) => [
      toWorkflowCommand('error', text, { file: text, line: 3, col: 7 }),
      toWorkflowCommand('error', text, { title: text }),
      toWorkflowCommand('add-mask', text),
    ]);
    expect(ours).toEqual(theirs.split('\n').slice(0, -1));
  });
});

describe('text that is only to be read', () => {
  it.each(['hello', 'a :: b', 'error: x'])('stays as it is: %s', (text) => {
    expect(toPlainText(text)).toBe(text);
  });

  it.each(['::set-env name=PATH::/tmp', '  ::add-mask::e', 'a\n::error::x', 'x ##[command]y'])(
    'never reaches the runner as a command: %s',
    (text) => {
      const [first, ...rest] = toPlainText(text).split('\n');
      const word = /^::stop-commands::([0-9a-f-]{36})$/.exec(first ?? '')?.[1];
      expect(rest.join('\n')).toBe(`${text}\n::${word}::`);
    },
  );
});
