import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeRecord, encodeRecord, isSameRecord, recordBytes } from '../../../src/core/meta/codec.ts';
import { describeRecord } from '../../../src/core/meta/describe.ts';
import { foldInstances } from '../../../src/core/meta/fold.ts';
import { recordPath } from '../../../src/core/meta/paths.ts';
import { commitByHand, makeBare } from '../../support/bare-repo.ts';
import { facs } from '../../support/facs.ts';
import { openMemoryEstate } from '../../support/memory-estate.ts';
import { adding, git, metaRepoIn, utf8 } from '../../support/meta.ts';
import { decodeText, encodeText, SCHEMA, TEXTS, writeSchemaOfTomorrow } from '../../support/schema-of-tomorrow.ts';
import { describeWith } from '../../support/tools.ts';
import { begin, binary, end, release, tree } from './records.ts';

type Name = keyof typeof TEXTS;

describeWith(['protoc'], 'a file that a later version wrote', () => {
  const files = {} as Record<Name, Uint8Array>;
  let work = '';
  let schema = '';
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'facs-tomorrow-'));
    schema = join(work, 'schema');
    writeSchemaOfTomorrow(schema);
    for (const name of Object.keys(TEXTS) as Name[]) files[name] = encodeText(schema, TEXTS[name]);
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('holds what the shipped schema has no words for', () => {
    for (const bytes of Object.values(files)) expect(decodeText(SCHEMA, bytes)).toMatch(/^ *\d+(:| \{)/m);
    expect(decodeText(schema, files.release)).toContain('changelog: "all new"');
  });

  it('is read as far as it is known, without guessing at the rest', () => {
    expect(decodeRecord(files.release, 'x')).toMatchObject({ ok: true, value: release });
    expect(decodeRecord(files.audit, 'x')).toMatchObject({ ok: true, value: { kind: 'unknown' } });
    const read = decodeRecord(files.end, 'x');
    // An outcome of later is the most careful one that is known.
    expect(read).toMatchObject({
      ok: true,
      value: { kind: 'deployment-end', hosts: [{ host: 'web1', outcome: 'failed' }] },
    });
    const records = read.ok ? [begin, read.value] : [];
    expect(foldInstances(records).get('production.eu')?.hosts[0]).toMatchObject({ host: 'web1', outcome: 'failed' });
    expect(describeRecord({ kind: 'unknown' })).toContain('this version does not know');
  });

  it('is the same record as ours if all that we know agrees, and another one if not', () => {
    expect(isSameRecord(encodeRecord(release), files.release)).toBe(true);
    for (const other of [
      { ...release, version: '1.4.1' },
      { ...release, repos: release.repos.slice(1) },
    ])
      expect(isSameRecord(encodeRecord(other), files.release)).toBe(false);
    expect(isSameRecord(encodeRecord(release), files.audit)).toBe(false);
    // The link is all that today sees of that tree; of today's own tree it is another one.
    expect(isSameRecord(encodeRecord(tree), files.tree)).toBe(false);
  });

  it('keeps every byte wherever we read it and write around it, over git and in memory', async () => {
    const memory = await openMemoryEstate();
    const address = await memory.newAddress();
    const bare = join(work, 'meta.git');
    makeBare(bare);
    const paths: Record<Name, string> = {
      release: recordPath('shop', release),
      end: recordPath('shop', end),
      tree: recordPath('shop', tree),
      audit: 'shop/audits/2026/01/01/x.binpb',
    };
    const byHand = {
      'facsimile.yaml': 'format: 1\n',
      'shop/project.yaml': 'channels: [edge]\n',
      ...Object.fromEntries(names().map((name) => [paths[name], files[name]])),
    };
    commitByHand(bare, byHand);
    await memory.commit(address, byHand);
    for (const meta of [
      await metaRepoIn(join(work, 'top')).repo.open({ url: bare }),
      await memory.writer('ann').open(address),
    ]) {
      const before = await meta.snapshot();
      // Ours says less of the same release: nothing is to do, and nothing is lost.
      expect((await meta.append(adding(release))).unchanged).toBe(true);
      // What was read is written on, elsewhere and again.
      const again = names().map((name, i) => ({ name, path: `blog/audits/2026/01/01/${i}.binpb` }));
      const added = await Promise.all(
        again.map(async ({ name, path }) => ({ path, bytes: (await before.read(paths[name])) ?? utf8('') })),
      );
      await meta.append({ added: [...added, ...adding(binary).added], changed: [], message: 'copied' });
      const after = await meta.snapshot();
      for (const { name, path } of again) {
        expect([name, await after.read(path)]).toEqual([name, files[name]]);
        expect([name, await after.read(paths[name])]).toEqual([name, files[name]]);
      }
    }
    expect(git(bare, 'rev-parse', 'main:blog/audits/2026/01/01/0.binpb')).toBe(
      git(bare, 'rev-parse', `main:${paths.release}`),
    );
    const { code, stdout } = await facs(work, ['meta', 'cat', paths.release], { FACS_META: bare });
    expect([code, stdout]).toEqual([0, expect.stringContaining('release shop 1.4.0')]);
    for (const words of [
      ['meta', 'cat', paths.audit],
      ['release', 'list', 'shop'],
    ])
      expect(await facs(work, words, { FACS_META: bare })).toMatchObject({ code: 0, stderr: '' });
  });

  it('has its signed bytes untouched: field 1 as stored, though it is not what we would write', () => {
    const body = recordBytes(files.release) ?? utf8('');
    expect(Buffer.from(files.release).includes(Buffer.from(body))).toBe(true);
    expect(body).not.toEqual(recordBytes(encodeRecord(release)));
  });

  const names = () => Object.keys(TEXTS) as Name[];
});
