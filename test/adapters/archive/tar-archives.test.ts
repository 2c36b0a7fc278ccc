/** Archives of ours against the system's tar, both ways, and archives that must be refused. */
import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Header, pack as openPack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tarArchives } from '../../../src/adapters/archive/tar-archives.ts';
import type { ArchiveEntry } from '../../../src/app/ports/archives.ts';
import { describeWith } from '../../support/tools.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facs-tar-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LONG = `${'long/'.repeat(40)}name`;

function entry(path: string, body: string | { readonly target: string } | undefined = '', mode = 0o644): ArchiveEntry {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : '');
  const open = async function* () {
    yield bytes;
  };
  const common = { path, mode, mtime: 1_700_000_000, size: bytes.length, open };
  if (typeof body === 'object') return { ...common, kind: 'link', target: body.target };
  return { ...common, kind: body === undefined ? 'dir' : 'file' };
}

const dir = (path: string): ArchiveEntry => ({ ...entry(path, '', 0o755), kind: 'dir' });

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function described(bytes: Uint8Array) {
  const entries = await tarArchives.unpack(bytes);
  return Promise.all(
    entries.map(async ({ path, kind, mode, target, open }) => [
      path,
      kind,
      mode.toString(8),
      target ?? (await collect(open())).toString(),
    ]),
  );
}

const ENTRIES = [
  entry('bin/run', '#!/bin/sh\n', 0o755),
  entry('grün', 'ü'),
  entry('latest', { target: 'bin/run' }),
  entry(LONG, 'x'),
  dir('empty'),
];
const EXPECTED = [
  ['bin/run', 'file', '755', '#!/bin/sh\n'],
  ['grün', 'file', '644', 'ü'],
  ['latest', 'link', '644', 'bin/run'],
  [LONG, 'file', '644', 'x'],
  ['empty', 'dir', '755', ''],
];

describe('what we pack', () => {
  it('comes back as it was, from a stream and from tar.gz', async () => {
    expect(await described(await collect(tarArchives.stream(ENTRIES)))).toEqual(EXPECTED);
    expect((await described(await tarArchives.pack(ENTRIES))).sort()).toEqual(EXPECTED.toSorted());
  });

  it('is the same bytes in whatever order and at whatever time it is packed', async () => {
    const later = ENTRIES.toReversed().map((one) => ({ ...one, mtime: 5 }));
    expect(await tarArchives.pack(later)).toEqual(await tarArchives.pack(ENTRIES));
  });

  it('streams a file larger than any buffer, and tells when a file fails midway', async () => {
    const chunk = new Uint8Array(1 << 20).fill(7);
    const big = {
      ...entry('big'),
      size: 40 << 20,
      open: async function* () {
        for (let i = 0; i < 40; i++) yield chunk;
      },
    };
    let size = 0;
    for await (const part of tarArchives.stream([big])) size += part.length;
    expect(size).toBeGreaterThan(40 << 20);
    const broken = {
      ...entry('b'),
      size: 10,
      open: async function* () {
        yield chunk.subarray(0, 1);
        throw new Error('disk gone');
      },
    };
    await expect(collect(tarArchives.stream([broken]))).rejects.toThrow('disk gone');
  });
});

describeWith(['tar'], 'beside the system’s tar', () => {
  it('it unpacks ours', async () => {
    const into = join(folder, 'ours');
    mkdirSync(into);
    execFileSync('tar', ['-xf', '-', '-C', into], { input: await collect(tarArchives.stream(ENTRIES)) });
    expect(statSync(join(into, 'bin/run')).mode & 0o777).toBe(0o755);
    expect(readlinkSync(join(into, 'latest'))).toBe('bin/run');
    expect(readFileSync(join(into, LONG), 'utf8')).toBe('x');
    expect(readFileSync(join(into, 'grün'), 'utf8')).toBe('ü');
  });

  it.each([['ustar'], ['gnu'], ['pax']])('we unpack its %s format, hard links as files', async (format) => {
    const from = join(folder, format);
    mkdirSync(join(from, 'd'), { recursive: true });
    writeFileSync(join(from, 'd/a'), 'same');
    linkSync(join(from, 'd/a'), join(from, 'd/b'));
    symlinkSync('a', join(from, 'd/c'));
    const bytes = execFileSync('tar', ['-C', from, `--format=${format}`, '--sort=name', '-czf', '-', '.']);
    expect((await described(bytes)).map(([path, kind, , body]) => [path, kind, body])).toEqual([
      ['d', 'dir', ''],
      ['d/a', 'file', 'same'],
      ['d/b', 'file', 'same'],
      ['d/c', 'link', 'a'],
    ]);
  });
});

it('a link may point anywhere inside, or name an absolute path as a virtualenv does', async () => {
  const entries = [entry('a/b/python3', { target: '/usr/bin/python3' }), entry('a/b/up', { target: '../../c' })];
  expect(await described(await collect(tarArchives.stream([...entries, entry('c', 'x')])))).toEqual([
    ['a/b/python3', 'link', '644', '/usr/bin/python3'],
    ['a/b/up', 'link', '644', '../../c'],
    ['c', 'file', '644', 'x'],
  ]);
});

describe('an archive is refused', () => {
  async function tarOf(header: Partial<Header> & { name: string }): Promise<Uint8Array> {
    const pack = openPack();
    pack.entry(header, '');
    pack.finalize();
    return collect(pack as AsyncIterable<Uint8Array>);
  }

  it.each<[string, Partial<Header> & { name: string }]>([
    ['a way out', { name: 'a/../../etc/passwd' }],
    ['an absolute path', { name: '/etc/passwd' }],
    ['a line break in a name', { name: 'a\nb' }],
    ['a device', { name: 'tty', type: 'character-device' }],
    ['a hard link to outside', { name: 'pw', type: 'link', linkname: '../../etc/passwd' }],
    ['a hard link to nothing', { name: 'pw', type: 'link', linkname: 'nothing' }],
    ['a link out of it', { name: 'a/pw', type: 'symlink', linkname: '../../etc/passwd' }],
    ['a link with a line break', { name: 'a/pw', type: 'symlink', linkname: '/etc\n/passwd' }],
  ])('with %s', async (_, header) => {
    await expect(tarArchives.unpack(await tarOf(header))).rejects.toMatchObject({
      kind: 'input',
      issues: [{ code: 'archive/unsafe' }],
    });
  });

  it.each(['c', '/etc'])('with a file below a link to %s, in whatever order they come', async (target) => {
    const entries = [entry('a/b', 'x'), entry('a', { target })];
    for (const some of [entries, entries.toReversed()]) {
      const unpacked = tarArchives.unpack(await collect(tarArchives.stream(some)));
      await expect(unpacked).rejects.toMatchObject({ kind: 'input', issues: [{ code: 'archive/unsafe' }] });
    }
  });

  it('when it is none, or cut short', async () => {
    const whole = await tarArchives.pack(ENTRIES);
    const unreadable = { kind: 'input', issues: [{ code: 'archive/unreadable' }] };
    await expect(tarArchives.unpack(new TextEncoder().encode('hello '.repeat(200)))).rejects.toMatchObject(unreadable);
    await expect(tarArchives.unpack(whole.subarray(0, whole.length - 20))).rejects.toMatchObject(unreadable);
    await expect(tarArchives.unpack(gunzipSync(whole).subarray(0, 700))).rejects.toMatchObject(unreadable);
  });
});
