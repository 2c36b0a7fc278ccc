/** The contract of the port for meta repos: whoever stores one behaves like this. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Meta, MetaAddress, MetaChange } from '../../src/app/ports/meta-repo.ts';
import type { RecordQuery, StoredRecord } from '../../src/core/meta/find-records.ts';
import { encodeFormat } from '../../src/core/meta/format.ts';
import {
  channelPath,
  deploymentsFolder,
  instanceDeploymentsFolder,
  lockRef,
  recordPath,
  releasesFolder,
} from '../../src/core/meta/paths.ts';
import type { MetaRecord } from '../../src/core/meta/record.ts';
import { byHost, byInstance, byName, type RecordKey } from '../../src/core/meta/record-keys.ts';
import { begin, binary, event, release, tree } from '../core/meta/records.ts';
import { adding, firstFiles, utf8 } from '../support/meta.ts';
import type { MetaEstate } from './meta-estate.ts';

const RELEASE = recordPath('shop', release);
const EDGE = channelPath('shop', 'edge');
const LOCK = lockRef('shop', 'production.eu');

/** Texts and bytes that something on the way could take for something else. */
const AWKWARD: Readonly<Record<string, Uint8Array>> = {
  'shop/runtime/eu/bom.txt': new Uint8Array([0xef, 0xbb, 0xbf, 0x61]),
  'shop/runtime/eu/bytes': new Uint8Array(256).map((_, i) => i),
  'shop/runtime/eu/empty': new Uint8Array(),
  'shop/runtime/eu/grün & blau/a b.json': utf8('{"ü": "€𝄞"}\r\n\r\n'),
  'shop/runtime/eu/large.txt': utf8('0123456789abcde\n'.repeat(60_000)),
  'shop/runtime/eu/latin1.txt': new Uint8Array([0x67, 0x72, 0xfc, 0x6e]),
  "shop/runtime/eu/quotes'$(id)`x`.txt": utf8('"'),
};

/** Runs it against the adapter whose estates `start` opens. */
export function describeMetaRepo(adapter: string, start: () => Promise<MetaEstate>): void {
  describe(`meta repos, ${adapter}:`, () => {
    let estate: MetaEstate;
    let address: MetaAddress;
    let meta: Meta;
    const open = (who: string) => estate.writer(who).open(address);

    beforeAll(async () => {
      estate = await start();
    });
    afterAll(() => estate.close());
    beforeEach(async () => {
      address = await estate.newAddress();
      await estate.commit(address, { 'facsimile.yaml': encodeFormat() });
      meta = await open('ann');
    });

    describe('making and opening one', () => {
      it('is one commit; again it is none', async () => {
        const empty = await estate.newAddress();
        const made = await estate.writer('ann').init(empty, firstFiles());
        expect(made).toEqual({ commit: (await estate.line(empty))[0], unchanged: false });
        expect(await estate.writer('bob').init(empty, firstFiles())).toEqual({ ...made, unchanged: true });
        expect((await (await estate.writer('bob').open(empty)).snapshot()).commit).toBe(made.commit);
      });

      it('keeps what is nobody’s, and refuses to make one of what is somebody’s', async () => {
        const fresh = await estate.newAddress();
        await estate.commit(fresh, { 'README.md': 'hello\n', '.github/x.yml': 'x\n' });
        await estate.writer('ann').init(fresh, firstFiles());
        const snapshot = await (await estate.writer('ann').open(fresh)).snapshot();
        expect(await snapshot.list('')).toEqual(['.github/x.yml', 'README.md', 'facsimile.yaml']);
        const used = await estate.newAddress();
        await estate.commit(used, { 'README.md': 'hello\n', 'src/main.ts': 'x\n' });
        const made = estate.writer('ann').init(used, firstFiles());
        await expect(made).rejects.toMatchObject({ kind: 'input', issues: [{ code: 'meta/other-repo' }] });
        expect(await estate.line(used)).toHaveLength(1);
      });

      it('is refused for a repo without commits, without format, or of a format from tomorrow', async () => {
        const other = await estate.newAddress();
        const codeOf = (expected: string) =>
          expect(estate.writer('ann').open(other)).rejects.toMatchObject({
            kind: 'input',
            issues: [{ code: expected }],
          });
        await codeOf('meta/not-meta');
        await estate.commit(other, { 'README.md': 'hello\n' });
        await codeOf('meta/not-meta');
        await estate.commit(other, { 'facsimile.yaml': 'format: 2\n' });
        await codeOf('meta/format');
      });
    });

    describe('an append', () => {
      it('is one commit with all its files and the whole message, on what was there', async () => {
        const message = 'release shop 1.4.0, "and" more: ü\n\nrelease shop\n  tag: v1.4.0\n\n  $(id) `id`\n';
        const [before = ''] = await estate.line(address);
        const { commit, unchanged } = await meta.append({ ...adding(release, binary, tree), message });
        expect(unchanged).toBe(false);
        expect(await estate.line(address)).toEqual([commit, before]);
        const [found] = await (await meta.snapshot()).history('');
        expect(found).toMatchObject({ githash: commit, author: estate.authorOf('ann'), message: message.trim() });
        expect(Math.abs((found?.committedAt ?? 0) - Date.now() / 1000)).toBeLessThan(120);
      });

      it('of what is there already changes nothing, whoever does it, through whatever it saw before', async () => {
        const bob = await open('bob');
        const { commit } = await meta.append(adding(release));
        for (const writer of [meta, bob, await open('cem')])
          expect(await writer.append(adding(release))).toEqual({ commit, unchanged: true });
        expect(await estate.line(address)).toHaveLength(2);
      });

      it('with other bytes at an add-only path is refused whole', async () => {
        const bob = await open('bob');
        const { commit } = await meta.append(adding(release));
        const other = adding(binary, { ...release, version: '9.9.9' });
        for (const writer of [meta, bob])
          await expect(writer.append(other)).rejects.toMatchObject({
            code: 'meta/exists',
            retry: 'never',
            target: RELEASE,
          });
        expect((await estate.line(address))[0]).toBe(commit);
      });

      it('lands beside those of others at the same moment: none lost, none twice, one line', async () => {
        const writers = await Promise.all(['ann', 'bob', 'cem', 'dan'].map(open));
        const own = writers.map((_, i) => ({
          ...event,
          id: `01KJKWTX700000000000000A0${i}`,
          fields: { writer: `${i}` },
        }));
        const landed = await Promise.all(
          writers.map((writer, i) => writer.append(adding(own[i] ?? event, { ...tree, digest: `${i}b`.repeat(32) }))),
        );
        expect(landed.map(({ unchanged }) => unchanged)).toEqual([false, false, false, false]);
        const line = await estate.line(address);
        expect(line.length).toBeLessThanOrEqual(5);
        for (const { commit } of landed) expect(line).toContain(commit);
        const snapshot = await (await open('eve')).snapshot();
        expect(await snapshot.list('shop/events')).toEqual(own.map((record) => recordPath('shop', record)));
        expect(await snapshot.list('shop/trees')).toHaveLength(4);
      });

      it('of the same record by several at the same moment is made by one of them', async () => {
        const writers = await Promise.all(['ann', 'bob', 'cem'].map(open));
        const landed = await Promise.all(writers.map((writer) => writer.append(adding(release))));
        expect(landed.filter(({ unchanged }) => !unchanged)).toHaveLength(1);
        expect(await estate.line(address)).toHaveLength(2);
      });

      it('keeps any bytes and any name as they are', async () => {
        const added = Object.entries(AWKWARD).map(([path, bytes]) => ({ path, bytes }));
        await meta.append({ added, changed: [], message: 'awkward' });
        const paths = Object.keys(AWKWARD);
        for (const snapshot of [await meta.snapshot(), await (await open('bob')).snapshot()]) {
          expect(await snapshot.list('shop')).toEqual(paths);
          expect(await snapshot.readAll(paths)).toEqual(Object.values(AWKWARD));
          expect(await snapshot.read(paths[0] ?? '')).toEqual(AWKWARD[paths[0] ?? '']);
        }
        expect((await meta.append({ added, changed: [], message: 'again' })).unchanged).toBe(true);
      });

      it('never writes to a path that leads elsewhere', async () => {
        const { commit } = await meta.snapshot();
        for (const path of ['../x', 'a//b', '/etc/passwd', 'a/./b', 'a/.GIT/config', 'a\nb', 'a\0b', 'a"b', '']) {
          const change = { added: [{ path, bytes: utf8('x') }], changed: [], message: 'x' };
          await expect(meta.append(change), path).rejects.toThrow('not a path for the meta repo');
          await expect(meta.propose('x', change), path).rejects.toThrow('not a path for the meta repo');
        }
        expect((await meta.snapshot()).commit).toBe(commit);
      });

      it('is seen by its own writer at once', async () => {
        await meta.append(adding(release));
        expect(await (await meta.snapshot()).read(RELEASE)).toEqual(adding(release).added[0]?.bytes);
      });
    });

    describe('a mutable file', () => {
      const to = (text: string, basedOn?: string): MetaChange => ({
        added: [],
        changed: [{ path: EDGE, bytes: utf8(text), basedOn: basedOn === undefined ? undefined : utf8(basedOn) }],
        message: text,
      });

      it('changes from what it was based on, together with records of the same commit', async () => {
        await meta.append(to('a'));
        await (await open('bob')).append({ ...to('b', 'a'), added: adding(release).added });
        const snapshot = await meta.snapshot();
        expect(await snapshot.readAll([EDGE, RELEASE])).toEqual([utf8('b'), adding(release).added[0]?.bytes]);
        expect(await estate.line(address)).toHaveLength(3);
      });

      it('is refused when it moved on, and so is all that came with it', async () => {
        const bob = await open('bob');
        await meta.append(to('a'));
        for (const based of [undefined, 'z'])
          for (const writer of [meta, bob]) {
            const append = writer.append({ ...to('c', based), added: adding(release).added });
            await expect(append).rejects.toMatchObject({ code: 'meta/changed', target: EDGE });
          }
        expect(await (await meta.snapshot()).readAll([EDGE, RELEASE])).toEqual([utf8('a'), undefined]);
      });

      it('that is as wanted already needs no commit, but only the newest tip tells', async () => {
        const bob = await open('bob');
        await meta.append(to('a'));
        expect((await bob.append(to('a'))).unchanged).toBe(true);
        await meta.append(to('b', 'a'));
        await expect(bob.append(to('a'))).rejects.toMatchObject({ code: 'meta/changed' });
      });

      it('is changed by one of several that want so at the same moment', async () => {
        await meta.append(to('a'));
        const writers = await Promise.all(['ann', 'bob', 'cem'].map(open));
        const done = await Promise.allSettled(writers.map((writer, i) => writer.append(to(`b${i}`, 'a'))));
        const codes = done.map((each) => (each.status === 'fulfilled' ? 'done' : each.reason.code)).sort();
        expect(codes).toEqual(['done', 'meta/changed', 'meta/changed']);
      });
    });

    describe('a snapshot', () => {
      it('stays as it was, while a new one is of what is there now', async () => {
        const before = await meta.snapshot();
        await (await open('bob')).append(adding(release));
        expect([await before.read(RELEASE), await before.list('shop')]).toEqual([undefined, []]);
        const after = await meta.snapshot();
        expect(await after.read(RELEASE)).toEqual(adding(release).added[0]?.bytes);
        expect(after.commit).toBe((await estate.line(address))[0]);
      });

      it('reads and lists files and folders, and gives nothing for what is none', async () => {
        await meta.append(adding(release, binary));
        const snapshot = await meta.snapshot();
        expect(await snapshot.list('shop')).toEqual([recordPath('shop', binary), RELEASE]);
        expect(await snapshot.list('')).toEqual(['facsimile.yaml', recordPath('shop', binary), RELEASE]);
        expect(await snapshot.files('shop/releases')).toEqual([{ path: RELEASE, kind: 'file' }]);
        expect(await snapshot.children('')).toEqual(['facsimile.yaml', 'shop/']);
        expect(await snapshot.children('shop')).toEqual(['binaries/', 'releases/']);
        for (const none of ['nowhere', 'facsimile.yaml', 'sho', `${RELEASE}/x`]) {
          expect([none, await snapshot.list(none), await snapshot.files(none)]).toEqual([none, [], []]);
          expect([none, await snapshot.children(none)]).toEqual([none, []]);
        }
        const wanted = ['nowhere', 'facsimile.yaml', 'shop', RELEASE, 'facsimile.yaml'];
        const format = firstFiles().added[0]?.bytes;
        expect(await snapshot.readAll(wanted)).toEqual([
          undefined,
          format,
          undefined,
          adding(release).added[0]?.bytes,
          format,
        ]);
        expect(await snapshot.readAll([])).toEqual([]);
      });

      it('reads many files in the order asked for', async () => {
        const trees = Array.from({ length: 120 }, (_, i) => ({
          ...tree,
          digest: i.toString(16).padStart(2, '0').repeat(32),
        }));
        const { added } = adding(...trees);
        await meta.append({ added, changed: [], message: 'many' });
        const snapshot = await (await open('bob')).snapshot();
        const paths = added.map(({ path }) => path);
        expect(await snapshot.list('shop/trees')).toEqual(paths);
        const turned = paths.toReversed();
        expect(await snapshot.readAll(turned)).toEqual(added.map(({ bytes }) => bytes).toReversed());
      });

      it('may be of a branch, a tag or an older commit, which need not be in the branch of records', async () => {
        const [first = ''] = await estate.line(address);
        const proposed = await meta.propose('promote/shop/edge', adding(release));
        await meta.append(adding(binary));
        await estate.tag(address, 'mark', proposed.commit);
        const bob = await open('bob');
        for (const [revision, commit] of [
          ['promote/shop/edge', proposed.commit],
          ['mark', proposed.commit],
          [first.slice(0, 9), first],
          [first, first],
        ] as const) {
          const snapshot = await bob.at(revision);
          expect([revision, snapshot?.commit]).toEqual([revision, commit]);
          expect(await snapshot?.list('shop')).toEqual(commit === first ? [] : [RELEASE]);
        }
        for (const none of ['nowhere', '0123456789', 'main~1', `${first}^{tree}`, ':', '', '-h', 'a b'])
          expect([none, await bob.at(none)]).toEqual([none, undefined]);
      });

      it('knows who changed a path, what it was before, and which files a commit wrote', async () => {
        const change = (text: string, basedOn?: Uint8Array) =>
          meta.append({
            added: [],
            changed: [{ path: EDGE, bytes: utf8(text), basedOn }],
            message: `to ${text}\n\nwhy`,
          });
        const { commit: first } = await change('a');
        await meta.append(adding(release, binary));
        const { commit: last } = await change('b', utf8('a'));
        const snapshot = await (await open('bob')).snapshot();
        const found = await snapshot.history(EDGE);
        expect(found.map(({ githash, message }) => [githash, message])).toEqual([
          [last, 'to b\n\nwhy'],
          [first, 'to a\n\nwhy'],
        ]);
        expect((await snapshot.history('shop/releases')).map(({ message }) => message)).toEqual(['release binary']);
        expect([await snapshot.history(''), await snapshot.history('', 2), await snapshot.history('x')]).toMatchObject([
          [{ githash: last }, {}, {}, {}],
          [{ githash: last }, {}],
          [],
        ]);
        const versions = await snapshot.versions(EDGE);
        expect(versions).toEqual(found.map((commit, i) => ({ ...commit, bytes: utf8(i === 0 ? 'b' : 'a') })));
        expect(await snapshot.versions('shop/channels/none.yaml')).toEqual([]);
        expect(await snapshot.readAt(first, EDGE)).toEqual(utf8('a'));
        expect(await snapshot.readAt(first, RELEASE)).toBeUndefined();
        expect(await snapshot.touched(first.slice(0, 8))).toEqual({ githash: first, paths: [EDGE] });
        expect((await snapshot.touched((await estate.line(address))[1] ?? ''))?.paths.toSorted()).toEqual([
          recordPath('shop', binary),
          RELEASE,
        ]);
        for (const none of ['0'.repeat(40), 'main', '-h', 'abcdef'])
          expect(await snapshot.touched(none)).toBeUndefined();
      });

      it('knows what lies in its history', async () => {
        const [first = ''] = await estate.line(address);
        const { commit: beside } = await meta.propose('promote/shop/edge', adding(release));
        const { commit: later } = await meta.append(adding(binary));
        const snapshot = await meta.snapshot();
        const older = await meta.at(first);
        const known = [snapshot.commit, first, beside, 'f'.repeat(40)];
        expect(await Promise.all(known.map((githash) => snapshot.includes(githash)))).toEqual([
          true,
          true,
          false,
          false,
        ]);
        expect([await older?.includes(first), await older?.includes(later)]).toEqual([true, false]);
      });
    });

    describe('a question', () => {
      const [first, second, other] = [
        { ...begin, id: '01KJKWTX7000000000000000A1' },
        { ...begin, id: '01KJKWTX7000000000000000A2', hosts: begin.hosts.slice(0, 1) },
        { ...begin, id: '01KJKWTX7000000000000000A3', instance: 'production', hosts: begin.hosts.slice(0, 1) },
      ];
      const ask = async (query: RecordQuery) => (await meta.snapshot()).find(query);
      const paths = (found: readonly StoredRecord[]) => found.map(({ path }) => path);
      const pathsOf = (...records: readonly MetaRecord[]) => records.map((record) => recordPath('shop', record));
      const deployments = deploymentsFolder('shop');

      it('is answered by the records that hold its key, in order of keys and paths, each once', async () => {
        await meta.append(adding(second, other, release, event));
        await (await open('bob')).append(adding(first, tree, binary));
        const found = await ask({ folder: deployments, key: byHost('web1', 'production.eu') });
        expect(found).toEqual([first, second].map((record) => ({ path: recordPath('shop', record), record })));
        expect(paths(await ask({ folder: '', key: byHost('web1'), match: 'beginning' }))).toEqual(
          pathsOf(other, first, second),
        );
        expect(paths(await ask({ folder: '', key: byInstance('production.eu'), match: 'beginning' }))).toEqual(
          pathsOf(first, second),
        );
        expect(await ask({ folder: releasesFolder('shop'), key: byName('1.4.0') })).toMatchObject([
          { record: release },
        ]);
        expect(await ask({ folder: 'shop', key: byHost('web') })).toEqual([]);
      });

      it('looks only below its folder', async () => {
        await meta.append(adding(first, other, release));
        const below = async (folder: string) => paths(await ask({ folder, key: byHost('web1'), match: 'beginning' }));
        expect(await below(instanceDeploymentsFolder('shop', 'production'))).toEqual(pathsOf(other));
        expect(await below(instanceDeploymentsFolder('shop', 'production.eu'))).toEqual(pathsOf(first));
        for (const folder of ['shop/releases', 'blog', 'shop/deployments/prod', 'nowhere/at/all'])
          expect(await below(folder)).toEqual([]);
      });

      it('may be only about the last', async () => {
        await meta.append(adding(first, second, other));
        const last = async (key: RecordKey, last: RecordQuery['last']) =>
          paths(await ask({ folder: deployments, key, match: 'beginning', ...(last === undefined ? {} : { last }) }));
        expect(await last(byHost('web1', 'production.eu'), 1)).toEqual(pathsOf(second));
        expect(await last(byHost('web1', 'production.eu'), 0)).toEqual([]);
        expect(await last(byHost('web1', 'production.eu'), 9)).toEqual(pathsOf(first, second));
        expect(await last(byHost('web1'), 'of-each-key')).toEqual(pathsOf(other, second));
        expect(await last(byInstance('production.eu'), 'of-each-key')).toEqual(pathsOf(second, first));
      });

      it('is answered as of its snapshot, whatever others have asked since', async () => {
        const query = { folder: deployments, key: byHost('web1', 'production.eu') };
        await meta.append(adding(first));
        const before = await meta.snapshot();
        const proposed = await meta.propose('promote/x', adding(second));
        expect(paths((await (await meta.at(proposed.commit.slice(0, 12)))?.find(query)) ?? [])).toEqual(
          pathsOf(first, second),
        );
        expect(paths(await before.find(query))).toEqual(pathsOf(first));
        await (await open('bob')).append(adding({ ...second, id: '01KJKWTX7000000000000000A4' }));
        expect(await ask(query)).toHaveLength(2);
        expect(paths(await before.find(query))).toEqual(pathsOf(first));
        expect(paths((await (await meta.at(before.commit))?.find(query)) ?? [])).toEqual(pathsOf(first));
      });

      it('is not answered when one of the files is no record', async () => {
        const broken = RELEASE.replace(/[0-9a-f]{4}\.binpb$/, '0000.binpb');
        await meta.append(adding(release));
        await estate.commit(address, { [broken]: 'not a record' });
        await expect(ask({ folder: releasesFolder('shop'), key: byName('1.4.0') })).rejects.toMatchObject({
          kind: 'input',
          issues: [{ code: 'meta/not-a-record', origin: { file: broken } }],
        });
      });
    });

    describe('a proposal', () => {
      it('is a branch on the tip, replaced by the next one; the branch of records stays', async () => {
        const before = await estate.line(address);
        await meta.propose('promote/edge', adding(release));
        const { commit, unchanged } = await (await open('bob')).propose('promote/edge', {
          ...adding(binary),
          message: 'b\n\nc',
        });
        expect(unchanged).toBe(false);
        expect(await estate.line(address, 'promote/edge')).toEqual([commit, ...before]);
        expect(await estate.line(address)).toEqual(before);
        const snapshot = await meta.at('promote/edge');
        expect(await snapshot?.list('shop')).toEqual([recordPath('shop', binary)]);
        expect(await snapshot?.history('', 1)).toMatchObject([{ message: 'b\n\nc', githash: commit }]);
      });

      it('of nothing new makes no branch', async () => {
        const { commit } = await meta.append(adding(release));
        expect(await meta.propose('promote/edge', adding(release))).toEqual({ commit, unchanged: true });
        expect(await estate.line(address, 'promote/edge')).toEqual([]);
      });
    });

    describe('a lock', () => {
      it('is taken, seen by others, renewed and freed', async () => {
        const bob = await open('bob');
        expect(await meta.readLock(LOCK)).toBeUndefined();
        const taken = await meta.swapLock(LOCK, undefined, 'locked by ann\n\nholder: ann');
        expect(taken).toMatchObject({ holder: 'locked by ann\n\nholder: ann' });
        expect(Math.abs((taken?.renewedAt ?? 0) - Date.now())).toBeLessThan(120_000);
        expect(await bob.readLock(LOCK)).toEqual(taken);
        const renewed = await meta.swapLock(LOCK, taken?.commit, 'ann again');
        expect(renewed?.commit).not.toBe(taken?.commit);
        expect(await bob.readLock(LOCK)).toEqual(renewed);
        await meta.freeLock(LOCK, renewed?.commit ?? '');
        expect(await bob.readLock(LOCK)).toBeUndefined();
        expect((await bob.swapLock(LOCK, undefined, 'bob'))?.holder).toBe('bob');
        expect(await estate.line(address)).toHaveLength(1);
      });

      it('that moved on is neither taken nor freed', async () => {
        const bob = await open('bob');
        const mine = await meta.swapLock(LOCK, undefined, 'ann');
        expect(await bob.swapLock(LOCK, undefined, 'bob')).toBeUndefined();
        const others = await bob.swapLock(LOCK, mine?.commit, 'bob');
        expect(await meta.swapLock(LOCK, mine?.commit, 'ann')).toBeUndefined();
        await meta.freeLock(LOCK, mine?.commit ?? '');
        expect(await meta.readLock(LOCK)).toEqual(others);
        await bob.freeLock(LOCK, others?.commit ?? '');
        expect(await meta.swapLock(LOCK, others?.commit, 'ann')).toBeUndefined();
        await meta.freeLock(LOCK, others?.commit ?? '');
      });

      it('ends with the last record where both can be done at once, and is told to be left where not', async () => {
        const taken = await meta.swapLock(LOCK, undefined, 'ann');
        const own = { name: LOCK, commit: taken?.commit ?? '' };
        const { freed = false, unchanged } = await meta.append(adding(release), own);
        expect(unchanged).toBe(false);
        expect((await meta.readLock(LOCK))?.commit).toBe(freed ? undefined : own.commit);
        await meta.freeLock(LOCK, own.commit);
        expect(await meta.readLock(LOCK)).toBeUndefined();
      });

      it('that somebody else took over is theirs still after the last record', async () => {
        const bob = await open('bob');
        const mine = await meta.swapLock(LOCK, undefined, 'ann');
        const others = await bob.swapLock(LOCK, mine?.commit, 'bob');
        const ending = await meta.append(adding(release), { name: LOCK, commit: mine?.commit ?? '' });
        expect(ending).toMatchObject({ unchanged: false });
        expect(ending.freed ?? false).toBe(false);
        expect(await meta.readLock(LOCK)).toEqual(others);
        expect(await estate.line(address)).toHaveLength(2);
      });

      it('goes to exactly one of many that want it in the same moment, although all say the same', async () => {
        const writers = await Promise.all(['ann', 'bob', 'cem', 'dan'].map(open));
        const taken = await Promise.all(writers.map((writer) => writer.swapLock(LOCK, undefined, 'me')));
        expect(taken.filter((lock) => lock !== undefined)).toHaveLength(1);
        expect(await meta.readLock(LOCK)).toEqual(taken.find((lock) => lock !== undefined));
      });

      it('is one of many that do not touch each other', async () => {
        const other = lockRef('shop', 'production.us');
        const eu = await meta.swapLock(LOCK, undefined, 'ann');
        const us = await meta.swapLock(other, undefined, 'ann');
        await meta.freeLock(LOCK, eu?.commit ?? '');
        expect([await meta.readLock(LOCK), await meta.readLock(other)]).toEqual([undefined, us]);
      });
    });
  });
}
