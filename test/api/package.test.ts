import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeRecord } from '../../src/core/meta/codec.ts';
import { GITHASH, OTHER_GITHASH } from '../core/meta/records.ts';
import { git, makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { installPacked } from '../support/packed.ts';
import { tellStory } from '../support/shop.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let ground: Playground;
let user = '';
let bare = '';

beforeAll(async () => {
  ground = await openPlayground();
  user = await installPacked(ground.folder);
  bare = join(ground.folder, 'meta.git');
  await tellStory(await makeMeta(bare, join(ground.folder, 'maker')));
});
afterAll(() => ground.remove());

const node = (...words: string[]) => execFileSync(process.execPath, words, { cwd: user, encoding: 'utf8' });

it('the example of the manual runs from the packed package, in a folder that has nothing else', () => {
  cpSync(join(ROOT, 'docs/examples/looked-at/looked-at.mjs'), join(user, 'looked-at.mjs'));
  expect(readdirSync(join(user, 'node_modules'))).toEqual(['facsimile']);
  const said = node('looked-at.mjs', bare, 'shop').trim().split('\n');
  const commit = git(bare, 'rev-parse', 'main');
  expect(said).toEqual([`1.4.0 ${GITHASH}`, `1.3.0 ${OTHER_GITHASH}`, `recorded in ${commit}`]);
  const path = git(bare, 'diff-tree', '--no-commit-id', '--name-only', '-r', 'main');
  const stored = decodeRecord(execFileSync('git', ['-C', bare, 'cat-file', 'blob', `main:${path}`]), path);
  const fields = { releases: '2', commit: git(bare, 'rev-parse', 'main~1') };
  expect(stored).toMatchObject({ ok: true, value: { kind: 'event', event: 'looked-at', project: 'shop', fields } });
});

it('gives exactly what its types declare, to modules and to programs older than they', () => {
  const declared = readFileSync(join(user, 'node_modules/facsimile/define/meta.d.ts'), 'utf8');
  const names = [...declared.matchAll(/^export declare function (\w+)/gm)].map(([, name]) => name);
  const said = node(
    '--input-type=module',
    '--eval',
    "console.log(JSON.stringify(Object.keys(await import('facsimile/meta'))))",
  );
  expect(JSON.parse(said).toSorted()).toEqual(names.toSorted());
  expect(names.length).toBeGreaterThan(3);
  // A program written before modules may ask for it too.
  expect(
    node('--input-type=commonjs', '--no-warnings', '--eval', "console.log(typeof require('facsimile/meta').openMeta)"),
  ).toBe('function\n');
});

it('has types that a strict program compiles against, and that find its mistakes', () => {
  const source = `import { type MetaAt, type MetaRecord, newEvent, openMemoryMeta, openMeta, toFile } from 'facsimile/meta';

const describe = (record: MetaRecord): string => (record.kind === 'release' ? record.repos.map(({ url }) => url).join() : record.kind);
const meta: MetaAt = await openMeta('github:acme/meta', { token: 't', at: 'abcdef1' });
const file = await meta.get('shop/project.yaml');
await meta.set([newEvent({ project: 'shop', event: 'built' }), { path: 'shop/project.yaml', to: 'x', was: file }]);
export const [told] = (await (await openMemoryMeta()).getAll([])).map((each) => each?.record && describe(each.record));
// @ts-expect-error: there is no such record
toFile({ kind: 'relase' });
// @ts-expect-error: files may be missing
console.log(file.bytes);
`;
  mkdirSync(join(user, 'typed'));
  writeFileSync(join(user, 'typed/main.mts'), source);
  const options = {
    strict: true,
    noEmit: true,
    target: 'es2023',
    module: 'nodenext',
    types: [],
    lib: ['es2023', 'dom'],
    skipLibCheck: false,
  };
  writeFileSync(join(user, 'typed/tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  expect(node(tsc, '--project', 'typed')).toBe('');
});
