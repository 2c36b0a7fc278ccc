import { describe, expect, it } from 'vitest';
import { computeChannelFiles, platformIn } from '../../../src/core/meta/channel-files.ts';
import { binary, GITHASH } from './records.ts';

const unsigned = { bytes: new Uint8Array(), signatures: [] };
const stable = { project: 'shop', channel: 'stable' };
const server = { ...binary, signed: unsigned };

describe('the files of a channel', () => {
  it('say for each platform which release it is, and where its binaries lie', () => {
    const tool = { ...server, name: 'cli', url: 'https://store.example/cli.tar.gz', size: 12 };
    const mac = { ...server, platform: 'darwin-arm64' };
    const files = computeChannelFiles(
      stable,
      { githash: GITHASH, version: '1.4.0', binaries: [server, mac, tool] },
      [],
    );
    expect(files.map(({ path }) => path)).toEqual([
      'shop/channels/stable.darwin-arm64.txt',
      'shop/channels/stable.linux-x64.txt',
    ]);
    expect(files[1]?.text.split('\n')).toEqual([
      `release ${GITHASH}`,
      'version 1.4.0',
      'binary cli',
      'url https://store.example/cli.tar.gz',
      `sha256 ${'cd'.repeat(32)}`,
      'size 12',
      'binary server',
      'url https://store.example/server.tar.gz',
      `sha256 ${'cd'.repeat(32)}`,
      'size 5000000000',
      '',
    ]);
  });

  it('give the signatures of a record in a line each, and the bytes that they are over', () => {
    const armored = '-----BEGIN SSH SIGNATURE-----\nU1NI\nU0lH\n-----END SSH SIGNATURE-----\n';
    const signed = { bytes: new TextEncoder().encode('record'), signatures: [{ signer: 'ci@acme', armored }] };
    const [file] = computeChannelFiles(
      stable,
      { githash: GITHASH, version: '', binaries: [{ ...server, signed }] },
      [],
    );
    expect(file?.text).toContain('\nrecord cmVjb3Jk\nsignature ci@acme U1NIU0lH\n');
    expect(file?.text).not.toContain('version');
  });

  it('stay where they are: a platform that a release has nothing for is told so', () => {
    expect(computeChannelFiles(stable, { githash: GITHASH, version: '', binaries: [] }, ['linux-x64'])).toEqual([
      { path: 'shop/channels/stable.linux-x64.txt', text: `release ${GITHASH}\n` },
    ]);
    expect(computeChannelFiles(stable, undefined, ['linux-x64'])).toMatchObject([{ text: '' }]);
  });

  it.each([
    ['shop/channels/stable.linux-x64.txt', 'linux-x64'],
    ['shop/channels/stable.yaml', undefined],
    ['shop/channels/stable.txt', undefined],
    ['shop/channels/edge.linux-x64.txt', undefined],
    ['shop/channels/x/stable.linux-x64.txt', undefined],
  ])('are known by their path: %s', (path, platform) => {
    expect(platformIn(path, stable)).toBe(platform);
  });
});
