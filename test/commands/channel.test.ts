import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeRecord, recordBytes } from '../../src/core/meta/codec.ts';
import { EnvelopeSchema, SignatureSchema } from '../../src/core/meta/gen/facsimile/meta/v1/record_pb.ts';
import { recordPath } from '../../src/core/meta/paths.ts';
import type { MetaRecord } from '../../src/core/meta/record.ts';
import { binary, DIGEST, GITHASH, OTHER_GITHASH, release } from '../core/meta/records.ts';
import { commitByHand } from '../support/bare-repo.ts';
import { docsBlock } from '../support/docs-block.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { oldRelease, tellStory } from '../support/shop.ts';

const DEFINITIONS = {
  'define/facsimile.yaml':
    'instances: { staging: { channel: edge }, production.eu: { channel: stable }, production.us: { channel: stable } }\n',
  'define/production.yaml':
    'deploy: { user: app, home: /srv/app, nodes: { web: [web1] } }\nhosts: { web1: { address: 127.0.0.1, platform: linux-x64 } }\n',
};

let ground: Playground;
let template = '';
let bare = '';
let count = 0;

beforeAll(async () => {
  ground = await openPlayground();
  template = join(ground.folder, 'template.git');
  await tellStory(await makeMeta(template, join(ground.folder, 'teller')));
  commitByHand(template, DEFINITIONS);
});
afterAll(() => ground.remove());
beforeEach(() => {
  bare = join(ground.folder, `meta-${count++}.git`);
  git(ground.folder, 'clone', '-q', '--bare', template, bare);
});

const run = (...words: string[]) => facs(ground.folder, words, { FACS_META: bare, USER: 'ann' });
const json = async (...words: string[]) => (await run(...words)).data;
const tip = () => git(bare, 'rev-parse', 'main');
const project = (text: string) => commitByHand(bare, { 'shop/project.yaml': `channels: [edge, stable]\n${text}` });
const FORCE = ['--force', '--reason', 'the shop is down'];

describe('facs channel set', () => {
  it('takes to the second channel what the first one had, at any time', async () => {
    const refused = await run('channel', 'set', 'stable', '1.4.0');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toBe(
      'VERSION: shop stable takes what edge had, and 1.4.0 (1a2b3c4d5e6f) was never there ' +
        '(promote it to edge first, or use --force with a --reason)',
    );
    await run('channel', 'set', 'edge', '1.3.0');
    await run('channel', 'set', 'edge', '1.4.0');
    expect(await run('channel', 'set', 'stable', '1.3.0')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('channel', 'set', 'stable', '1.4.0')).toMatchObject({ code: 0, stderr: '' });
    expect((await run('promote', 'stable', '1.3.0', '--dry-run')).stderr).toContain('use --rollback');
  });

  it('is forced past the order of channels with a reason, which the history keeps', async () => {
    expect((await run('channel', 'set', 'stable', '1.4.0', '--force')).stderr).toBe(
      '--force: --force needs a reason (say why with --reason)',
    );
    const forced = await run('channel', 'set', 'stable', '1.4.0', ...FORCE);
    expect(forced).toMatchObject({ code: 0, data: { forced: ['order'] } });
    expect(forced.stdout).toContain('forced past order');
    expect(await json('channel', 'history', 'stable')).toMatchObject([
      { who: 'ann', reason: 'the shop is down', forced: ['order'], pullRequest: null, approvedBy: [] },
    ]);
    expect((await run('channel', 'history', 'stable')).stdout).toContain('1.4.0  forced past order; the shop is down');
  });

  it('goes back with --rollback alone, by version, and by date where there is none', async () => {
    await run('channel', 'set', 'edge', '1.4.0');
    const before = tip();
    const refused = await run('channel', 'set', 'edge', '1.3.0', ...FORCE);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain(
      '1.3.0 (ffeeddccbbaa) is older than 1.4.0 (1a2b3c4d5e6f), which shop edge maps to',
    );
    expect(tip()).toBe(before);
    expect(await run('channel', 'set', 'edge', '1.3.0', '--rollback')).toMatchObject({ code: 0 });
  });

  it('says at once all that stands in the way, and changes nothing', async () => {
    project(
      'policy: { edge: { binaries: [server.linux-x64, server.darwin-arm64], sign: [ci@acme] } }\n' +
        'freezes: [{ from: 2020-01-01 00:00, until: 2999-01-01 00:00, zone: Europe/Paris, reason: stocktaking }]\n',
    );
    commitByHand(bare, { 'shop/channels/edge.yaml': `release: ${GITHASH}\nhold: the audit\n` });
    const before = tip();
    const { code, stderr } = await run('channel', 'set', 'shop', 'edge', '1.3.0');
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      'CHANNEL: shop edge is held: the audit (facs channel hold shop edge --release ends that)',
      expect.stringContaining('VERSION: 1.3.0 (ffeeddccbbaa) is older than 1.4.0'),
      expect.stringContaining('1.3.0 (ffeeddccbbaa) is not built: server.linux-x64 is not recorded'),
      expect.stringContaining('1.3.0 (ffeeddccbbaa) is not built: server.darwin-arm64 is not recorded'),
      'VERSION: the record of 1.3.0 (ffeeddccbbaa) is not signed by ci@acme',
      expect.stringContaining('shop edge is frozen until 2999-01-01 00:00 (Europe/Paris): stocktaking (wait, or'),
    ]);
    expect((await run('promote', 'shop', 'edge', '1.3.0')).stderr).toBe(stderr);
    expect(tip()).toBe(before);
  });

  it('refuses what is not built as the definitions of those who follow want it', async () => {
    commitByHand(bare, { 'define/shop.yaml': 'install: { groups: [{ type: binary, name: worker }] }\n' });
    await run('channel', 'set', 'edge', '1.4.0');
    const refused = await run('channel', 'set', 'stable', '1.4.0', ...FORCE);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toBe(
      'VERSION: 1.4.0 (1a2b3c4d5e6f) is not built: worker.linux-x64 is not recorded ' +
        '(record it with facs binary add shop --release 1a2b3c4d5e6f)',
    );
  });

  it('is not stopped by a policy that is wrong elsewhere, but says where it is', async () => {
    project('polciy: {}\n');
    expect((await run('channel', 'set', 'edge', '1.4.0')).stderr).toBe(
      'shop/project.yaml:2:1: unknown key polciy (did you mean "policy"?)',
    );
  });
});

describe('a channel that asks for signatures', () => {
  const sign = (record: MetaRecord, signer: string, key: string) => {
    const file = encodeRecord(record);
    const [data, signature] = [join(ground.folder, 'data'), join(ground.folder, 'data.sig')];
    writeFileSync(data, recordBytes(file) ?? '');
    execFileSync('rm', ['-f', signature]);
    execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', key, '-n', 'facsimile', data], { stdio: 'ignore' });
    const signatures = [create(SignatureSchema, { signer, armored: readFileSync(signature, 'utf8') })];
    return toBinary(EnvelopeSchema, { ...fromBinary(EnvelopeSchema, file), signatures });
  };
  const makeKey = (name: string) => {
    const key = join(ground.folder, name);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', key]);
    return { key, line: `${name} namespaces="facsimile" ${readFileSync(`${key}.pub`, 'utf8')}` };
  };

  it('takes only releases that one of them signed, with every binary', async () => {
    const [ci, eve] = [makeKey('ci@acme'), makeKey('eve@acme')];
    project('policy: { edge: { sign: ci@acme } }\n');
    const unsigned = await run('channel', 'set', 'edge', '1.4.0');
    expect(unsigned).toMatchObject({ code: 2 });
    commitByHand(bare, { allowed_signers: `${ci.line}${eve.line}` });
    const files = (signer: string, key: string) => ({
      [recordPath('shop', release)]: sign(release, signer, key),
      [recordPath('shop', binary)]: sign(binary, signer, key),
    });
    const signedBy = (signer: string, key: string) => {
      const copy = join(ground.folder, `meta-${count++}.git`);
      git(ground.folder, 'clone', '-q', '--bare', bare, copy);
      commitByHand(copy, files(signer, key));
      return copy;
    };
    // By somebody else who is allowed to sign; and by her under the name of another.
    for (const other of [signedBy('eve@acme', eve.key), signedBy('ci@acme', eve.key)]) {
      const refused = await facs(ground.folder, ['channel', 'set', 'edge', '1.4.0', ...FORCE], { FACS_META: other });
      expect(refused.stderr.split('\n')).toEqual([
        'VERSION: the record of 1.4.0 (1a2b3c4d5e6f) is not signed by ci@acme',
        'VERSION: binary server.linux-x64 of 1.4.0 (1a2b3c4d5e6f) is not signed by ci@acme',
      ]);
    }
    bare = signedBy('ci@acme', ci.key);
    expect(await run('channel', 'set', 'edge', '1.4.0')).toMatchObject({ code: 0, stderr: '' });
    const file = git(bare, 'show', 'main:shop/channels/edge.linux-x64.txt').split('\n');
    expect(file.map((line) => line.split(' ')[0])).toEqual(
      'release version binary url sha256 size record signature'.split(' '),
    );
    const verify = (lines: readonly string[]) => {
      const [script, listed, signers] = ['verify.sh', 'listed.txt', 'signers'].map((name) => join(ground.folder, name));
      writeFileSync(script ?? '', docsBlock('channels.md', 'verify.sh'));
      writeFileSync(listed ?? '', `${lines.join('\n')}\n`);
      writeFileSync(signers ?? '', ci.line);
      return spawnSync('sh', [script ?? '', listed ?? '', signers ?? '']).status;
    };
    expect(verify(file)).toBe(0);
    const other = 'ab'.repeat(32);
    expect(verify(file.map((line) => (line.startsWith('sha256 ') ? `sha256 ${other}` : line)))).not.toBe(0);
    expect(verify(file.map((line) => line.replace(/^signature .*? /, 'signature eve@acme ')))).not.toBe(0);
  });

  it('once there are allowed signers, asks for one of them on every channel', async () => {
    commitByHand(bare, { allowed_signers: makeKey('bob@acme').line });
    expect((await run('channel', 'set', 'edge', '1.4.0')).stderr).toContain(
      'the record of 1.4.0 (1a2b3c4d5e6f) is not signed by anyone of allowed_signers',
    );
  });
});

describe('a hold of a channel', () => {
  it('keeps it where it is, for a reason that is shown, until it is released', async () => {
    await run('channel', 'set', 'edge', '1.3.0');
    expect((await run('channel', 'hold', 'edge')).stderr).toContain('a hold needs a reason (say why');
    expect(await run('channel', 'hold', 'edge', '--reason', 'false')).toMatchObject({ code: 2 });
    const held = await run('channel', 'hold', 'shop', 'edge', '--reason', 'the audit: "all"\nof it');
    expect(held).toMatchObject({ code: 0, stdout: 'shop edge is held: the audit: "all" of it\n' });
    expect((await run('channel', 'list')).stdout).toContain('held: the audit: "all" of it');
    for (const words of [
      ['channel', 'set', 'shop', 'edge', '1.4.0', ...FORCE],
      ['promote', 'shop', 'edge', '1.4.0'],
    ])
      expect(await run(...words)).toMatchObject({ code: 2, stderr: expect.stringContaining('is held: the audit') });
    expect(await json('channel', 'hold', 'edge', '--reason', 'the audit: "all" of it')).toMatchObject({ commit: null });
    expect(await json('channel', 'hold', 'edge', '--release', '--dry-run')).toMatchObject({
      changed: true,
      commit: null,
    });
    expect(await json('channel', 'hold', 'edge', '--release')).toMatchObject({ hold: null, changed: true });
    expect(git(bare, 'show', 'main:shop/channels/edge.yaml')).toBe(`release: ${OTHER_GITHASH}`);
    const history = await run('channel', 'history', 'edge');
    expect(history.data).toMatchObject([
      { hold: null, from: OTHER_GITHASH, to: OTHER_GITHASH },
      { hold: 'the audit: "all" of it', from: OTHER_GITHASH, to: OTHER_GITHASH },
      { from: null, to: OTHER_GITHASH, version: '1.3.0' },
    ]);
    expect(history.stdout).toMatch(/hold ended: the audit[^\n]*\n[^\n]*held: the audit[^\n]*\n[^\n]*nothing -> ffee/);
    expect(await run('channel', 'set', 'edge', '1.4.0')).toMatchObject({ code: 0 });
  });
});

describe('facs channel history', () => {
  it('names the pull request of a merge and of a squash, who merged and who proposed', async () => {
    await run('channel', 'set', 'edge', '1.3.0');
    await facs(ground.folder, ['promote', 'shop', 'edge', '1.4.0'], { FACS_META: bare, USER: 'bot' });
    const tree = join(ground.folder, `tree-${count++}`);
    git(ground.folder, 'clone', '-q', bare, tree);
    const as = (who: string, ...words: string[]) =>
      git(tree, '-c', `user.name=${who}`, '-c', `user.email=${who}@acme`, ...words);
    // What the buttons of a pull request do.
    as(
      'bob',
      'merge',
      '--no-ff',
      '-m',
      'Merge pull request #12 from acme/promote/shop/edge',
      'origin/promote/shop/edge',
    );
    as('bob', 'push', '-q', 'origin', 'main');
    await facs(ground.folder, ['promote', 'shop', 'stable', '1.4.0'], { FACS_META: bare, USER: 'bot' });
    as('bob', 'fetch', '-q');
    as('bob', 'merge', '-q', '--squash', 'origin/promote/shop/stable');
    as('bot', 'commit', '-qm', 'Promote shop stable to 1.4.0 (#13)\n\nReviewed-by: Cem <cem@acme>\nReviewed-by: Dora');
    as('bob', 'push', '-q', 'origin', 'main');
    expect(await json('channel', 'history', 'edge')).toMatchObject([
      { who: 'bob', proposedBy: 'bot', pullRequest: 12, version: '1.4.0' },
      { who: 'ann', proposedBy: null, pullRequest: null },
    ]);
    expect(await json('channel', 'history', 'stable')).toMatchObject([
      { who: 'bot', proposedBy: null, pullRequest: 13, approvedBy: ['Cem', 'Dora'] },
    ]);
    expect((await run('channel', 'history', 'edge')).stdout).toContain('1.4.0  #12; proposed by bot');
  });
});

describe('facs channel show', () => {
  it('names the instances that follow the channel, and what each host runs', async () => {
    await run('channel', 'set', 'edge', '1.4.0');
    await run('channel', 'set', 'stable', '1.4.0');
    const shown = await run('channel', 'show', 'stable');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.data.followers).toEqual([
      {
        instance: 'production.eu',
        hold: null,
        hosts: [
          { host: 'web1', release: GITHASH, tree: DIGEST },
          { host: 'web2', release: OTHER_GITHASH, tree: '45'.repeat(32) },
        ],
      },
      { instance: 'production.us', hold: null, hosts: [] },
    ]);
    expect(shown.stdout).toContain('followed by:\n  production.eu  1a2b3c4d5e6f-abababababab  web1\n');
    expect(shown.stdout).toMatch(
      /ffeeddccbbaa-454545454545 {2}web2 {2}another release\n {2}production.us {2}never deployed/,
    );
    expect((await run('channel', 'show', 'edge')).data.followers).toMatchObject([{ instance: 'staging', hosts: [] }]);
  });

  it('says whom the records name where the definitions cannot be read', async () => {
    git(bare, 'update-ref', 'refs/heads/main', 'main~1');
    await run('channel', 'set', 'stable', '1.4.0', ...FORCE);
    const shown = await run('channel', 'show', 'stable');
    expect(shown.stderr).toContain('cannot be read here: followers are those that the records name');
    expect(shown.data.followers).toMatchObject([{ instance: 'production.eu' }]);
    expect((await run('channel', 'show', 'edge')).stdout).toBe('shop edge maps to nothing yet\nnobody follows it\n');
  });
});

describe('the files for curl and sh', () => {
  const shown = (path: string) => git(bare, 'show', `main:${path}`);
  const STABLE = 'shop/channels/edge.linux-x64.txt';

  it('change in the commit of the channel, also to say that a platform has nothing', async () => {
    const data = await json('channel', 'set', 'edge', '1.4.0');
    expect(data.files).toEqual([STABLE]);
    expect(git(bare, 'show', '--format=', '--name-only', data.commit).split('\n')).toEqual([
      STABLE,
      'shop/channels/edge.yaml',
    ]);
    expect(shown(STABLE)).toContain(`release ${GITHASH}\nversion 1.4.0\nbinary server\nurl https://store.example/`);
    await run('channel', 'set', 'edge', '1.3.0', '--rollback');
    expect(shown(STABLE)).toBe(`release ${OTHER_GITHASH}\nversion 1.3.0`);
  });

  it('change when a binary of the release is recorded, and are written anew when somebody spoilt them', async () => {
    await run('channel', 'set', 'edge', '1.4.0');
    const built = join(ground.folder, 'built');
    writeFileSync(built, 'hello\n');
    const store = join(ground.folder, 'store');
    const add = ['binary', 'add', built, '--name', 'server', '--platform', 'darwin-arm64', '--release', '1.4.0'];
    const added = await run(...add, '--store', store);
    expect(added).toMatchObject({ code: 0 });
    expect(git(bare, 'show', '--format=', '--name-only', 'main')).toContain('shop/channels/edge.darwin-arm64.txt');
    expect(shown('shop/channels/edge.darwin-arm64.txt')).toContain('\nsize ');
    commitByHand(bare, { [STABLE]: 'release evil\n' });
    const again = await run('channel', 'set', 'edge', '1.4.0');
    expect(again.data).toMatchObject({ changed: true, files: [STABLE] });
    expect(again.stdout).toContain(`already\n${STABLE} is written anew`);
    expect(shown(STABLE)).toContain(`release ${GITHASH}`);
    expect(await json('channel', 'set', 'edge', '1.4.0')).toMatchObject({ changed: false, commit: null });
  });
});

it('releases compare by version where they have one: a later fix of an old line is older', async () => {
  const fix = { ...oldRelease, githash: 'ab'.repeat(20), version: '1.3.1', committedAt: release.committedAt + 1000 };
  commitByHand(bare, { [recordPath('shop', fix)]: encodeRecord(fix) });
  await run('channel', 'set', 'edge', '1.4.0');
  expect((await run('channel', 'set', 'edge', '1.3.1')).stderr).toContain('is older than 1.4.0');
});
