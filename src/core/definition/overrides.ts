/** `overrides.<os>`: what is otherwise on the hosts of one operating system (F-84). */
import { type FileOrigin, type Issue, inputOrigin } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { Definition } from './definition.ts';
import { mergeNodes } from './merge.ts';
import { OVERLAYS } from './module-layers.ts';
import { OPERATING_SYSTEM } from './names.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { KNOWN_KEYS, OVERRIDES, UNSUPPORTED } from './schema.ts';
import type { Host } from './settings.ts';
import type { MappingNode, Member } from './value-node.ts';

/** Known keys that may differ from host to host. All others hold for the instance; free keys are for templates. */
const MAY_DIFFER: ReadonlySet<string> = new Set(['home', 'deploy', 'install']);
const DEPLOY_MAY_DIFFER: ReadonlySet<string> = new Set(['user', 'home']);

/** A layer over all others for each operating system, and what is wrong with them: `definition/misplaced`, `definition/value`. */
export interface Overrides {
  readonly layers: ReadonlyMap<string, ParsedLayer>;
  readonly issues: readonly Issue[];
}

/**
 * What the layers say of each operating system, put together by the one merge rule; its words wait for the definition
 * beneath it.
 *
 * @param written Weakest first.
 */
export function overridesOf(written: readonly ParsedLayer[]): Overrides {
  const said = written.flatMap(({ root }) => root.members.get(OVERRIDES) ?? []);
  const [first, ...stronger] = said;
  if (first === undefined) return { layers: new Map(), issues: [] };
  const all = stronger.reduce((weak, strong) => ({ ...strong, value: mergeNodes(weak.value, strong.value) }), first);
  const issues: Issue[] = [];
  const layers = new Map<string, ParsedLayer>();
  const hasModules = written.some(({ root }) => root.members.has('modules'));
  for (const [os, member] of blocksOf(all, issues)) {
    const root = toRoot(os, member, issues);
    if (root === undefined) continue;
    const refused = refusedKeys(root, hasModules);
    for (const [name, key] of refused) {
      const message = `${name} is the same for all hosts of an instance: it cannot stand under overrides`;
      issues.push(refuse('misplaced', message, { key, path: `${OVERRIDES}.${os}.${name}` }));
    }
    const members = new Map([...root.members].filter(([key]) => !refused.has(key)));
    layers.set(os, { name: `${OVERRIDES}.${os}`, file: root.origin.file, root: { ...root, members } });
  }
  return { layers, issues };
}

/** The operating system of a platform: its first part. */
export function osOf(platform: string | undefined): string | undefined {
  return platform?.split('-')[0];
}

/** The operating system of a host, where it is known. */
export function systemOf({ os, platform }: Host): string | undefined {
  return os ?? osOf(platform);
}

/** The definition as a host gets it. */
export function definitionFor(definition: Definition, host: Host): Definition {
  return definition.overridden.get(systemOf(host) ?? '') ?? definition;
}

/** The definition as the host of that name gets it. Issue: `host/unknown`. */
export function definitionForHost(definition: Definition, name: string): Result<Definition> {
  const { hosts } = definition.settings;
  const host = hosts.find((each) => each.name === name);
  if (host !== undefined) return valid(definitionFor(definition, host));
  const names = hosts.map((each) => each.name);
  const there = names.length === 0 ? 'the instance has no hosts' : `there are ${names.join(', ')}`;
  const hint = didYouMean(name, names) ?? there;
  return invalid({ code: 'host/unknown', message: `there is no host ${name}`, hint, origin: inputOrigin('--host') });
}

function blocksOf({ key, value }: Member, issues: Issue[]): ReadonlyMap<string, Member> {
  if (value.kind === 'mapping') return value.members;
  if (value.kind !== 'scalar' || value.value !== null)
    issues.push(
      refuse('value', 'overrides must be a mapping by operating system: linux, darwin', { key, path: OVERRIDES }),
    );
  return new Map();
}

function toRoot(os: string, { key, value }: Member, issues: Issue[]): MappingNode | undefined {
  const path = `${OVERRIDES}.${os}`;
  if (!OPERATING_SYSTEM.test(os))
    issues.push(
      refuse('value', `overrides: "${os}" is no operating system: the first part of a platform, like linux`, {
        key,
        path,
      }),
    );
  if (value.kind === 'scalar' && value.value === null) return undefined;
  if (value.kind === 'mapping') return withoutReplace(value);
  issues.push(refuse('value', `${path} must be a mapping`, { key, path }));
  return undefined;
}

/** That it took the place of weaker overrides says nothing of the definition. */
function withoutReplace({ replaces, ...mapping }: MappingNode): MappingNode {
  return mapping;
}

/** Where keys stand that may not differ, by their name: `modules`, `deploy.restart`. */
function refusedKeys(root: MappingNode, hasModules: boolean): ReadonlyMap<string, FileOrigin> {
  const deploy = root.members.get('deploy')?.value;
  const ofModules = hasModules ? OVERLAYS.map(([key]) => key) : [];
  const known = new Set<string>([...KNOWN_KEYS, ...UNSUPPORTED, ...ofModules].filter((key) => !MAY_DIFFER.has(key)));
  const top = [...root.members].filter(([key]) => known.has(key));
  const inner = deploy?.kind === 'mapping' ? [...deploy.members].filter(([key]) => !DEPLOY_MAY_DIFFER.has(key)) : [];
  const refused = [...top, ...inner.map(([key, member]) => [`deploy.${key}`, member] as const)];
  return new Map(refused.map(([name, { key }]) => [name, key]));
}

function refuse(what: string, message: string, { key, path }: Pick<Member, 'key'> & { readonly path: string }): Issue {
  return { code: `definition/${what}`, message, path, origin: key };
}
