import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GITHASH, OTHER_GITHASH } from '../core/meta/records.ts';
import { type BinaryServer, startBinaryServer } from '../support/binary-server.ts';
import { docsBlock } from '../support/docs-block.ts';
import { facs } from '../support/facs.ts';
import { makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { openRawHttp, type RawHttp } from '../support/raw-http.ts';
import { tellStory } from '../support/shop.ts';
import { describeWith, tool } from '../support/tools.ts';

const PLATFORM = 'linux-arm64';

const execute = promisify(execFile);

describeWith(['busybox', 'curl'], 'a machine with busybox and curl alone', () => {
  let ground: Playground;
  let raw: RawHttp;
  let store: BinaryServer;
  let bare = '';
  let home = '';
  let tools = '';

  beforeAll(async () => {
    ground = await openPlayground();
    bare = join(ground.folder, 'meta.git');
    home = join(ground.folder, 'home');
    tools = join(ground.folder, 'bin');
    await tellStory(await makeMeta(bare, join(ground.folder, 'teller')));
    raw = await openRawHttp(bare);
    store = await startBinaryServer();
    mkdirSync(tools);
    symlinkSync(tool('curl'), join(tools, 'curl'));
    const needed = 'sh sed readlink rm mkdir wc sha256sum head od tar gzip gunzip mv ln cat uname';
    for (const name of needed.split(' ')) symlinkSync(tool('busybox'), join(tools, name));
    writeFileSync(join(ground.folder, 'install.sh'), docsBlock('channels.md', 'install.sh'));
    for (const version of ['1.3.0', '1.4.0']) {
      await add('server', version, `#!/bin/sh\necho server ${version}\n`);
      await add('cli', version, `#!/bin/sh\necho cli ${version}\n`);
    }
  });
  afterAll(async () => {
    await Promise.all([raw?.close(), store?.close()]);
    await ground.remove();
  });

  const run = (...words: string[]) => facs(ground.folder, words, { FACS_META: bare });
  const add = async (name: string, version: string, script: string) => {
    const folder = join(ground.folder, `${name}-${version}`);
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'run'), script);
    chmodSync(join(folder, name, 'run'), 0o755);
    const words = ['binary', 'add', folder, '--name', name, '--platform', PLATFORM, '--release', version];
    expect(await run(...words, '--store', store.url)).toMatchObject({ code: 0 });
  };
  const install = async (channel = 'edge', platform = PLATFORM) => {
    const words = [join(ground.folder, 'install.sh'), raw.url, 'shop', channel, platform, home];
    return execute(join(tools, 'sh'), words, { env: { PATH: tools } }).then(
      () => ({ code: 0, stderr: '' }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
    );
  };
  const start = async (name: string) =>
    (await execute(join(tools, 'sh'), [join(home, 'current', name, 'run')], { env: { PATH: tools } })).stdout;

  it('is told that a channel maps to nothing, or has nothing for it', async () => {
    expect((await install()).code).not.toBe(0);
    await run('channel', 'set', 'edge', '1.3.0');
    await run('channel', 'set', 'stable', '1.3.0');
    expect((await install('edge', 'linux-riscv64')).code).not.toBe(0);
    expect(existsSync(join(home, 'current'))).toBe(false);
  });

  it('installs what the channel maps to, all binaries of its platform', async () => {
    expect(await install()).toEqual({ code: 0, stderr: '' });
    expect(readlinkSync(join(home, 'current'))).toBe(OTHER_GITHASH);
    expect([await start('server'), await start('cli')]).toEqual(['server 1.3.0\n', 'cli 1.3.0\n']);
  });

  it('fetches nothing when it is up to date', async () => {
    const before = [raw.requests.length, store.requests.length];
    expect(await install()).toEqual({ code: 0, stderr: '' });
    expect([raw.requests.length, store.requests.length]).toEqual([(before[0] ?? 0) + 1, before[1]]);
  });

  it('follows the channel, and refuses bytes that were not recorded', async () => {
    await run('channel', 'set', 'edge', '1.4.0');
    const [path = ''] = [...store.objects.keys()].filter((key) => key.includes(GITHASH) && key.includes('server'));
    const bytes = store.objects.get(path) ?? Buffer.alloc(0);
    const spoilt = Buffer.from(bytes);
    spoilt[spoilt.length - 1] = (spoilt.at(-1) ?? 0) ^ 1;
    store.objects.set(path, spoilt);
    expect(await install()).toMatchObject({ code: 1, stderr: expect.stringContaining('is not what was recorded') });
    expect(await start('server')).toBe('server 1.3.0\n');
    store.objects.set(path, bytes);
    expect(await install()).toEqual({ code: 0, stderr: '' });
    expect([await start('server'), await start('cli')]).toEqual(['server 1.4.0\n', 'cli 1.4.0\n']);
  });

  it('goes back with the channel', async () => {
    expect((await run('channel', 'set', 'edge', '1.3.0', '--rollback')).code).toBe(0);
    expect(await install()).toEqual({ code: 0, stderr: '' });
    expect(await start('cli')).toBe('cli 1.3.0\n');
  });
});
