/** The part of staging that looks for libraries, with the words of linkers that this machine does not have. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LIBRARIES } from '../../../src/core/deploy/scripts/libraries.ts';
import { compact } from '../../../src/core/deploy/scripts/prologue.ts';

/** Runs the part where `ldd` says `words` of the one program, with these libraries to pass over. */
function look(words: string, ignored = ''): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'facs-libraries-'));
  try {
    for (const each of ['bin', 'stage', 'final/bin']) mkdirSync(join(folder, each), { recursive: true });
    writeFileSync(join(folder, 'stage/ignored'), ignored);
    writeFileSync(join(folder, 'final/bin/a program'), '\u007fELF\0\0');
    chmodSync(join(folder, 'final/bin/a program'), 0o755);
    writeFileSync(join(folder, 'words'), words);
    writeFileSync(join(folder, 'bin/ldd'), `#!/bin/sh\ncat '${folder}/words' >&2\nexit 1\n`);
    chmodSync(join(folder, 'bin/ldd'), 0o755);
    const given = `stage='${folder}/stage' final='${folder}/final' tab=$(printf '\\t')`;
    const script = `${given}\nsay() { echo "$*"; }\nfail() { echo "failed $1"; exit; }\n${compact(LIBRARIES)}`;
    const env = { PATH: `${folder}/bin:${process.env['PATH']}`, LC_ALL: 'C' };
    return execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it.each([
  ['glibc', '\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibfoo.so.1 => not found\n', 'libfoo.so.1'],
  ['glibc, a version', "./p: /lib/libc.so.6: version `GLIBC_2.99' not found (required by ./p)\n", 'GLIBC_2.99'],
  ['musl', 'Error loading shared library libfoo.so.1: No such file or directory (needed by ./p)\n', 'libfoo.so.1'],
  ['FreeBSD', './p:\n\tlibfoo.so.1 => not found (0)\n\tlibc.so.7 => /lib/libc.so.7 (0x1)\n', 'libfoo.so.1'],
  ['a path', '\t/opt/lib/libfoo.so.1 => not found\n', 'libfoo.so.1'],
])('%s: names what is not found', (_, words, library) => {
  expect(look(words)).toEqual([`lacks ${library} bin/a program`, 'failed libraries']);
  expect(look(words, `/usr/lib/${library}\n`)).toEqual(['libraries 1']);
});

it('takes what is no dynamic program as it is', () => {
  expect(look('\tnot a dynamic executable\n')).toEqual(['libraries 1']);
  expect(look('\tstatically linked\n')).toEqual(['libraries 1']);
});
