/** The names that a template can use, and a witness of which of them it did. */
import type { Definition } from '../definition/definition.ts';
import type { Host } from '../definition/settings.ts';
import type { JsonObject } from '../json.ts';
import { reveal, type Secret } from '../secret.ts';
import { modulesOf } from '../state/modules.ts';

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

/** Passwords by user name; undefined where the state cannot be read or does not exist yet. */
export type Passwords = Readonly<Record<string, Secret<string>>> | undefined;

/** All that templates of one instance share. */
export interface World {
  readonly definition: Definition;
  readonly release: ReleaseFacts;
  readonly passwords: Passwords;
}

/** What a template used that decides how often, and how secretly, its output is kept. */
export type Used = 'target' | 'host' | 'secret';

/** Thrown out of a render that asks for a secret that is not at hand; `wanted` names it: `password of db`. */
export interface SecretMissing extends Error {
  readonly wanted: string;
}

/**
 * The scope for one file on one host: own properties only, those that matter behind getters that tell `witness`.
 * Reading through a getter is what counts, so it does not matter by which way (loop, filter, `json`) a template gets there.
 */
export function createScope(world: World, host: Host, filename: string, witness: Set<Used>): object {
  const { definition, release } = world;
  const { value, settings } = definition;
  const scope: Record<string, unknown> = {
    facs: {
      name: definition.project,
      project: definition.project,
      instance: definition.instance,
      release_environment: definition.instance,
      environment: settings.environment ?? null,
      version: release.version,
    },
    definition: value,
    instance: value,
    env: value,
    module: createModules(world, witness),
    release: describeRelease(release),
    channel: settings.channel ?? null,
    filename,
  };
  Object.defineProperty(scope, 'hosts', { enumerable: true, get: () => settings.hosts.map(describeHost) });
  watch(scope, 'state', 'secret', witness, () => ({ passwd: allPasswords(world) }));
  watch(scope, 'target', 'target', witness, () => host.targets[0]);
  watch(scope, 'host', 'host', witness, () => describeHost(host));
  return scope;
}

/** True for an error that a getter of the scope threw because a secret is not at hand. */
export function isSecretMissing(error: unknown): error is SecretMissing {
  return error instanceof Error && 'wanted' in error;
}

function watch(on: object, name: string, use: Used, witness: Set<Used>, read: () => unknown): void {
  Object.defineProperty(on, name, {
    enumerable: true,
    get() {
      witness.add(use);
      return read();
    },
  });
}

/** Modules by name, and by user name where that is free: what the definition says, plus user name and password. */
function createModules(world: World, witness: Set<Used>): Record<string, object> {
  const modules: Record<string, object> = {};
  for (const { name, username, fields } of modulesOf(world.definition)) {
    const module: JsonObject = { ...fields, name, username };
    delete module['password'];
    watch(module, 'password', 'secret', witness, () => passwordOf(world, username));
    modules[name] = module;
    modules[username] ??= module;
  }
  return modules;
}

function allPasswords({ definition, passwords }: World): Record<string, string> {
  if (passwords === undefined) throw missing('state');
  return Object.fromEntries(definition.settings.modules.map((name) => [name, passwordOf({ passwords }, name)]));
}

function passwordOf({ passwords }: Pick<World, 'passwords'>, username: string): string {
  const password = passwords?.[username];
  if (password === undefined) throw missing(`password of ${username}`);
  return reveal(password);
}

function missing(wanted: string): SecretMissing {
  return Object.assign(new Error(wanted), { wanted });
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
