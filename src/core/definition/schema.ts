/** Every key that the product understands, declared once: what it means, its form, its default. */
import { PROJECT } from '../meta/names.ts';
import { build } from './build.ts';
import { deploy, remoteFolder, userName } from './deploy-keys.ts';
import { installGroups } from './install-groups.ts';
import { modules } from './modules.ts';
import { HOST, INSTANCE, INSTANCE_OR_PATTERN } from './names.ts';
import { choice, integer, text, word } from './scalars.ts';
import { type FieldValues, list, mapping, optional, preset, record } from './shape.ts';

const PROJECT_FORM = 'a project: letters, digits, - and _';
const hostKey = text(
  /^(ssh-|ecdsa-sha2-|sk-)\S+ [A-Za-z0-9+/=]+( .*)?$/,
  'a public host key as ssh-keyscan prints it, without the host: ssh-ed25519 AAAA…',
);

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
