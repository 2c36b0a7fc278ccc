/** Modules and their clones as templates see them (F-44; D-10). */
import type { Module } from '../definition/modules.ts';
import { isObject, type Json } from '../json.ts';
import { type Clone, clonesOf } from '../state/clones.ts';
import type { State } from '../state/state.ts';
import { missing, passwordOf, type Witness, watch } from './witness.ts';

/** What modules are put together from: the definition with its secrets, and the state. */
export interface Sources {
  readonly values: object;
  readonly state: State | undefined;
  readonly witness: Witness;
}

/**
 * `module`: by name (and, unseen by loops, by user name where that is free) what the definition says, with what the
 * state adds. `clones`: by name of the module the list of its clones, which `module.NAME.clones` is too.
 */
export function createModules(modules: readonly Module[], sources: Sources) {
  const scopes: { module: Record<string, object>; clones: Record<string, readonly object[]> } = {
    module: Object.create(null),
    clones: Object.create(null),
  };
  for (const module of modules) {
    const all = clonesOf(module).map((clone) => describeClone(clone, sources));
    const first = clonesOf(module)[0];
    scopes.clones[module.name] = all;
    if (first === undefined) continue;
    scopes.module[module.name] = Object.assign(describeClone(first, sources), { clones: all });
  }
  // Loops would meet the module twice.
  for (const { name, username } of modules)
    if (!Object.hasOwn(scopes.module, username))
      Object.defineProperty(scopes.module, username, { enumerable: false, value: scopes.module[name] });
  return scopes;
}

/** One clone: the module with `username`, `password`, `config_name`, and where it has them `instance_name` and `uiid`. */
export function describeClone(clone: Clone, { values, state, witness }: Sources): object {
  const { module, index, instanceName, configName } = clone;
  const { name, username, logicalName, fields } = module;
  const scope = openFields(fields, memberOf(memberOf(values, 'modules'), name));
  set(scope, { name, username, index, config_name: configName });
  watch(scope, 'password', { witness, uses: ['secret'] }, () => passwordOf(state, username));
  if (instanceName === undefined) return scope;
  const numbered = (on: object, show: (uiid: number) => unknown) =>
    watch(on, 'uiid', { witness, uses: [] }, () => show(uiidOf(state, instanceName)));
  const service = openFields(fields['service'], memberOf(memberOf(memberOf(values, 'modules'), name), 'service'));
  set(service, { logical_name: logicalName, instance_name: instanceName });
  numbered(service, String);
  set(scope, { instance_name: instanceName, service });
  numbered(scope, (uiid) => uiid);
  return scope;
}

/** Fields as the settings have them, what is secret in them behind the getters of the open definition. */
function openFields(fields: Json | undefined, open: unknown): object {
  const scope = {};
  for (const [key, field] of Object.entries(isObject(fields) ? fields : {})) {
    const property = isObject(open) ? Object.getOwnPropertyDescriptor(open, key) : undefined;
    if (property?.get !== undefined)
      Object.defineProperty(scope, key, { enumerable: true, configurable: true, get: property.get });
    else set(scope, { [key]: isObject(field) ? openFields(field, property?.value) : (property?.value ?? field) });
  }
  return scope;
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

/** As plain properties, in the place of getters too. */
function set(on: object, properties: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(properties))
    Object.defineProperty(on, key, { value, enumerable: true, configurable: true, writable: true });
}

function uiidOf(state: State | undefined, instanceName: string): number {
  const uiid = state?.uiids.get(instanceName);
  if (uiid === undefined) throw missing(`uiid of ${instanceName}`);
  return uiid;
}
