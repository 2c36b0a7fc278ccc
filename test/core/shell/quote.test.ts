/** Quoting, proven by real shells. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandLine, quote } from '../../../src/core/shell/quote.ts';

const HOSTILE = [
  "it's",
  '$(id)',
  '`id`',
  'a b',
  '',
  '-n',
  '*',
  '~',
  '=x',
  'é\n\t',
  '"',
  '\\',
  '!x',
  "''",
  '#',
  'a;b',
  '\u{1F600}',
];

describe('quote', () => {
  it.each(['sh', 'dash', 'bash'])('stands for exactly the text in %s', (shell) => {
    const words = execFileSync(shell, ['-c', `printf '%s\\0' ${commandLine(HOSTILE)}`], { encoding: 'utf8' });
    expect(words.split('\0').slice(0, -1)).toEqual(HOSTILE);
  });

  it('leaves any text as it was', () => {
    const anyText = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 8 }), (words) => {
        const said = execFileSync('sh', ['-c', `printf '%s\\0' ${commandLine(words)}`], { encoding: 'utf8' });
        expect(said.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 50 },
    );
  });

  it('does not quote what needs none', () => {
    expect(commandLine(['tar', '-x', '/srv/app_1.2'])).toBe("tar '-x' /srv/app_1.2");
  });

  it('refuses a NUL', () => {
    expect(() => quote('a\0b')).toThrow('NUL');
  });
});
