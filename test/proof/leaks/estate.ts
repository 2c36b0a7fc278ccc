/** An estate full of planted secrets: releases, a meta repo, a host, and instances that fail in every way. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type AgeKey, makeAgeKey } from '../../support/age-key.ts';
import { openReleaseEstate, type ReleaseEstate } from '../../support/release-estate.ts';
import { CLEAN_GIT } from '../../support/repositories.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { tool } from '../../support/tools.ts';
import type { Marker } from './markers.ts';

/** Where everything lies, and the variables with which facs runs there. */
export interface LeakyEstate {
  readonly release: ReleaseEstate;
  readonly web: Sshd;
  readonly key: AgeKey;
  readonly env: Readonly<Record<string, string>>;
  readonly first: string;
  readonly second: string;
  /** Commit of meta before the channel had a release. */
  readonly before: string;
  /** Ends the host, so that all of what it was seen to start is written. */
  closeEyes(): Promise<void>;
  remove(): Promise<void>;
}

/** What strace is told: every program that is started, with argv and environment whole, and nothing else is slowed. */
export const EXECUTIONS = ['-f', '--seccomp-bpf', '-qq', '-v', '-s', '65536', '-e', 'trace=execve'];

const SECRETS = [
  'password={{ module.db.password }}',
  'value={{ state.values.token }}',
  'host={{ state.host.token }}',
  'sealed={{ definition.api.key }}',
];

/** Templates that trip over a secret, by the instance that has each. */
const TRIPPING: Readonly<Record<string, string>> = {
  'bad-filter': '{{ definition.api.key | nofilter: state.values.token }}',
  'bad-name': '{{ definition.api.key.deeper.still }} {{ definition.api.kye }}',
  'bad-value': '{{ state.values.token | date: state.values.token }}{{ state.values.tokn }}',
  'bad-index': '{{ state.values[definition.api.key] }}{{ instances[state.values.token].x }}',
  'bad-part': '{% render state.values.token %}',
  'bad-include': '{% include definition.api.key %}',
  'bad-loop': '{% for letter in module.db.password %}{{ letter[definition.api.key] }}{% endfor %}',
  'bad-line': '{% assign two = state.values.token | append: "\n" %}{{ two | ini }}',
  'bad-word': '{{ definition.api.key | ini: definition.api.key }}',
};

/** What stands before a template and what a definition computes: a secret decides neither names nor settings. */
const FRONT: Readonly<Record<string, string>> = {
  'bad-path': '---\npath: "_DEPLOY_/{{ definition.api.key }}"\n---\nx\n',
  'bad-mode': '---\nmode: "{{ definition.api.key }}"\n---\nx\n',
};

const LAYERS: Readonly<Record<string, string>> = {
  'bad-computed':
    'a: "{{ definition.api.key | date: definition.api.key }}"\nb: "{{ definition[definition.api.key] }}"\n',
  'bad-home': 'home: "{{ definition.api.key }}"\n',
  'bad-port': 'hosts: { web1: { port: "{{ definition.api.key }}" } }\n',
  'bad-hook': 'deploy: { hooks: { before: ["echo {{ definition.api.key }}"] } }\n',
};

/** Instances that no plan can be made of. */
export const IMPOSSIBLE: readonly string[] = [TRIPPING, FRONT, LAYERS, { 'bad-sealed': '' }].flatMap(Object.keys);

/** Prints the secrets on both its streams, and fails. */
const TELLS_ALL = 'cat secret.conf; cat secret.conf >&2; exit 3';

/** Instances whose hosts do, each at another moment. */
export const TALKATIVE: Readonly<Record<string, string>> = {
  hooked: `hooks: { before: ["${TELLS_ALL}"] }`,
  migrated: `hooks: { once: ["${TELLS_ALL}"] }`,
  unhealthy: `health: { command: "${TELLS_ALL}", within: 10ms }`,
  stubborn: `restart: { "*.conf": "${TELLS_ALL}" }`,
};

const INSTANCES = ['production', 'other', 'lonely', 'tampered', 'nowhere', ...Object.keys(TALKATIVE), ...IMPOSSIBLE];

/** Two releases of it, with a binary, and one channel. The secrets are planted by {@link plant}. */
export async function openLeakyEstate(markers: readonly Marker[]): Promise<LeakyEstate> {
  const key = makeAgeKey();
  const release = await openReleaseEstate();
  const watched = (folder: string) => [tool('strace'), ...EXECUTIONS, '-o', join(folder, 'executions')];
  const web = await startSshd({ name: 'web1', watched });
  const { port, user, home } = web.host;
  const sealed = markers.find(({ place }) => place === 'sealed-layer')?.text ?? '';
  const layer = seal(release.folder, key, `api:\n  key: ${JSON.stringify(sealed)}\n`);
  const host = (more: string) =>
    `{ address: 127.0.0.1, port: ${port}, user: ${user}, home: ${more}, host_keys: ["${web.hostKey}"] }`;
  const base = {
    'define/facsimile.yaml': `instances: { ${INSTANCES.map((name) => `${name}: { channel: edge }`).join(', ')} }\nprojects: { shop: {} }\n`,
    'define/shop.yaml': [
      'modules: { db: { daemon: shop } }',
      'computed: "{{ definition.api.key }}-and-more"',
      'build: { command: "mkdir -p out && cp VERSION.txt out/", binaries: { app: out } }',
      '',
    ].join('\n'),
    'define/sealed.yaml': layer,
    'define/production.yaml': `inherit: [sealed]\ndeploy: { nodes: { web: [web1] }, shared: [log], restart: { "*.conf": "echo restarted" } }\nhosts: { web1: ${host(home)} }\n`,
    'define/other.yaml': 'subinstance_of: production\nhosts: { web1: { home: "~/other" } }\ncolour: blue\n',
    'define/lonely.yaml': 'inherit: [production]\n',
    'define/tampered.yaml': 'inherit: [production]\n',
    'define/nowhere.yaml': 'subinstance_of: production\nhosts: { web1: { port: 1 } }\n',
    'define/tmpl/production/_DEPLOY_/secret.conf': `${SECRETS.join('\n')}\n`,
    'define/tmpl/_ALL_/_DEPLOY_/page.html': '<h1>hello</h1>\n',
    'define/tmpl/_ALL_/note.txt': '{{ definition.computed }}\n',
    '.sops.yaml': `creation_rules: [{ age: ${key.recipient} }]\n`,
    '.gitignore': '.facsimile\nout\n',
    'VERSION.txt': '1\n',
    'config/VERSION': '0.1.0\n',
  };
  const sealedPlace = seal(release.folder, key, `deploy: { user: ${JSON.stringify(sealed)} }\n`);
  const first = await release.publish({ ...base, ...failing(sealedPlace) }, 'v1.0.0');
  expect(await release.run('release', 'create')).toMatchObject({ code: 0 });
  const second = await release.publish({ 'VERSION.txt': '2\n' }, 'v2.0.0');
  expect(await release.run('release', 'create')).toMatchObject({ code: 0 });
  addRules(release, key);
  const before = release.onMeta('rev-parse', 'HEAD');
  expect(await release.run('channel', 'set', 'edge', first)).toMatchObject({ code: 0 });
  const env = { FACS_META: release.meta, FACS_STORE: join(release.folder, 'store'), SOPS_AGE_KEY: key.secret };
  return {
    ...{ release, web, key, first, second, before },
    env: { ...env, FACS_SSH_KEY: web.privateKey },
    closeEyes: () => endDaemon(web),
    remove: async () => {
      await web.stop();
      await release.remove();
    },
  };
}

/** As the real sops writes it; nothing is left of the plain text. */
export function seal(folder: string, key: AgeKey, text: string): string {
  const plain = join(folder, 'plain.yaml');
  writeFileSync(plain, text);
  const sealed = execFileSync(tool('sops'), ['encrypt', '--age', key.recipient, plain], { encoding: 'utf8' });
  rmSync(plain);
  return sealed;
}

/** Layers and templates of the instances that fail; all have the state of production. */
function failing(sealedPlace: string): Record<string, string> {
  const own = (name: string) => `subinstance_of: production\nhosts: { web1: { home: "~/${name}" } }\n`;
  const layers = Object.entries(LAYERS).map(([name, text]) => [name, `subinstance_of: production\n${text}`] as const);
  const onHosts = Object.entries(TALKATIVE).map(([name, when]) => [name, `${own(name)}deploy: { ${when} }\n`] as const);
  const templates = Object.entries({ ...TRIPPING, ...FRONT });
  const files = [
    ...[...layers, ...onHosts].map(([name, text]) => [`define/${name}.yaml`, text] as const),
    ...templates.map(([name]) => [`define/${name}.yaml`, own(name)] as const),
    ...[...templates, ['bad-computed', '{{ definition.b }}'] as const].map(
      ([name, text]) => [`define/tmpl/${name}/_DEPLOY_/broken.conf`, `${text}\n`] as const,
    ),
    ['define/bad-sealed.yaml', 'inherit: [sealed-place]\nsubinstance_of: production\n'] as const,
    ['define/sealed-place.yaml', sealedPlace] as const,
  ];
  return Object.fromEntries(files);
}

/** sshd itself, which is a child of the program that watches it. */
async function endDaemon({ folder }: Sshd): Promise<void> {
  const config = join(folder, 'sshd_config');
  const daemons = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).includes(config));
  for (const pid of daemons) if (!commandOf(pid).includes('strace')) process.kill(Number(pid), 'SIGTERM');
  while (daemons.some((pid) => commandOf(pid).includes(config))) await sleep(20);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

/** Who may open states, pushed as an operator would. */
function addRules({ folder, meta }: ReleaseEstate, key: AgeKey): void {
  const clone = join(folder, 'meta-clone');
  const git = (...words: string[]) => execFileSync('git', words, { env: { ...process.env, ...CLEAN_GIT } });
  git('clone', '--quiet', meta, clone);
  writeFileSync(join(clone, '.sops.yaml'), `creation_rules: [{ age: ${key.recipient} }]\n`);
  git('-C', clone, 'add', '.sops.yaml');
  git('-C', clone, 'commit', '--quiet', '-m', 'Who may open states');
  git('-C', clone, 'push', '--quiet', 'origin', 'HEAD:main');
  rmSync(clone, { recursive: true });
}

/** A line of `facs secrets set` for each secret of the state: its key, and what is typed. */
export function plantings(markers: readonly Marker[]): readonly { readonly key: string; readonly text: string }[] {
  const text = (place: Marker['place']) => markers.find((marker) => marker.place === place)?.text ?? '';
  return [
    { key: 'passwd.shop', text: text('password') },
    { key: 'values.token', text: text('value') },
    { key: 'hosts.web1.token', text: text('host-value') },
  ];
}
