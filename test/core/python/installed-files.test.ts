/** Lists of installed files, after some of the files changed. */
import { expect, it } from 'vitest';
import { type FileChange, rewriteInstalled } from '../../../src/core/python/installed-files.ts';

it('follows what became of the files; order and other lines stay', () => {
  const text = [
    '../../../bin/tool,sha256=old,10',
    'x/__init__.py,sha256=same,1',
    'x/__pycache__/__init__.cpython-311.pyc,,',
    '"x/odd, ""name"".txt",sha256=old,2',
    'x-1.dist-info/direct_url.json,sha256=old,3',
    'x-1.dist-info/RECORD,,',
    '',
  ].join('\n');
  const changes = new Map<string, FileChange>([
    ['bin/tool', { sha256: 'new', size: 20 }],
    ['lib/python3.11/site-packages/x/odd, "name".txt', { sha256: 'odd', size: 4 }],
    ['lib/python3.11/site-packages/x-1.dist-info/direct_url.json', 'removed'],
  ]);
  expect(rewriteInstalled(text, 'lib/python3.11/site-packages', changes).split('\n')).toEqual([
    '../../../bin/tool,sha256=new,20',
    'x/__init__.py,sha256=same,1',
    '"x/odd, ""name"".txt",sha256=odd,4',
    'x-1.dist-info/RECORD,,',
    '',
  ]);
});
