/** Files of an environment, without the place where it was made. */
import { describe, expect, it } from 'vitest';
import { relocate } from '../../../src/core/python/relocate.ts';

const build = '/tmp/a (b)/build';
const environment = `${build}/.python/env`;
const moved = (path: string, text: string) => relocate(path, text, { environment, build });
const START = (program: string, options = '') =>
  `#!/bin/sh\n'''exec' "$(dirname -- "$(readlink -f -- "$0")")/${program}"${options} "$0" "$@"\n' '''\n`;

describe('a program', () => {
  it.each([
    ['a short first line', `#!${environment}/bin/python3\nimport x\n`, `${START('python3')}import x\n`],
    ['options', `#!${environment}/bin/python3 -sE\nimport x\n`, `${START('python3', ' -sE')}import x\n`],
    [
      'the form for long paths',
      `#!/bin/sh\n'''exec' "${environment}/bin/python3.11" "$0" "$@"\n' '''\nimport x\n`,
      `${START('python3.11')}import x\n`,
    ],
  ])('with %s finds the interpreter beside it', (_, text, expected) => {
    expect(moved('bin/tool', text)).toEqual({ kind: 'changed', text: expected, stray: false });
  });

  it('of another interpreter stays', () => {
    expect(moved('bin/tool', '#!/usr/bin/env python3\n')).toEqual({ kind: 'same' });
    expect(moved('bin/tool', '#!/usr/bin/perl\n')).toEqual({ kind: 'same' });
  });
});

describe('other files', () => {
  it('lose what only tells how they were made', () => {
    expect(moved('pyvenv.cfg', `home = /usr/bin\ncommand = /usr/bin/python3 -m venv ${environment}\n`)).toEqual({
      kind: 'changed',
      text: 'home = /usr/bin\n',
      stray: false,
    });
    const info = 'lib/python3.11/site-packages/x-1.dist-info/direct_url.json';
    expect(moved(info, `{"url": "file://${build}/shop"}`)).toEqual({ kind: 'removed' });
    expect(moved(info, '{"url": "https://example.com/x"}')).toEqual({ kind: 'same' });
    expect(moved('bin/activate.csh', '')).toEqual({ kind: 'removed' });
  });

  it('with the path for a reason that we do not know get a stand-in, and are told', () => {
    expect(moved('etc/x.conf', `root=${environment}/share\nfrom=${build}/shop\n`)).toEqual({
      kind: 'changed',
      text: 'root=$VIRTUAL_ENV/share\nfrom=./shop\n',
      stray: true,
    });
  });

  it.each([
    'lib/python3.11/site-packages/__editable__.shop.pth',
    'lib/x/shop.egg-link',
    'lib/x/__editable___finder.py',
  ])('%s leads out of the environment', (path) =>
    expect(moved(path, `${build}/shop/src\n`)).toEqual({ kind: 'editable' }),
  );
});
