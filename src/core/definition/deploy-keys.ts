/** The keys below `deploy`: how and where an instance is deployed. */
import { amount } from './amount.ts';
import { health } from './health.ts';
import { SEGMENT } from './names.ts';
import { choice, duration, flag, integer, text } from './scalars.ts';
import { list, mapping, optional, preset, record } from './shape.ts';
import { waves } from './waves.ts';

/** A user of a host. */
export const userName = text(/^[A-Za-z_][A-Za-z0-9_.-]*\$?$/, 'a user name');

/** A folder on a host. Hosts are spoken to line by line: no path may end a line. */
export const remoteFolder = text(
  /^(?![\s\S]*\p{Cc})(\/|~(\/|$))(?!(.*\/)?\.\.(\/|$))/u,
  'an absolute path, or one that begins with ~/',
);
const sharedPath = text(/^(?![\s\S]*\p{Cc})(?![/~])(?!(.*\/)?\.{1,2}(\/|$))/u, 'a path inside the release, without ..');
const rootPath = text(/^(?![\s\S]*\p{Cc})\/(?!(.*\/)?\.{1,2}(\/|$))[^/].*$/u, 'an absolute path, without ..');
const commands = list(text(undefined, 'a command'));
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

/** The mapping itself. */
export const deploy = mapping({
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
  layout: preset(
    choice('releases', 'inplace'),
    'releases',
    '`releases`: each in a folder of its own below `home`, and `current` points at one. `inplace`: files right in `home`.',
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
