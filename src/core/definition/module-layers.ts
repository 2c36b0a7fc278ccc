/**
 * How layers speak of modules: a list is the whole of them, a mapping adds to what is there, and `service.<user>` and
 * `config.<user>` reach into them from the side (F-37, F-38, F-41). All of it becomes `modules.<name>`, so that the one
 * merge rule holds and every value keeps its place.
 */
import type { Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { mergeLayers } from './merge.ts';
import type { ParsedLayer } from './parse-layer.ts';
import type { ListNode, MappingNode, Member, ScalarNode, ValueNode } from './value-node.ts';

/** Name of the file `modules.<ext>`, and the key that it is the value of: a list, or a mapping by name (F-33). */
export const MODULES_FILE = 'modules';

/** Its name in lists and trails: no layer of a user can have it. */
const MODULES_LAYER = '(modules)';

/** Where the overlays of a definition lie, and the part of a module that each goes to. */
export const OVERLAYS = [
  ['service', 'service'],
  ['config', 'freeform'],
] as const;

/**
 * The file as a layer that says `modules:` and nothing else. TOML has no list at its top: there the file may have the
 * one key `modules` itself.
 */
export function toModulesLayer({ file, root, sealed }: ParsedLayer): ParsedLayer {
  const { members, origin, words } = root;
  const own = members.get(MODULES_FILE);
  const isWhole = members.size === 1 && own?.value.kind === 'mapping' && own.value.replaces === true;
  const modules = isWhole ? own : { key: origin, value: root };
  return {
    name: MODULES_LAYER,
    file,
    root: toRoot(modules, { origin, ...(words && { words }) }),
    ...(sealed && { sealed }),
  };
}

/** The layer with a list of modules as a mapping by name. Issues: `definition/value` for a list that is out of form. */
export function nameModules(layer: ParsedLayer): Result<ParsedLayer> {
  const member = layer.root.members.get('modules');
  if (member?.value.kind !== 'list') return valid(layer);
  const issues: Issue[] = [];
  const members = new Map(layer.root.members);
  members.set('modules', { key: member.key, value: byName(member.value, issues) });
  return issues.length > 0 ? invalid(...issues) : valid({ ...layer, root: { ...layer.root, members, words: true } });
}

/** The layers, each with what it says of modules from the side directly beneath it. Weakest first. */
export function overlayModules(layers: readonly ParsedLayer[]): readonly ParsedLayer[] {
  const isOverlaid = layers.some(({ root }) => OVERLAYS.some(([key]) => root.members.has(key)));
  if (!isOverlaid || !layers.some(({ root }) => root.members.has('modules'))) return layers;
  const users = modulesByUser(layers);
  return layers.flatMap((layer) => [...overlayOf(layer, users), layer]);
}

/** A list replaces all that is beneath it; one that edits a list adds its modules, and takes away those that it removes. */
function byName({ items, edit, origin }: ListNode, issues: Issue[]): MappingNode {
  const members = new Map<string, Member>();
  const add = (item: ValueNode, i: number, toValue: (name: ScalarNode) => ValueNode) => {
    const name = item.kind === 'mapping' ? item.members.get('name')?.value : item;
    const path = `modules[${i}]`;
    const complain = (message: string) =>
      issues.push({ code: 'definition/value', message: `${path} ${message}`, path, origin: (name ?? item).origin });
    if (name === undefined) complain('needs a name');
    else if (!isText(name)) complain('must be a name, or a mapping with one');
    else if (members.has(name.value)) complain(`is the second module called ${name.value}`);
    else members.set(name.value, { key: name.origin, value: toValue(name) });
  };
  for (const [i, item] of items.entries()) add(item, i, (name) => (item.kind === 'mapping' ? item : empty(name)));
  for (const [i, item] of edit?.remove.entries() ?? []) add(item, i, unset);
  return { kind: 'mapping', members, origin, words: true, ...(edit === undefined && { replaces: true }) };
}

function isText(node: ValueNode): node is ScalarNode & { readonly value: string } {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.value !== '';
}

function unset({ origin }: ScalarNode): ScalarNode {
  return { kind: 'scalar', value: null, origin, unset: true };
}

function empty({ origin }: ValueNode): MappingNode {
  return { kind: 'mapping', members: new Map(), origin };
}

/** Names of modules by the user that they act as: `daemon`, else the name. */
function modulesByUser(layers: readonly ParsedLayer[]): ReadonlyMap<string, readonly string[]> {
  const merged = mergeLayers(layers.map(onlyModules))['modules'];
  const users = new Map<string, string[]>();
  for (const [name, fields] of Object.entries(isObject(merged) ? merged : {})) {
    const daemon = isObject(fields) ? fields['daemon'] : undefined;
    const user = typeof daemon === 'string' ? daemon : name;
    users.set(user, [...(users.get(user) ?? []), name]);
  }
  return users;
}

function onlyModules(layer: ParsedLayer): ParsedLayer {
  return { ...layer, root: toRoot(layer.root.members.get('modules'), layer.root) };
}

/** What a layer says of modules from the side, as a layer of its own. */
function overlayOf(layer: ParsedLayer, users: ReadonlyMap<string, readonly string[]>): readonly ParsedLayer[] {
  const { members, origin } = layer.root;
  const words = layer.root.words && { words: layer.root.words };
  const modules = new Map<string, Map<string, Member>>();
  for (const [key, part] of OVERLAYS) {
    const overlay = members.get(key)?.value;
    for (const [user, section] of overlay?.kind === 'mapping' ? overlay.members : [])
      for (const name of users.get(user) ?? [])
        modules.set(name, (modules.get(name) ?? new Map<string, Member>()).set(part, section));
  }
  if (modules.size === 0) return [];
  const toMember = (inside: ReadonlyMap<string, Member>): Member => {
    const [first] = inside.values();
    const at = first?.key ?? origin;
    return { key: at, value: { kind: 'mapping', members: inside, origin: at, ...words } };
  };
  const all = new Map([...modules].map(([name, parts]) => [name, toMember(parts)] as const));
  return [{ ...layer, root: toRoot(toMember(all), { origin, ...words }) }];
}

function toRoot(modules: Member | undefined, like: Pick<MappingNode, 'origin' | 'words'>): MappingNode {
  const members = new Map(modules === undefined ? [] : [[MODULES_FILE, modules]]);
  return { kind: 'mapping', members, origin: like.origin, ...(like.words && { words: like.words }) };
}
