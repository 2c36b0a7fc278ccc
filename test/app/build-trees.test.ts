/** Trees of whole instances: what goes in, what wins, what is shared, what is refused. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tarArchives } from '../../src/adapters/archive/tar-archives.ts';
import { localFiles } from '../../src/adapters/fs/local-files.ts';
import { buildTrees, isTreeUnknown, type TreeInputs } from '../../src/app/build-trees.ts';
import type { DefinePlace } from '../../src/app/layer-files.ts';
import type { ArchiveEntry } from '../../src/app/ports/archives.ts';
import type { BinaryStores } from '../../src/app/ports/binary-store.ts';
import type { ChosenRelease, ReleaseBinary } from '../../src/app/release-choice.ts';
import type { StateStanding } from '../../src/app/state-standing.ts';
import type { InstallGroup } from '../../src/core/definition/settings.ts';
import { operationFailure } from '../../src/core/error.ts';
import { secret } from '../../src/core/secret.ts';
import type { BuiltTree } from '../../src/core/tree/tree.ts';
import { definition, host, type Sketch, stateWith } from '../support/definitions.ts';
import { type MemoryFile, memoryFiles } from '../support/memory-files.ts';
import { keptTalk } from '../support/quiet-talk.ts';

const HOSTS = [host('w1'), host('w2'), host('d1', { targets: ['db'] })];
const OPEN: StateStanding = {
  kind: 'open',
  path: 'state/production.eu.yaml',
  state: stateWith({ db: 'hunter2' }),
};
const ABSENT: StateStanding = { kind: 'absent', path: 'state/production.eu.yaml' };
const LOCKED: StateStanding = {
  kind: 'locked',
  failure: operationFailure({ code: 'state/no-key', message: 'no key for age1…', retry: 'never' }),
};

/** Packed binaries by URL: the folder store's part that a tree needs. */
const packed = new Map<string, Uint8Array>();
const fetched: string[] = [];
const stores: BinaryStores = {
  put: async () => '',
  fetch: async (url) => {
    fetched.push(url);
    return packed.get(url) ?? new Uint8Array();
  },
};
const topDir = mkdtempSync(join(tmpdir(), 'facs-trees-'));
afterAll(() => rmSync(topDir, { recursive: true }));
const stateFiles = async () => {
  throw new Error('there is no secret in these definitions');
};
const ports = {
  archives: async () => tarArchives,
  binaryStores: async () => stores,
  files: async () => localFiles(topDir),
  stateFiles,
  talk: keptTalk(),
};

interface Case extends Sketch {
  readonly source?: Readonly<Record<string, MemoryFile>>;
  readonly define?: DefinePlace;
  readonly state?: StateStanding;
  readonly release?: Partial<ChosenRelease>;
  readonly groups?: readonly object[];
}

function inputs(given: Case): TreeInputs {
  const source = memoryFiles(given.source ?? {});
  const install = (given.groups ?? []).map(
    (group, i) =>
      ({
        at: ['install', 'groups', i],
        files: [],
        optfiles: [],
        glob: [],
        renderFiles: true,
        ...group,
      }) as unknown as InstallGroup,
  );
  const hosts = given.hosts ?? HOSTS;
  return {
    definition: definition({ modules: ['db'], value: { modules: { db: {} }, name: 'x' }, install, ...given, hosts }),
    release: {
      project: 'app',
      githash: '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
      version: '1.2.3',
      tag: 'v1.2.3',
      committedAt: 1_700_000_000,
      repos: [],
      binaries: [],
      dirty: false,
      source,
      ...given.release,
    },
    define: given.define ?? { files: memoryFiles({}, 'elsewhere'), folder: 'define' },
    hosts,
    state: given.state ?? OPEN,
    topDir,
  };
}

const build = (given: Case) => buildTrees(inputs(given), ports);

async function listed(given: Case, name = 'w1'): Promise<Record<string, string>> {
  return shown((await build(given)).get(name));
}

/** `mode text` by path, without the version file. */
async function shown(built: BuiltTree | undefined): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const { path, mode, content } of built?.tree.entries ?? []) {
    const stream = built?.contents.get(path)?.open();
    const parts: Uint8Array[] = [];
    if (stream !== undefined) for await (const part of stream) parts.push(part);
    const text =
      content.kind === 'link' ? `→ ${content.target}` : content.kind === 'dir' ? '/' : Buffer.concat(parts).toString();
    if (!path.endsWith('.version')) result[path.replace('_DEPLOY_/', '')] = `${mode} ${text}`;
  }
  return result;
}

async function failureOf(
  given: Case,
): Promise<{ kind?: string; code?: string; issues?: readonly { code: string; message: string; origin?: object }[] }> {
  return build(given).then(
    () => ({}),
    (error) => error,
  );
}

describe('a tree holds', () => {
  it('templates from general to particular, copied files, extra files and the version', async () => {
    const source = {
      'tmpl/_ALL_/_DEPLOY_/etc/a': 'all {{ filename }}',
      'tmpl/_ALL_/_DEPLOY_/etc/b': 'all',
      'tmpl/production/_DEPLOY_/etc/b': 'production',
      'tmpl/_TARGET_/web/_DEPLOY_/etc/c': 'web',
      'tmpl/_HOST_/w1/_DEPLOY_/etc/d': 'w1',
      'tmpl/dev/_DEPLOY_/etc/e': 'not ours',
      'extra/motd': 'hi {{ not.rendered }}',
      'bin/run': { run: '#!/bin/sh\n' },
      'bin/now': { link: 'run' },
    };
    const groups = [{ type: 'copy', files: [], dir: 'bin' }];
    expect(await listed({ source, groups })).toEqual({
      'bin/now': '0777 → run',
      'bin/run': '0755 #!/bin/sh\n',
      'etc/a': '0644 all _DEPLOY_/etc/a',
      'etc/b': '0644 production',
      'etc/c': '0644 web',
      'etc/d': '0644 w1',
      motd: '0644 hi {{ not.rendered }}',
    });
    const version = (await build({ source }))
      .get('w1')
      ?.tree.entries.find((entry) => entry.path === '_DEPLOY_/etc/app.version');
    expect(version?.content).toMatchObject({ sha256: createHash('sha256').update('1.2.3\n').digest('hex'), size: 6 });
  });

  it('what is no text as it is, a byte order mark and CRLF too, and keeps executables executable', async () => {
    const png = new Uint8Array([0x89, 0x50, 0, 0xff]);
    const source = {
      'tmpl/_ALL_/_DEPLOY_/x.png': png,
      'tmpl/_ALL_/_DEPLOY_/bom': '\uFEFFa\r\n{{ definition.name }}\r\n',
      'tmpl/_ALL_/_DEPLOY_/run': { run: '#!/bin/sh\necho {{ definition.name | shell }}\n' },
      'tmpl/_ALL_/_DEPLOY_/link': { link: 'run' },
    };
    const built = (await build({ source })).get('w1');
    expect(built?.contents.get('_DEPLOY_/x.png')?.sha256).toBe(createHash('sha256').update(png).digest('hex'));
    expect(await shown(built)).toMatchObject({
      bom: '0644 \uFEFFa\r\nx\r\n',
      run: '0755 #!/bin/sh\necho x\n',
      link: '0777 → run',
    });
  });

  it('secret files for their owner alone, under a keyed digest', async () => {
    const source = {
      'tmpl/_ALL_/_DEPLOY_/pw': '{{ module.db.password }}',
      'tmpl/_ALL_/_DEPLOY_/run': { run: '{{ state.passwd.db }}' },
    };
    const built = (await build({ source })).get('w1');
    expect(await shown(built)).toEqual({ pw: '0600 hunter2', run: '0700 hunter2' });
    expect(built?.tree.entries.map((entry) => entry.content.kind)).toEqual(['file', 'secret', 'secret']);
  });

  it('generated artefacts beside it', async () => {
    const source = { 'tmpl/_ALL_/init.sql': 'create role db password {{ module.db.password | sql }};\n' };
    const built = (await build({ source })).get('w1');
    expect([...(built?.artefacts ?? [])].map(([path, piece]) => [path, piece.mode])).toEqual([['init.sql', '0600']]);
  });
});

describe('where two sources give one path, the later wins', () => {
  const source = {
    'tmpl/_ALL_/_DEPLOY_/a': 'tmpl',
    'extra/a': 'extra',
    'one/a': 'one',
    'two/a': 'two',
    'other/_ALL_/_DEPLOY_/a': 'other',
  };
  const copy = (dir: string) => ({ type: 'copy', files: [], dir: `$SRC_DIR$/${dir}` });
  it.each([
    ['extra over templates', [], 'extra'],
    ['a copy over extra', [copy('one')], 'one'],
    ['the last copy', [copy('two'), copy('one')], 'one'],
    ['templates over a copy where the definition says so', [copy('one'), { type: 'tmpl', dir: 'other' }], 'other'],
  ])('%s', async (_, groups, expected) => {
    expect(await listed({ source, groups })).toEqual({ a: `0644 ${expected}` });
  });
});

describe('hosts', () => {
  it('share one tree unless something differs', async () => {
    const same = await build({ source: { 'tmpl/_ALL_/_DEPLOY_/a': '{{ definition.name }}' } });
    expect(new Set(same.values()).size).toBe(1);
    const byTarget = await build({ source: { 'tmpl/_ALL_/_DEPLOY_/a': '{{ target }}' } });
    expect(byTarget.get('w1')).toBe(byTarget.get('w2'));
    expect(byTarget.get('d1')?.tree.digest).not.toBe(byTarget.get('w1')?.tree.digest);
    const byArtefact = await build({ source: { 'tmpl/_ALL_/notes': '{{ host.name }}' } });
    expect(new Set(byArtefact.values()).size).toBe(3);
  });
});

describe('templates and extra files are found', () => {
  const files = { 'define/tmpl/_ALL_/_DEPLOY_/a': 'inside', 'extra/b': 'beside' };
  const define = { files: memoryFiles(files, 'repo'), folder: 'define' };
  it('in the define folder, or beside it', async () => {
    expect(await listed({ define })).toEqual({ a: '0644 inside', b: '0644 beside' });
  });

  it('in the source when they are not with the definitions', async () => {
    expect(await listed({ source: { 'config/facsimile/tmpl/_ALL_/_DEPLOY_/a': 'x' } })).toEqual({ a: '0644 x' });
    expect(await listed({ define, source: { 'tmpl/_ALL_/_DEPLOY_/a': 'x' } })).toMatchObject({ a: '0644 inside' });
  });

  it('but not in two places at once', async () => {
    const both = { files: memoryFiles({ ...files, 'tmpl/_ALL_/_DEPLOY_/a': 'x' }, 'repo'), folder: 'define' };
    expect(await failureOf({ define: both })).toMatchObject({
      issues: [{ code: 'template/two-folders', message: expect.stringContaining('repo/define/tmpl and repo/tmpl') }],
    });
  });

  it('in the folder that a group names, less what it skips', async () => {
    const source = {
      'other/_ALL_/_DEPLOY_/a': '{% include "_DEPLOY_/.part" %}',
      'other/_ALL_/_DEPLOY_/.part': 'part',
      'tmpl/_ALL_/_DEPLOY_/b': '',
    };
    expect(await listed({ source, groups: [{ type: 'tmpl', dir: 'other', skip: '^\\.' }] })).toEqual({
      a: '0644 part',
    });
  });
});

describe('a group for one operating system', () => {
  const source = { 'linux/a': 'l', 'mac/a': 'm' };
  const of = (system: string, dir: string) => ({ type: 'copy', dir: `$SRC_DIR$/${dir}`, system });
  const groups = [of('linux', 'linux'), of('darwin', 'mac'), { type: 'tmpl', dir: 'nowhere', system: 'freebsd' }];

  it('is for hosts that have it, and nothing of it is looked for where none has', async () => {
    const hosts = [
      host('l', { platform: 'linux-x64' }),
      host('m', { platform: 'darwin-arm64' }),
      host('o', { os: 'linux' }),
    ];
    const trees = await build({ source, groups, hosts });
    const texts = await Promise.all(hosts.map(async ({ name }) => (await shown(trees.get(name)))['a']));
    expect(texts).toEqual(['0644 l', '0644 m', '0644 l']);
  });

  it('needs to know that of every host', async () => {
    const hosts = [host('l', { platform: 'linux-x64' }), host('w')];
    expect((await failureOf({ source, groups, hosts })).issues?.[0]).toMatchObject({
      code: 'install/system',
      message: 'host w has no platform, and this group goes by it: set hosts.w.platform',
      origin: { line: 7 },
    });
  });
});

describe('a pointer of Git LFS is refused, with advice', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
  it.each([
    ['copied', { 'img/a.png': pointer }, [{ type: 'copy', dir: 'img' }]],
    ['in extra/', { 'extra/a.png': pointer }, []],
    ['among templates', { 'tmpl/_ALL_/_DEPLOY_/a.png': pointer }, []],
  ])('%s', async (_, source, groups) => {
    expect((await failureOf({ source, groups })).issues).toMatchObject([
      {
        code: 'install/lfs',
        message: expect.stringContaining('a.png is a pointer of Git LFS'),
        hint: expect.stringContaining('type: binary'),
        origin: { file: expect.stringContaining('a.png') },
      },
    ]);
  });

  it('and a file that speaks of one is not', async () => {
    expect(await listed({ source: { 'extra/a': `# ${pointer}` } })).toHaveProperty('a');
  });
});

describe('without the state', () => {
  const source = { 'tmpl/_ALL_/_DEPLOY_/pw': '{{ module.db.password }}' };
  it.each([
    ['locked', LOCKED, 'state/no-key'],
    ['absent', ABSENT, 'state/absent'],
    [
      'older than a module',
      { kind: 'open', path: 'state/production.eu.yaml', state: stateWith({}) },
      'state/incomplete',
    ],
    [
      'without a digest key',
      { kind: 'open', path: 'state/production.eu.yaml', state: stateWith({ db: 'x' }, { digestKey: undefined }) },
      'state/incomplete',
    ],
  ] as const)('%s, a tree that needs it is unknown', async (_, state, code) => {
    const failure = await failureOf({ source, state });
    expect(failure).toMatchObject({ kind: 'operation', code });
    expect(isTreeUnknown(failure)).toBe(true);
  });

  it('a tree that does not is built', async () => {
    expect(await listed({ source: { 'tmpl/_ALL_/_DEPLOY_/a': '{{ module.db.username }}' }, state: LOCKED })).toEqual({
      a: '0644 db',
    });
  });

  it('other problems come first', async () => {
    expect(
      await failureOf({ source: { ...source, 'tmpl/_ALL_/_DEPLOY_/a': '{{ nope }}' }, state: LOCKED }),
    ).toMatchObject({ kind: 'input' });
  });
});

describe('all problems come at once, each where it was written', () => {
  it('of templates, groups and names', async () => {
    const source = {
      'tmpl/_ALL_/_DEPLOY_/a': 'x\n{{ definition.nmae }}',
      'tmpl/_ALL_/_DEPLOY_/b': '{{ host.nope }}',
      'tmpl/_ALL_/_ROOT_/etc/x': '',
    };
    expect(await failureOf({ source })).toMatchObject({
      kind: 'input',
      issues: [
        {
          code: 'template/undefined',
          hint: 'did you mean "name"?',
          origin: { file: 'source/tmpl/_ALL_/_DEPLOY_/a', line: 2, column: 4 },
        },
        { code: 'template/undefined', origin: { file: 'source/tmpl/_ALL_/_DEPLOY_/b' } },
        { code: 'tree/root' },
      ],
    });
    const groups = [
      { type: 'copy', files: ['gone'] },
      { type: 'tmpl', dir: 'nowhere' },
      { type: 'binary', name: 'server', into: '' },
    ];
    expect((await failureOf({ groups })).issues).toMatchObject(
      ['install/missing', 'template/no-folder', 'binary/missing'].map((code) => ({
        code,
        origin: { file: 'define/app.yaml', line: 7 },
      })),
    );
  });

  it('of names that a tree cannot hold', async () => {
    const source = { 'extra/a\nb': '', 'extra/c\uFFFD': '', 'tmpl/_ALL_/_DEPLOY_/d\ne': '' };
    expect((await failureOf({ source })).issues?.map((issue) => issue.code)).toEqual(Array(3).fill('tree/name'));
    const clash = { 'extra/c': '', 'tmpl/_ALL_/_DEPLOY_/c/d': '' };
    expect((await failureOf({ source: clash })).issues?.map((issue) => issue.code)).toEqual(['tree/clash']);
  });
});

describe('binaries', () => {
  const member = (path: string, text: string, mode: number): ArchiveEntry => ({
    ...{ path, kind: 'file', mode, mtime: 0, size: text.length },
    open: async function* () {
      yield new TextEncoder().encode(text);
    },
  });
  let linux: ReleaseBinary;
  let mac: ReleaseBinary;
  beforeAll(async () => {
    const add = async (platform: string): Promise<ReleaseBinary> => {
      const bytes = await tarArchives.pack([member('server', platform, 0o775), member('conf/x', '1', 0o600)]);
      const url = `store:${platform}`;
      packed.set(url, bytes);
      return {
        name: 'server',
        platform,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
        url,
      };
    };
    linux = await add('linux-x64');
    mac = await add('darwin-arm64');
  });
  const groups = [{ type: 'binary', name: 'server', into: 'bin' }];

  it('are unpacked into their folder, for the platform of the host', async () => {
    const hosts = [host('l', { platform: 'linux-x64' }), host('m', { platform: 'darwin-arm64' })];
    const trees = await build({ groups, hosts, release: { binaries: [linux, mac] } });
    expect(await shown(trees.get('l'))).toEqual({ 'bin/server': '0755 linux-x64', 'bin/conf/x': '0644 1' });
    expect(await shown(trees.get('m'))).toMatchObject({ 'bin/server': '0755 darwin-arm64' });
  });

  it('need no platform where there is but one', async () => {
    expect(await listed({ groups, release: { binaries: [linux] } })).toMatchObject({ 'bin/server': '0755 linux-x64' });
  });

  it('are refused when it is not clear which, or when there is none', async () => {
    expect((await failureOf({ groups, release: { binaries: [linux, mac] } })).issues?.[0]).toMatchObject({
      code: 'binary/platform',
      origin: { line: 7 },
    });
    const hosts = [host('w', { platform: 'linux-arm64' })];
    expect((await failureOf({ groups, hosts, release: { binaries: [linux, mac] } })).issues).toMatchObject([
      { code: 'binary/missing', hint: 'it has linux-x64, darwin-arm64' },
    ]);
  });

  it('are fetched once, and again when the kept copy is no longer what it was', async () => {
    const kept = join(topDir, 'cache/binaries');
    rmSync(kept, { recursive: true, force: true });
    const server = async () => (await listed({ groups, release: { binaries: [linux] } }))['bin/server'];
    const before = fetched.length;
    expect([await server(), await server(), fetched.length - before]).toEqual(['0755 linux-x64', '0755 linux-x64', 1]);
    expect(readdirSync(kept)).toEqual([linux.sha256]);
    writeFileSync(join(kept, linux.sha256), 'spoilt');
    expect([await server(), await server(), fetched.length - before]).toEqual(['0755 linux-x64', '0755 linux-x64', 2]);
  });

  it('are refused when the store gives other bytes', async () => {
    const bad = { ...linux, sha256: '0'.repeat(64) };
    expect(await failureOf({ groups, release: { binaries: [bad] } })).toMatchObject({
      kind: 'operation',
      code: 'binary/corrupt',
    });
  });
});

describe('templates of modules', () => {
  const modules = [
    { name: 'web', username: 'httpd', logicalName: 'www', count: 2, fields: { service: { port: 80 } } },
    { name: 'db' },
  ];
  const uiids = new Map([
    ['webd.0', 4],
    ['webd.1', 7],
  ]);
  const state: StateStanding = {
    ...OPEN,
    state: stateWith({ db: 'hunter2', httpd: 'pw' }, { uiids }),
  } as StateStanding;
  const named = '---\npath: _DEPLOY_/etc/{{ clone.config_name }}.conf\n---\n';
  const source = {
    'tmpl/_MODULE_/web/_DEPLOY_/etc/web.conf': `${named}{{ filename }} {{ clone.uiid }} {{ module.db.username }}\n`,
    'tmpl/_MODULE_/db/_DEPLOY_/etc/db.conf': '{{ clone.config_name }} {{ clone.password }}',
    'tmpl/_MODULE_/gone/_DEPLOY_/etc/gone.conf': 'not ours',
  };

  it('are rendered once for each clone, and say where each goes', async () => {
    expect(await listed({ source, modules, state })).toEqual({
      'etc/webd.0.conf': '0644 _DEPLOY_/etc/webd.0.conf 4 db\n',
      'etc/webd.1.conf': '0644 _DEPLOY_/etc/webd.1.conf 7 db\n',
      'etc/db.conf': '0600 db hunter2',
    });
  });

  it('are left alone with genconfig: false', async () => {
    const without = modules.map((each) => ({ ...each, genconfig: false }));
    expect(await listed({ source, modules: without, state })).toEqual({});
  });

  it('give way to a template for that very path', async () => {
    const more = { ...source, 'tmpl/_ALL_/_DEPLOY_/etc/webd.1.conf': 'by hand' };
    expect(await listed({ source: more, modules, state })).toMatchObject({
      'etc/webd.0.conf': expect.stringContaining('_DEPLOY_/etc/webd.0.conf'),
      'etc/webd.1.conf': '0644 by hand',
    });
  });

  it('can include what others can, be links or no text, and be skipped', async () => {
    const more = {
      'tmpl/_ALL_/part': '<{{ clone.index }}>',
      'tmpl/_MODULE_/db/_DEPLOY_/etc/db.conf': '{% include "part" %}',
      'tmpl/_MODULE_/web/_DEPLOY_/latest': { link: 'x' },
      'tmpl/_MODULE_/web/_DEPLOY_/notes.md': 'x',
    };
    const groups = [{ type: 'tmpl', dir: 'tmpl', skip: '\\.md$' }];
    expect(await listed({ source: { ...more, 'tmpl/_ALL_/part': '<>' }, modules, state, groups })).toEqual({
      'etc/db.conf': '0644 <>',
      latest: '0777 → x',
    });
  });

  it.each([
    ['x', 'template/clones', /^webd\.0 and webd\.1 would both be written to _DEPLOY_\/etc\/web\.conf$/],
    ['---\npath: "{{ clone.password }}"\n---\n', 'template/path', /no secret/],
    ['---\npath: ../{{ clone.index }}\n---\n', 'tree/name', /\.\./],
    ['---\npath: _ROOT_/etc/{{ clone.index }}\n---\n', 'tree/root', /outside the release folder/],
    ['---\npath: "{{ clone.nmae }}"\n---\n', 'template/undefined', /clone\.nmae/],
    ['---\nmoed: 0600\n---\n', 'template/front-matter', /unknown key moed/],
    ['---\nmode: 0600\n---\n', 'template/clones', /webd\.0 and webd\.1/],
  ])('%j is refused', async (text, code, message) => {
    const failure = await failureOf({ source: { 'tmpl/_MODULE_/web/_DEPLOY_/etc/web.conf': text }, modules, state });
    expect(failure.issues?.[0]).toMatchObject({
      code,
      message: expect.stringMatching(message),
      origin: { file: 'source/tmpl/_MODULE_/web/_DEPLOY_/etc/web.conf' },
    });
  });
});

describe('what is kept for single hosts', () => {
  const hostValues = new Map(['w1', 'w2'].map((name) => [name, secret({ token: `token of ${name}` })] as const));
  const state: StateStanding = { ...OPEN, state: stateWith({ db: 'x' }, { hosts: hostValues }) } as StateStanding;
  it('goes to that host alone, by whatever way a template asks', async () => {
    const source = {
      'tmpl/_ALL_/_DEPLOY_/own': '{{ state.host.token | default: "none" }}',
      'tmpl/_ALL_/_DEPLOY_/all': '{{ state | json }}{% for pair in state %}{{ pair[0] }}{% endfor %}',
    };
    const trees = await build({ source, state });
    for (const name of ['w1', 'w2', 'd1']) {
      const files = await shown(trees.get(name));
      const text = JSON.stringify(files);
      for (const other of ['w1', 'w2']) expect(text.includes(`token of ${other}`)).toBe(other === name);
      expect(files['own']).toBe(`0600 ${name === 'd1' ? 'none' : `token of ${name}`}`);
    }
  });

  it('is out of reach by any other name', async () => {
    expect(await failureOf({ source: { 'tmpl/_ALL_/_DEPLOY_/x': '{{ state.hosts.w2.token }}' }, state })).toMatchObject(
      {
        issues: [{ code: 'template/undefined', message: expect.stringContaining('state.hosts') }],
      },
    );
  });
});
