/** The disk, for real. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localFiles } from '../../../src/adapters/fs/local-files.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'facs-files-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function collect(parts: AsyncIterable<Uint8Array> = (async function* () {})()): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a folder', () => {
  it('lists files, executables and links in byte order, without .git', async () => {
    mkdirSync(join(home, 'a/.git'), { recursive: true });
    writeFileSync(join(home, 'a/.git/HEAD'), 'x');
    writeFileSync(join(home, 'a/é b'), '');
    writeFileSync(join(home, 'a/run'), '#!');
    chmodSync(join(home, 'a/run'), 0o755);
    writeFileSync(join(home, 'a.b'), '');
    symlinkSync('run', join(home, 'a/link'));
    const folder = await localFiles(home).folder('.');
    expect(await folder?.list('')).toEqual([
      { path: 'a.b', kind: 'file' },
      { path: 'a/link', kind: 'link' },
      { path: 'a/run', kind: 'executable' },
      { path: 'a/é b', kind: 'file' },
    ]);
    expect(new TextDecoder().decode(await folder?.read('a/link'))).toBe('run');
  });

  it('measures what is large without holding it, and gives its bytes as often as they are wanted', async () => {
    const large = new Uint8Array(700_000).map((_, i) => i % 251);
    writeFileSync(join(home, 'large'), large);
    writeFileSync(join(home, 'small'), 'x');
    symlinkSync('large', join(home, 'link'));
    const folder = await localFiles(home).folder('.');
    const measured = await folder?.measure?.('large');
    expect(measured).toMatchObject({ size: 700_000, sha256: createHash('sha256').update(large).digest('hex') });
    for (const _ of [1, 2]) expect(await collect(measured?.open())).toEqual(Buffer.from(large));
    for (const path of ['small', 'link', 'gone', '.']) expect(await folder?.measure?.(path)).toBeUndefined();
  });

  it.each([
    ['shorter', () => writeFileSync(join(home, 'large'), 'x')],
    ['longer', () => writeFileSync(join(home, 'large'), Buffer.alloc(100_001))],
    ['gone rather', () => rmSync(join(home, 'large'))],
  ])('tells that a large file is %s than when it was measured', async (_, change) => {
    writeFileSync(join(home, 'large'), Buffer.alloc(100_000));
    const folder = await localFiles(home).folder('.');
    const measured = await folder?.measure?.('large');
    change();
    await expect(collect(measured?.open())).rejects.toMatchObject({ code: 'source/changed' });
  });

  it('is undefined when it is not there, and reads nothing that is not there', async () => {
    const files = localFiles(home);
    expect(await files.folder('gone')).toBeUndefined();
    expect(await (await files.folder(''))?.read('gone/x')).toBeUndefined();
    expect(await files.read('gone')).toBeUndefined();
  });
});

describe('write', () => {
  it('sets the mode whatever the umask and leaves no temporary file', async () => {
    const before = process.umask(0o077);
    await localFiles(home).write({ path: 'x/y', mode: 0o644, content: bytes('hello') });
    process.umask(before);
    expect(readFileSync(join(home, 'x/y'), 'utf8')).toBe('hello');
    expect(statSync(join(home, 'x/y')).mode & 0o777).toBe(0o644);
    expect(readdirSync(join(home, 'x'))).toEqual(['y']);
  });

  it('leaves the old file whole when the new one breaks off', async () => {
    const files = localFiles(home);
    await files.write({ path: 'y', mode: 0o644, content: bytes('old') });
    async function* broken() {
      yield bytes('ne');
      throw new Error('source died');
    }
    await expect(files.write({ path: 'y', mode: 0o644, content: broken() })).rejects.toMatchObject({
      code: 'disk/refused',
    });
    expect(readFileSync(join(home, 'y'), 'utf8')).toBe('old');
    expect(readdirSync(home)).toEqual(['y']);
  });
});

describe('what the system refuses', () => {
  /** No system has files of such names, whoever asks. */
  const NAME = 'x'.repeat(300);
  const works = {
    read: (files: ReturnType<typeof localFiles>) => files.read(NAME),
    folder: (files: ReturnType<typeof localFiles>) => files.folder(NAME),
    names: (files: ReturnType<typeof localFiles>) => files.names(NAME),
    'a file of a folder': async (files: ReturnType<typeof localFiles>) => (await files.folder('.'))?.read(NAME),
    'a folder of a folder': async (files: ReturnType<typeof localFiles>) => (await files.folder('.'))?.list(NAME),
    'a lock': (files: ReturnType<typeof localFiles>) => files.exclusively(NAME, async () => 'never'),
    create: (files: ReturnType<typeof localFiles>) => files.create({ path: NAME, mode: 0o600, content: bytes('') }),
  };
  it.each(Object.entries(works))('is no bug of ours, and names what it is about: %s', async (_, work) => {
    await expect(work(localFiles(home))).rejects.toMatchObject({
      ...{ kind: 'operation', code: 'disk/refused', target: NAME },
      message: expect.stringContaining('ENAMETOOLONG'),
    });
    expect(readdirSync(home)).toEqual([]);
  });

  it('is told apart from what other failures the work itself has', async () => {
    const broken = new TypeError('ours');
    await expect(localFiles(home).exclusively('x', () => Promise.reject(broken))).rejects.toBe(broken);
  });
});

it('a fresh file is written where it stays, with its mode, and never over another one', async () => {
  const files = localFiles(home);
  const fresh = { path: 'deep/in/file', mode: 0o640, fresh: true, passing: true } as const;
  await files.write({ ...fresh, content: bytes('one') });
  expect(readdirSync(join(home, 'deep/in'))).toEqual(['file']);
  expect(statSync(join(home, 'deep/in/file')).mode & 0o777).toBe(0o640);
  await expect(files.write({ ...fresh, content: bytes('two') })).rejects.toMatchObject({ code: 'disk/refused' });
  expect(readFileSync(join(home, 'deep/in/file'), 'utf8')).toBe('one');
});
