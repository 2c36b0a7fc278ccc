/** Every key that the product understands, declared once: what it means, its form, its default. */
import { PROJECT } from '../meta/names.ts';
import { amount } from './amount.ts';
import { build } from './build.ts';
import { health } from './health.ts';
import { installGroups } from './install-groups.ts';
import { modules } from './modules.ts';
import { HOST, INSTANCE, INSTANCE_OR_PATTERN, SEGMENT } from './names.ts';
import { choice, duration, flag, integer, text, word } from './scalars.ts';
import { type FieldValues, list, mapping, optional, preset, record } from './shape.ts';
import { waves } from './waves.ts';

const commands = list(text(undefined, 'a command'));
const PROJECT_FORM = 'a project: letters, digits, - and _';
const userName = text(/^[A-Za-z_][A-Za-z0-9_.-]*\$?$/, 'a user name');
// Hosts are spoken to line by line: no path may end a line.
const remoteFolder = text(
  /^(?![\s\S]*\p{Cc})(\/|~(\/|$))(?!(.*\/)?\.\.(\/|$))/u,
  'an absolute path, or one that begins with ~/',
);
const sharedPath = text(/^(?![\s\S]*\p{Cc})(?![/~])(?!(.*\/)?\.{1,2}(\/|$))/u, 'a path inside the release, without ..');
const rootPath = text(/^(?![\s\S]*\p{Cc})\/(?!(.*\/)?\.{1,2}(\/|$))[^/].*$/u, 'an absolute path, without ..');
const hostKey = text(
  /^(ssh-|ecdsa-sha2-|sk-)\S+ [A-Za-z0-9+/=]+( .*)?$/,
  'a public host key as ssh-keyscan prints it, without the host: ssh-ed25519 AAAA…',
);

// It travels to hosts as a line.
const library = text(/^\P{Cc}*[^/\p{Cc}]$/u, 'a library, by name or path: libssl.so.3');

const hooks = mapping({
  once: preset(
    commands,
    [],
    'Commands run on one host, after every host has staged and before any activates: migrations.',
  ),
  before: preset(commands, [], 'Commands run on every host in the new release folder, before `current` moves.'),
  after: preset(commands, [], 'Commands run on every host in the new release folder, after `current` moved.'),
  drain: preset(commands, [], 'Commands run on every host first of all: out of the load balancer.'),
  readd: preset(commands, [], 'Commands run on a drained host when it works, and when it went back: in again.'),
});

const deploy = mapping({
  user: optional(userName, 'Who logs in on hosts that do not say otherwise.'),
  home: optional(remoteFolder, 'Folder on hosts for releases, current and shared; stronger than the top-level `home`.'),
  nodes: preset(
    record(list(text()), SEGMENT, 'a target: small letters, digits, - and _'),
    {},
    'Targets, each with the names of its hosts. A host in two targets is one host.',
  ),
  destdir: optional(
    text(/^\P{Cc}+$/u, 'a folder'),
    'Folder on this machine: deploys there, when there are no `nodes`.',
  ),
  shared: preset(list(sharedPath), [], 'Paths of a release that live in `shared` and outlast it: uploads, logs.'),
  root_allow: preset(
    list(rootPath),
    [],
    'Absolute paths outside the release that templates in `_ROOT_/` may write: globs of files, or of folders with all in them.',
  ),
  keep_releases: preset(integer(1, 1000), 5, 'Good releases to keep on a host.'),
  health: optional(health, 'How a host proves that it works, before the deployment counts.'),
  hooks: preset(hooks, {}, 'Commands around the switch; the first that fails stops the host.'),
  waves: optional(
    waves,
    'Hosts to activate at a time: a number, a part like "25%", a list of them, or `{size, by, pause}`. Absent: all at once.',
  ),
  failure_budget: optional(
    amount(0),
    'Hosts that may fail, a number or a part; when more do, all that changed go back. Absent: those that work stay.',
  ),
  rollback: preset(
    choice('automatic', 'forward-only'),
    'automatic',
    'forward-only: what fails stays as it is, because the release cannot be taken back (a migration).',
  ),
  unreachable: preset(
    choice('fail', 'skip-and-record'),
    'fail',
    'What a host means that cannot be reached: nothing is done, or the others go on and facs resume brings it later.',
  ),
  postcmd: preset(
    commands,
    [],
    'Commands run on every host after the switch, each on its own; the first that fails stops.',
  ),
  restart: preset(
    record(text(undefined, 'a command or a systemd unit')),
    {},
    'Glob of changed files: the command to run, or the systemd unit to restart.',
  ),
  libcheck: preset(flag, false, 'Refuse what needs a library that a host lacks, before anything changes there.'),
  libcheck_ignorelist: preset(
    record(list(library), SEGMENT, 'a target: small letters, digits, - and _'),
    {},
    'Libraries that `libcheck` passes over, by target: names or paths.',
  ),
  lock_wait: preset(duration, '10m', 'Longest wait for another deployment of the same instance.'),
  allow_empty: preset(flag, false, 'A selected target may have no hosts.'),
});

const hostFields = {
  address: optional(
    text(/^[A-Za-z0-9_.:%-]+$/, 'a name or an IP address'),
    'Where to connect; the host’s name by default.',
  ),
  port: preset(integer(1, 65535), 22, 'Port of its sshd.'),
  user: optional(userName, 'Who logs in; `deploy.user` by default.'),
  home: optional(remoteFolder, 'Folder for releases, current and shared; `deploy.home` by default.'),
  region: optional(text(), 'Where it stands.'),
  labels: preset(record(word), {}, 'Free words to select hosts by.'),
  platform: optional(text(/^[a-z0-9]+-[a-z0-9_]+$/, 'a platform like linux-x64'), 'Chooses the binary: linux-x64.'),
  host_keys: preset(list(hostKey), [], 'Its public keys. Only these are accepted.'),
};

const instanceFields = {
  channel: optional(text(/^[a-z0-9][a-z0-9_-]*$/, 'a channel'), 'The channel whose release it runs.'),
  environment: optional(text(), 'The environment on GitHub that guards it.'),
};

const instances = record(mapping(instanceFields), INSTANCE_OR_PATTERN, 'an instance or a pattern like dev.*');

const sourceFields = {
  repo: optional(text(), 'Its git repository; without: the work tree that the command runs in.'),
  src_dir: optional(
    text(
      /^(?![/.])(?!(.*\/)?\.\.(\/|$))/,
      'a folder inside the repository; a work tree on this machine is named with --src-dir',
    ),
    'Folder of the repository that holds it; the whole repository by default.',
  ),
};

const projectFields = {
  ...sourceFields,
  instances: optional(instances, 'Instances of this project alone; stronger than those of `instances`.'),
};

// The list of Facsimile 1.1.1. A class was a program that ran in the place of stages: none is passed over in silence.
const componentFields = {
  class: optional(
    text(
      /^Facsimile$/,
      'Facsimile: what another class did belongs in a plugin beside the layers, NAME.mjs (docs/running.md)',
    ),
    'The kind of project; there is only one now.',
  ),
  ...sourceFields,
};

/** The keys at the top of a definition. Others beside them are free, for templates. */
export const topFields = {
  repo: optional(text(), 'The project’s git repository; without: the work tree that the command runs in.'),
  home: optional(remoteFolder, 'Folder on hosts for releases, current and shared.'),
  deploy: preset(deploy, {}, 'How and where an instance is deployed.'),
  hosts: preset(
    record(mapping(hostFields), HOST, 'a host: letters, digits, dots, - and _'),
    {},
    'What is known of hosts, by name.',
  ),
  install: preset(
    mapping({ groups: preset(installGroups, [], 'What goes into the tree, in order.') }),
    {},
    'What hosts get.',
  ),
  environ: preset(
    list(text(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable')),
    [],
    'Variables of the environment that values may read, as `environ.NAME`.',
  ),
  state_scope: preset(
    choice('instance', 'project'),
    'instance',
    'Whose state the instance has: one for all projects of that instance, or the project’s own.',
  ),
  subinstance_of: optional(
    text(INSTANCE, 'an instance'),
    'The instance that this one lies over like one more layer, and whose state it shares.',
  ),
  build: optional(build, 'How binaries are made; `facs run` does it. A deploy never builds.'),
  modules: preset(modules, {}, 'Pieces of the project that want a config, a password or a number of their own.'),
  instances: optional(
    instances,
    'Every instance there is, by name or pattern, with what it follows. In the facsimile or project layer.',
  ),
  projects: optional(
    record(mapping(projectFields), PROJECT, PROJECT_FORM),
    'Every project there is. In the facsimile layer.',
  ),
  facsimile: optional(
    mapping({
      components: optional(
        record(mapping(componentFields), PROJECT, PROJECT_FORM),
        'Every project, in the words of Facsimile 1.1.1.',
      ),
    }),
    'What Facsimile 1.1.1 kept in facsimile.json; `projects` says the same. In the facsimile layer.',
  ),
};

/** The checked top of a definition; a key that is wrong is undefined. */
export type Checked = Partial<FieldValues<typeof topFields>>;

/** What one host may say of itself. */
export type CheckedHost = FieldValues<typeof hostFields>;

/** What `instances:` says of one instance or pattern. */
export type CheckedInstance = FieldValues<typeof instanceFields>;

/** What `projects:` says of one project. */
export type CheckedProject = FieldValues<typeof projectFields>;

/** Words of the product that this version does not act on: refused at the top, not passed over in silence. */
export const UNSUPPORTED = ['rollout'] as const;

/** What is otherwise on hosts of one operating system: said to hosts, no value of the instance. */
export const OVERRIDES = 'overrides';

/** Every key at the top that may be written. */
export const KNOWN_KEYS: readonly string[] = ['inherit', ...Object.keys(topFields), OVERRIDES];
