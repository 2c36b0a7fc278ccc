import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeRecord } from '../../src/core/meta/codec.ts';
import { MAX_EVENT_BYTES, OWN_KINDS } from '../../src/core/meta/new-event.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { tellStory } from '../support/shop.ts';

let ground: Playground;
let bare = '';
let work = '';

beforeAll(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  work = join(ground.folder, 'work');
  await tellStory(await makeMeta(bare, join(ground.folder, 'teller')));
  mkdirSync(join(work, 'src'), { recursive: true });
  writeFileSync(join(work, 'src/api.proto'), 'syntax = "proto3";\n');
  writeFileSync(join(work, 'api.ts'), '');
  writeFileSync(join(ground.folder, 'model.bin'), 'x');
  truncateSync(join(ground.folder, 'model.bin'), 30_000_000);
  writeFileSync(join(work, 'five.yaml'), `text: ${'x'.repeat(5_000_000)}\n`);
});
afterAll(() => ground.remove());

const add = (...words: string[]) => facs(work, ['event', 'add', ...words], { FACS_META: bare });
const tip = () => git(bare, 'rev-parse', 'main');
const sha256 = (path: string) =>
  createHash('sha256')
    .update(readFileSync(join(work, path)))
    .digest('hex');

describe('facs event add', () => {
  it('records what a generator did, with the digests of what it read and made, in one commit', async () => {
    const before = Number(git(bare, 'rev-list', '--count', 'main'));
    const words = ['--kind', 'api-generated', '--field', 'tool=protoc', '--field', 'version=3.21, "stable"\nx=y'];
    const files = ['--input', 'src/api.proto', '--input', '../model.bin', '--output', `${work}/api.ts`];
    const { code, data, stdout, stderr } = await add('shop', ...words, ...files);
    expect([code, stderr]).toEqual([0, '']);
    const stored = decodeRecord(new Uint8Array(readBlob(`main:${data.path}`)), data.path);
    expect(stored).toMatchObject({ ok: true, value: data.event });
    expect(data.event).toMatchObject({
      event: 'api-generated',
      project: 'shop',
      instance: '',
      who: 'ann',
      fields: { tool: 'protoc', version: '3.21, "stable"', x: 'y' },
      inputs: [
        { path: 'src/api.proto', sha256: sha256('src/api.proto'), size: 19 },
        { path: join(ground.folder, 'model.bin'), sha256: sha256('../model.bin'), size: 30_000_000 },
      ],
      outputs: [{ path: 'api.ts', sha256: sha256('api.ts'), size: 0 }],
    });
    expect(stdout).toContain(`src/api.proto sha256:${sha256('src/api.proto')}, 19 bytes`);
    expect(Number(git(bare, 'rev-list', '--count', 'main'))).toBe(before + 1);
    expect(git(bare, 'log', '-1', '--format=%s%n%b', 'main')).toContain('event shop: api-generated');
    expect(git(bare, 'show', '--format=', '--name-status', 'main')).toBe(`A\t${data.path}`);
    const seen = await facs(work, ['meta', 'cat', data.path], { FACS_META: bare });
    expect(seen.stdout).toContain('tool: protoc');
  });

  it('takes texts from a file too, YAML or JSON, and the only project without being told', async () => {
    writeFileSync(join(work, 'fields.json'), '{"tool": "x", "lines": "a\\nb", "number": 1.50}');
    const { data } = await add(
      '--kind',
      'built',
      '--fields',
      'fields.json',
      '--field',
      'tool=y',
      '--instance',
      'production.eu',
    );
    expect(data.event).toMatchObject({
      instance: 'production.eu',
      fields: { tool: 'y', lines: 'a\nb', number: '1.50' },
    });
  });

  it('writes nothing in a dry run', async () => {
    const before = tip();
    const { code, data, stdout } = await add('--kind', 'built', '--dry-run');
    expect([code, data.commit, tip()]).toEqual([0, null, before]);
    expect(stdout).toContain('would be recorded');
  });

  it('refuses what is too large for a record, 5 MB or many files, and says where it belongs', async () => {
    const before = tip();
    const large = await add('--kind', 'built', '--fields', 'five.yaml');
    expect(large.code).toBe(2);
    expect(large.stderr).toMatch(
      /^--fields: this event takes 4\.8 MiB; at most 64 KiB may be recorded \(store what is large, .*--input/,
    );
    const one = await add('--kind', 'built', '--field', `log=${'x'.repeat(5_000_000)}`);
    expect([one.code, one.stderr]).toEqual([2, expect.stringContaining('takes 4.8 MiB; at most 64 KiB')]);
    const many = await add(
      '--kind',
      'built',
      ...Array.from({ length: 900 }, () => ['--input', 'src/api.proto']).flat(),
    );
    expect([many.code, many.stderr]).toEqual([2, expect.stringMatching(/takes \d+ KiB; at most 64 KiB/)]);
    expect(many.stderr.length).toBeLessThan(400);
    const just = await add('--kind', 'built', '--field', `log=${'x'.repeat(MAX_EVENT_BYTES - 200)}`, '--dry-run');
    expect(just.code).toBe(0);
    expect(tip()).toBe(before);
  });

  it('says all that is wrong at once, and changes nothing', async () => {
    const before = tip();
    writeFileSync(join(work, 'bad.yaml'), 'tool: x\nlist: [1, 2]\n');
    const words = [
      '--kind',
      'Not A Kind',
      '--field',
      'nothing',
      '--field',
      'a=\0',
      '--field',
      'Tool_Version=1',
      '--field',
      'b=1',
    ];
    const more = [
      '--field',
      'b=2',
      '--input',
      'src',
      '--output',
      'gone.ts',
      '--instance',
      '../x',
      '--fields',
      'bad.yaml',
    ];
    const { code, stderr } = await add(...words, ...more);
    expect(code).toBe(2);
    for (const part of [
      '--kind: "Not A Kind" is no kind of event (use lowercase letters and digits',
      '--field: "nothing" is no NAME=VALUE',
      '--field: the field a holds characters that nobody sees',
      '--field: "Tool_Version" is no name of a field',
      '--field: the field b is given twice',
      '--input: src is a folder (name its files',
      '--output: gone.ts is not there',
      '--instance: "../x" is no name for an instance',
      'bad.yaml:2:1: the field list must be one text',
    ])
      expect(stderr).toContain(part);
    expect(tip()).toBe(before);
  });

  it.each(['../shop', 'shop\0', 'sh\nop', 'shop.lock', 'x'.repeat(300), 'events'])(
    'refuses a project %j',
    async (project) => {
      const before = tip();
      const { code, stderr } = await add(project, '--kind', 'built');
      expect([code, tip()]).toEqual([2, before]);
      expect(stderr).toContain('no project');
    },
  );

  it('leaves kinds that facs writes itself to facs', async () => {
    const { code, stderr } = await add('--kind', 'hold');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--kind: events of kind hold are written by facs itself'),
    ]);
    const schema = readFileSync(
      resolve(import.meta.dirname, '../../define/meta/facsimile/meta/v1/event.proto'),
      'utf8',
    );
    const told = [...schema.matchAll(/^\/\/ {3}([a-z-]+) {2,}\S/gm)].map(([, kind]) => kind);
    expect(told.toSorted(), 'OWN_KINDS names the kinds that event.proto explains').toEqual(OWN_KINDS.toSorted());
  });
});

function readBlob(name: string): Buffer {
  return execFileSync('git', ['-C', bare, 'cat-file', 'blob', name]);
}
