/** The clones of modules, and what all of them want from the state (F-39, F-40). */
import type { Module } from '../definition/modules.ts';

/** One copy of a module. All clones of a module have its user name and password. */
export interface Clone {
  readonly module: Module;
  /** From 0. */
  readonly index: number;
  /** What its number belongs to: `webd.0`. Undefined for a module that has no numbers. */
  readonly instanceName: string | undefined;
  /** Tells its files from those of the others: `webd.0`, and where there is only one, the name of the module. */
  readonly configName: string;
}

/** What the modules of a definition want the state to hold. */
export interface Needs {
  /** Users that want a password, each once. */
  readonly usernames: readonly string[];
  /** Names of clones that want a number, in the order in which numbers are given out. */
  readonly instanceNames: readonly string[];
}

/** In order; a module that is not cloned is its own only clone. */
export function clonesOf(module: Module): readonly Clone[] {
  const { name, count, logicalName } = module;
  return Array.from({ length: count }, (_, index) => {
    const instanceName = logicalName === undefined ? undefined : `${name}d.${index}`;
    return { module, index, instanceName, configName: count > 1 ? (instanceName ?? name) : name };
  });
}

/** Of all modules together: first numbers for every module, then for further clones, as the modules list has them. */
export function needsOf(modules: readonly Module[]): Needs {
  const clones = modules.flatMap(clonesOf);
  const first = clones.filter(({ index }) => index === 0);
  const ordered = [...first, ...clones.filter(({ index }) => index > 0)];
  return {
    usernames: [...new Set(modules.map(({ username }) => username))],
    instanceNames: ordered.flatMap(({ instanceName }) => instanceName ?? []),
  };
}
