import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { binaryStores } from '../../../src/adapters/store/binary-stores.ts';
import { secret } from '../../../src/core/secret.ts';
import { type BinaryServer, type Manners, startBinaryServer } from '../../support/binary-server.ts';

const bytes = new TextEncoder().encode('packed bytes');
const others = new TextEncoder().encode('other bytes');
const NAME = 'shop/1a2b/server.linux-x64.abcd.tar.gz';

const cwd = mkdtempSync(join(tmpdir(), 'facs-store-'));
const waits: number[] = [];
const clock = { now: Date.now, sleep: async (ms: number) => void waits.push(ms) };
const stores = binaryStores(cwd, clock);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const servers: BinaryServer[] = [];
async function serve(manners: Manners = {}): Promise<BinaryServer> {
  const server = await startBinaryServer(manners);
  servers.push(server);
  return server;
}
afterEach(async () => {
  waits.length = 0;
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('a folder', () => {
  it('keeps the bytes under a file URL that gives them back', async () => {
    const url = await stores.put({ store: 'binaries', name: NAME, bytes });
    expect(url).toBe(pathToFileURL(join(cwd, 'binaries', NAME)).href);
    expect(Buffer.from(await stores.fetch(url)).toString()).toBe('packed bytes');
    expect(Buffer.from(await stores.fetch(`binaries/${NAME}`)).toString()).toBe('packed bytes');
  });

  it('takes a file URL too', async () => {
    const store = pathToFileURL(join(cwd, 'a folder')).href;
    const url = await stores.put({ store, name: NAME, bytes });
    expect(url).toBe(`${store}/${NAME}`);
    expect(existsSync(join(cwd, 'a folder', NAME))).toBe(true);
  });

  it('takes the same bytes again without a change and refuses others', async () => {
    await stores.put({ store: 'twice', name: NAME, bytes });
    await stores.put({ store: 'twice', name: NAME, bytes });
    const again = stores.put({ store: 'twice', name: NAME, bytes: others });
    await expect(again).rejects.toMatchObject({ kind: 'operation', code: 'store/exists', retry: 'never' });
    expect(readFileSync(join(cwd, 'twice', NAME), 'utf8')).toBe('packed bytes');
    expect(readdirSync(join(cwd, 'twice/shop/1a2b'))).toEqual(['server.linux-x64.abcd.tar.gz']);
  });

  it('lets exactly one of many writers win', async () => {
    const attempts = Array.from({ length: 20 }, (_, i) => {
      return stores.put({ store: 'race', name: NAME, bytes: new TextEncoder().encode(`writer ${i}`) });
    });
    const results = await Promise.allSettled(attempts);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readFileSync(join(cwd, 'race', NAME), 'utf8')).toBe(`writer ${winner}`);
  });

  it('says what is missing and what is longer than recorded', async () => {
    await expect(stores.fetch('file:///nowhere/at/all')).rejects.toMatchObject({ code: 'store/missing' });
    const url = await stores.put({ store: 'long', name: NAME, bytes });
    await expect(stores.fetch(url, 5)).rejects.toMatchObject({ code: 'store/size' });
    expect(await stores.fetch(url, bytes.length)).toHaveLength(bytes.length);
  });

  it('says that it may not write where something else is in the way', async () => {
    writeFileSync(join(cwd, 'file'), '');
    chmodSync(join(cwd, 'file'), 0o444);
    const put = stores.put({ store: 'file', name: NAME, bytes });
    await expect(put).rejects.toMatchObject({ kind: 'operation', target: join(cwd, 'file', NAME) });
  });
});

describe('an HTTP server', () => {
  it('gets a PUT, and gives the bytes back', async () => {
    const { url, objects } = await serve();
    const stored = await stores.put({ store: `${url}/binaries`, name: NAME, bytes });
    expect(stored).toBe(`${url}/binaries/${NAME}`);
    expect(objects.get(`/binaries/${NAME}`)?.toString()).toBe('packed bytes');
    expect(Buffer.from(await stores.fetch(stored)).toString()).toBe('packed bytes');
  });

  it.each<[string, Manners]>([
    ['keeps to If-None-Match', {}],
    ['overwrites', { overwrites: true }],
    ['knows no HEAD', { noHead: true }],
  ])('that %s keeps what it has: the same bytes are a no-op, others refused', async (_, manners) => {
    const { url, objects } = await serve(manners);
    await stores.put({ store: url, name: NAME, bytes });
    await stores.put({ store: url, name: NAME, bytes });
    const again = stores.put({ store: url, name: NAME, bytes: others });
    await expect(again).rejects.toMatchObject({ code: 'store/exists', target: `${url}/${NAME}` });
    expect(objects.get(`/${NAME}`)?.toString()).toBe('packed bytes');
  });

  it('is not read to the end to learn that it holds something longer', async () => {
    const { url, objects } = await serve();
    objects.set(`/${NAME}`, Buffer.concat([bytes, Buffer.alloc(64 * 1024 * 1024)]));
    const again = stores.put({ store: url, name: NAME, bytes });
    await expect(again).rejects.toMatchObject({ code: 'store/exists', target: `${url}/${NAME}` });
  });

  it('is asked again when its trouble passes, and given up when it does not', async () => {
    const { url, objects } = await serve({ troubles: 3 });
    await stores.put({ store: url, name: NAME, bytes });
    expect(objects.size).toBe(1);
    expect(waits).toHaveLength(3);
    const { url: down } = await serve({ troubles: 100 });
    const put = stores.put({ store: down, name: NAME, bytes });
    await expect(put).rejects.toMatchObject({ code: 'store/unreachable', retry: 'safe' });
  });

  it('that nobody runs is unreachable, with the reason', async () => {
    const { url, close } = await serve();
    await close();
    const fetched = stores.fetch(`${url}/${NAME}`);
    await expect(fetched).rejects.toMatchObject({
      code: 'store/unreachable',
      message: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  it('that breaks off in the middle is a failure, never a shorter binary', async () => {
    const { url, objects } = await serve({ breaksOff: true });
    objects.set(`/${NAME}`, Buffer.alloc(1_000_000));
    await expect(stores.fetch(`${url}/${NAME}`)).rejects.toMatchObject({ code: 'store/unreachable' });
  });

  it('is not read beyond what was recorded', async () => {
    const { url, objects } = await serve();
    objects.set('/big', Buffer.alloc(50_000_000));
    await expect(stores.fetch(`${url}/big`, 1000)).rejects.toMatchObject({ code: 'store/size' });
    await expect(stores.fetch(`${url}/none`)).rejects.toMatchObject({ code: 'store/missing' });
  });
});

describe('a token', () => {
  const token = secret('tok-en');
  const reading = (store: string) => binaryStores(cwd, clock, { store, token });

  it('opens the server that wants one, and shows nowhere', async () => {
    const { url, requests } = await serve({ token: 'tok-en' });
    const denied = stores.put({ store: url, name: NAME, bytes });
    await expect(denied).rejects.toMatchObject({ code: 'store/denied' });
    const stored = await stores.put({ store: url, name: NAME, bytes, token });
    await expect(stores.fetch(stored)).rejects.toMatchObject({ code: 'store/denied' });
    expect(await reading(url).fetch(stored)).toEqual(bytes);
    expect(JSON.stringify(requests.map(({ line }) => line))).not.toContain('tok-en');
    const failure = await reading(url)
      .fetch(`${url}/none`)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'store/missing' });
    expect(inspect(failure, { depth: 10 })).not.toContain('tok-en');
  });

  it('does not follow a record to another server, nor a server that sends on', async () => {
    const other = await serve();
    other.objects.set(`/${NAME}`, Buffer.from(bytes));
    // Another port is another origin.
    const first = await serve({ token: 'tok-en', sendsOnTo: other.url });
    expect(await reading(first.url).fetch(`${other.url}/${NAME}`)).toEqual(bytes);
    expect(await reading(first.url).fetch(`${first.url}/${NAME}`)).toEqual(bytes);
    expect(first.requests).toMatchObject([{ authorization: 'Bearer tok-en' }]);
    expect(other.requests.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  it('is never sent in the open', async () => {
    const store = 'http://store.example';
    const refused = { kind: 'input', issues: [{ code: 'store/url' }] };
    await expect(stores.put({ store, name: NAME, bytes, token })).rejects.toMatchObject(refused);
    await expect(reading(store).fetch(`${store}/x`)).rejects.toMatchObject(refused);
  });
});
