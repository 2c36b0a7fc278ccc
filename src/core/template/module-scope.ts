/** Modules and their clones as templates see them (F-44; D-10). */
import type { Module } from '../definition/modules.ts';
import { isObject } from '../json.ts';
import { type Clone, clonesOf } from '../state/clones.ts';
import type { State } from '../state/state.ts';
import { missing, passwordOf, type Used, watch } from './witness.ts';

/**
 * `module`: by name (and, unseen by loops, by user name where that is free) what the definition says, with what the
 * state adds. `clones`: by name of the module the list of its clones, which `module.NAME.clones` is too.
 */
export function createModules(modules: readonly Module[], state: State | undefined, witness: Set<Used>) {
  const scopes: { module: Record<string, object>; clones: Record<string, readonly object[]> } = {
    module: Object.create(null),
    clones: Object.create(null),
  };
  for (const module of modules) {
    const all = clonesOf(module).map((clone) => describeClone(clone, state, witness));
    const first = clonesOf(module)[0];
    scopes.clones[module.name] = all;
    if (first === undefined) continue;
    scopes.module[module.name] = Object.assign(describeClone(first, state, witness), { clones: all });
  }
  // Loops would meet the module twice.
  for (const { name, username } of modules)
    if (!Object.hasOwn(scopes.module, username))
      Object.defineProperty(scopes.module, username, { enumerable: false, value: scopes.module[name] });
  return scopes;
}

/** One clone: the module with `username`, `password`, `config_name`, and where it has them `instance_name` and `uiid`. */
export function describeClone(clone: Clone, state: State | undefined, witness: Set<Used>): object {
  const { module, index, instanceName, configName } = clone;
  const { name, username, logicalName, fields } = module;
  const scope: Record<string, unknown> = { ...fields, name, username, index, config_name: configName };
  watch(scope, 'password', { witness, uses: ['secret'] }, () => passwordOf(state, username));
  if (instanceName === undefined) return scope;
  const numbered = (on: object, show: (uiid: number) => unknown) =>
    watch(on, 'uiid', { witness, uses: [] }, () => show(uiidOf(state, instanceName)));
  const service = { ...(isObject(fields['service']) ? fields['service'] : {}) };
  Object.assign(service, { logical_name: logicalName, instance_name: instanceName });
  numbered(service, String);
  Object.assign(scope, { instance_name: instanceName, service });
  numbered(scope, (uiid) => uiid);
  return scope;
}

function uiidOf(state: State | undefined, instanceName: string): number {
  const uiid = state?.uiids.get(instanceName);
  if (uiid === undefined) throw missing(`uiid of ${instanceName}`);
  return uiid;
}
