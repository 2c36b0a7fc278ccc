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

/** Every failure that a secret could come out with: templates that trip over one, hosts and commands that say no. */
const FAILING: Readonly<Record<string, string>> = {
  'bad-filter': '{{ definition.api.key | nofilter }}',
  'bad-name': '{{ definition.api.key.deeper.still }} {{ definition.api.kye }}',
  'bad-value': '{{ state.values.token | date: state.values.token }}{{ state.values.tokn }}',
};

const INSTANCES = ['production', 'other', 'unhealthy', 'hooked', 'nowhere', ...Object.keys(FAILING)];

/** Two releases of it, with a binary, and one channel. The secrets are planted by {@link plant}. */
export async function openLeakyEstate(markers: readonly Marker[]): Promise<LeakyEstate> {
  const key = makeAgeKey();
  const release = await openReleaseEstate();
  const watched = (folder: string) => [tool('strace'), ...EXECUTIONS, '-o', join(folder, 'executions')];
  const web = await startSshd({ name: 'web1', watched });
  const { port, user, home } = web.host;
  const sealed = markers.find(({ place }) => place === 'sealed-layer')?.text ?? '';
  const plain = join(release.folder, 'secrets.yaml');
  writeFileSync(plain, `api:\n  key: ${JSON.stringify(sealed)}\n`);
  const layer = execFileSync(tool('sops'), ['encrypt', '--age', key.recipient, plain], { encoding: 'utf8' });
  writeFileSync(plain, '');
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
    'define/unhealthy.yaml':
      'subinstance_of: production\ndeploy: { health: { command: "test ! -e page.html", within: 10ms } }\nhosts: { web1: { home: "~/unhealthy" } }\n',
    'define/hooked.yaml':
      'subinstance_of: production\ndeploy: { hooks: { before: ["cat page.html; exit 3"] } }\nhosts: { web1: { home: "~/hooked" } }\n',
    'define/nowhere.yaml': 'subinstance_of: production\nhosts: { web1: { port: 1 } }\n',
    'define/tmpl/production/_DEPLOY_/secret.conf': `${SECRETS.join('\n')}\n`,
    'define/tmpl/_ALL_/_DEPLOY_/page.html': '<h1>hello</h1>\n',
    'define/tmpl/_ALL_/note.txt': '{{ definition.computed }}\n',
    '.sops.yaml': `creation_rules: [{ age: ${key.recipient} }]\n`,
    '.gitignore': '.facsimile\nout\n',
    'VERSION.txt': '1\n',
    'config/VERSION': '0.1.0\n',
  };
  const failing = Object.entries(FAILING).flatMap(([name, template]) => [
    [`define/${name}.yaml`, `subinstance_of: production\nhosts: { web1: { home: "~/${name}" } }\n`],
    [`define/tmpl/${name}/_DEPLOY_/broken.conf`, `${SECRETS[3]}\n${template}\n`],
  ]);
  const first = await release.publish({ ...base, ...Object.fromEntries(failing) }, 'v1.0.0');
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
