/** `exclude.rsync`: our reading of it beside rsync's own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLEARABLE } from '../../../src/core/deploy/scripts/in-place.ts';
import { unwrap } from '../../../src/core/error.ts';
import { excludeLine, isExcluded, parseExcludeRules } from '../../../src/core/install/exclude-rules.ts';
import { describeIssue } from '../../../src/core/issue.ts';
import { describeWith, tool } from '../../support/tools.ts';

const rulesOf = (text: string) => unwrap(parseExcludeRules(text, 'define/exclude.rsync'));

describe('a rule', () => {
  it.each([
    ['*.pyc', ['a.pyc', 'x/y/a.pyc'], ['a.pyco', 'pyc']],
    ['/top', ['top', 'top/x'], ['x/top']],
    ['cache/', ['cache/x', 'a/cache/x'], ['cache', 'a/cache']],
    ['a/b', ['a/b', 'x/a/b', 'a/b/c'], ['ab', 'a/c/b']],
    ['a/**/z', ['a/b/z', 'a/b/c/z', 'x/a/b/z'], ['a/z']],
    ['**/t', ['t', 'a/t'], ['at']],
    ['log/***', ['log/x', 'a/log/x/y'], ['log', 'logs/x']],
    ['x?z', ['xyz'], ['xz', 'x/z']],
    ['[a-c]x', ['ax', 'cx/y'], ['dx']],
    ['[!a-c]x', ['dx'], ['ax']],
    ['+ /keep/a\n/keep/*', ['keep/b'], ['keep/a']],
    ['# a\n; b\n\n- c', ['c'], ['# a', 'a']],
    ['gone\n!\nstays', ['stays'], ['gone']],
    ['a.b+c(d)', ['a.b+c(d)'], ['axb+c(d)', 'a.bbc(d)']],
    ['\\*', ['*'], ['a']],
    ['$x^', ['$x^'], ['x']],
  ])('%j leaves out %j and takes %j', (text, out, taken) => {
    const rules = rulesOf(text);
    expect(out.filter((path) => !isExcluded(rules, path))).toEqual([]);
    expect(taken.filter((path) => isExcluded(rules, path))).toEqual([]);
  });

  it.each([
    ['a\n[b', 'define/exclude.rsync:2:1: "[b" is no pattern'],
    ['[[:alpha:]]', 'define/exclude.rsync:1:1: "[[:alpha:]]" is no pattern'],
    ['- ', 'define/exclude.rsync:1:1: "- " is no pattern'],
    ['[z-a]', 'define/exclude.rsync:1:1: "[z-a]" is no pattern'],
    ['x'.repeat(5000), 'is no pattern'],
    ['x\n'.repeat(1001), 'define/exclude.rsync:1:1: more than 1000 lines'],
  ])('%j is refused with its line', (text, message) => {
    const parsed = parseExcludeRules(text, 'define/exclude.rsync');
    expect(parsed.ok ? '' : parsed.issues.map(describeIssue).join('\n')).toContain(message);
  });
});

const NAMES = ['a', 'b', 'ab', 'a.c', 'x+y', '.h', 'a b'];
const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const piece = fc.constantFrom(...NAMES, '*', '**', '?', 'a*', '*.c', '[ab]', '[!a]');
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '/'),
    fc.array(piece, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '/', '/***'),
  )
  .map(([start, pieces, end]) => start + pieces.join('/') + end);
const line = fc.tuple(fc.constantFrom('', '', '- ', '+ '), pattern).map((pair) => pair.join(''));

describeWith(['rsync', 'busybox'], 'rsync', () => {
  it('leaves out the same files, and a host leaves them alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facs-exclude-'));
    const files = fc.sample(path, { numRuns: 300, seed: 7 });
    try {
      for (const file of files) put(join(folder, 'from', file));
      const all = listOf(execFileSync('find', ['.', '-type', 'f'], { cwd: join(folder, 'from'), encoding: 'utf8' }));
      fc.assert(
        fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
          writeFileSync(join(folder, 'exclude'), lines.join('\n'));
          const rules = rulesOf(lines.join('\n'));
          const ours = all.filter((file) => !isExcluded(rules, file));
          expect(ours, lines.join('\n')).toEqual(taken(folder));
          const cleared = all.filter((file) => !isExcluded(rules, file) && !isExcluded(rules, `p/${file}`));
          for (const awk of [['awk'], ['busybox', 'awk']])
            expect(byHost(rules.map(excludeLine), { all, awk }), lines.join('\n')).toEqual(cleared);
        }),
        { numRuns: 120 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Files that rsync would send. */
function taken(folder: string): string[] {
  const words = [
    '-rn',
    '--out-format=%i %n',
    '--exclude-from',
    join(folder, 'exclude'),
    `${folder}/from/`,
    `${folder}/to/`,
  ];
  const told = execFileSync(tool('rsync'), words, { encoding: 'utf8' }).split('\n');
  return told
    .filter((each) => each.startsWith('>f'))
    .map((each) => each.slice(12))
    .sort();
}

/** Of files in the folder `p`, those that a host would clear away. */
function byHost(rules: readonly string[], { all, awk }: { readonly all: readonly string[]; readonly awk: string[] }) {
  const script = `awk() { command ${awk.join(' ')} "$@"; }\nrules=$1 project=p\n${CLEARABLE}\nclearable`;
  const input = all.map((file) => `./p/${file}\n`).join('');
  const told = execFileSync(tool('dash'), ['-c', script, 'sh', rules.join('\n')], { input, encoding: 'utf8' });
  return told
    .split('\n')
    .slice(0, -1)
    .map((each) => each.slice(4));
}

function listOf(told: string): string[] {
  return told
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => each.slice(2))
    .sort();
}

/** A file, unless one stands where a folder would have to. */
function put(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
