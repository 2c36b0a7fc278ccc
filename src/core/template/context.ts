/** The names that a template can use, and a witness of which of them it did. */
import type { Definition } from '../definition/definition.ts';
import { facsOf } from '../definition/facs.ts';
import type { Host } from '../definition/settings.ts';
import type { Sealed } from '../definition/value-node.ts';
import type { Json } from '../json.ts';
import type { OptionValues } from '../run/plugin-options.ts';
import { reveal } from '../secret.ts';
import { type Clone, needsOf } from '../state/clones.ts';
import type { State } from '../state/state.ts';
import { createModules, describeClone } from './module-scope.ts';
import { missing, passwordOf, type Used, type Witness, watch } from './witness.ts';

/** What of a release a template may know. Times are seconds since 1970. */
export interface ReleaseFacts {
  readonly githash: string;
  readonly version: string;
  readonly tag: string;
  readonly committedAt: number;
  readonly dirty: boolean;
  readonly repos: readonly {
    readonly name: string;
    readonly url: string;
    readonly githash: string;
    readonly path: string;
  }[];
}

/** All that templates of one instance share. */
export interface World {
  readonly definition: Definition;
  readonly release: ReleaseFacts;
  /** Undefined where it cannot be read, or does not exist yet. */
  readonly state: State | undefined;
  /** Values of the options that a run was given; absent without a run. */
  readonly options?: OptionValues;
  /** Opens secrets of the definition; throws StateMissing for one that is not at hand. */
  readonly openSecret: (sealed: Sealed) => Json;
}

/** The definition with its secrets, and who is told when one of them is read. */
export interface OpenValues {
  readonly values: object;
  witness: Set<Used>;
}

/** One for all templates of an instance: what leans on others is computed once. */
export function openDefinition({ definition, openSecret }: World): OpenValues {
  const open: OpenValues = {
    values: definition.open({ open: openSecret, noteSecret: () => open.witness.add('secret') }),
    witness: new Set(),
  };
  return open;
}

/** Who a file is rendered for: a host, and in the templates of a module also one of its clones. */
export interface Reader {
  readonly host: Host;
  readonly clone?: Clone | undefined;
}

/** The scope for one file: an object of its own, as some tags change it. */
export type ScopeFor = (filename: string) => object;

/**
 * Scopes for the files of one reader: own properties only, those that matter behind getters that tell `open.witness`.
 * Reading through a getter is what counts, so it does not matter by which way (loop, filter, `json`) a template gets there.
 */
export function openScope(world: World, { host, clone }: Reader, open: OpenValues): ScopeFor {
  const { definition, release, state } = world;
  const { settings } = definition;
  const { values } = open;
  const witness: Witness = { add: (use) => open.witness.add(use) };
  const scope: Record<string, unknown> = {
    facs: { ...facsOf({ ...definition, environment: settings.environment }), version: release.version },
    definition: values,
    instance: values,
    env: values,
    ...createModules(settings.modules, { values, state, witness }),
    ...(clone === undefined ? {} : { clone: describeClone(clone, { values, state, witness }) }),
    state: describeState(world, host, witness),
    release: describeRelease(release),
    channel: settings.channel ?? null,
    options: world.options ?? {},
    filename: '',
  };
  Object.defineProperty(scope, 'instances', { enumerable: true, get: () => definition.instances() });
  Object.defineProperty(scope, 'hosts', { enumerable: true, get: () => settings.hosts.map(describeHost) });
  watch(scope, 'target', { witness, uses: ['target'] }, () => host.targets[0]);
  watch(scope, 'host', { witness, uses: ['host'] }, () => describeHost(host));
  const shared = Object.getOwnPropertyDescriptors(scope);
  return (filename) => Object.assign(Object.defineProperties({}, shared), { filename });
}

/** The state as a template sees it: of what is kept for single hosts only that of its own. */
function describeState({ definition, state }: World, host: Host, witness: Witness): object {
  const scope = {};
  const { usernames } = needsOf(definition.settings.modules);
  watch(scope, 'passwd', { witness, uses: ['secret'] }, () =>
    Object.fromEntries(usernames.map((name) => [name, passwordOf(state, name)])),
  );
  watch(scope, 'values', { witness, uses: ['secret'] }, () => reveal(opened(state, 'values').values));
  watch(scope, 'host', { witness, uses: ['secret', 'host'] }, () => {
    const own = opened(state, `values of host ${host.name}`).hosts.get(host.name);
    return own === undefined ? {} : reveal(own);
  });
  watch(scope, 'uiids', { witness, uses: [] }, () => Object.fromEntries(opened(state, 'uiids').uiids));
  watch(scope, 'directories', { witness, uses: [] }, () => opened(state, 'directories').directories);
  return scope;
}

function opened(state: State | undefined, wanted: string): State {
  if (state === undefined) throw missing(wanted);
  return state;
}

function describeHost(host: Host) {
  return {
    name: host.name,
    address: host.address,
    port: host.port,
    user: host.user,
    home: host.home,
    region: host.region ?? null,
    platform: host.platform ?? null,
    labels: host.labels,
    targets: host.targets,
  };
}

function describeRelease(release: ReleaseFacts) {
  return {
    githash: release.githash,
    version: release.version,
    tag: release.tag,
    committed_at: release.committedAt,
    dirty: release.dirty,
    repos: release.repos,
  };
}
