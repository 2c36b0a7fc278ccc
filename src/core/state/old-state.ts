/** The plain state of Facsimile 1.1.1, `state.json` or `state.yaml` (F-42), and taking it over once. */
import type { MappingNode, Member, ValueNode } from '../definition/value-node.ts';
import type { FileOrigin, Issue } from '../issue.ts';
import { describePath } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { reveal, type Secret, secret } from '../secret.ts';
import type { State } from './state.ts';
import { isUiid } from './uiids.ts';

/** What it holds, each with where it stands. */
export interface OldState {
  readonly passwords: ReadonlyMap<string, Kept<Secret<string>>>;
  /** By the name of the clone. */
  readonly uiids: ReadonlyMap<string, Kept<number>>;
}

/** A value and its place in the file. */
export interface Kept<T> {
  readonly value: T;
  readonly origin: FileOrigin;
}

/**
 * Reads `{"passwd": {user: password}, "instances": {"inmap": {name: {uiid, …}}, "uiidmap": {"1": {instance_name, …}}}}`.
 * Issue: `state/old-form`, once for every value that is not so; values are never in it.
 */
export function parseOldState(root: MappingNode): Result<OldState> {
  const reader = new OldStateReader();
  const old = reader.read(root);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid(old);
}

/**
 * What of the old state is not in the new one yet. Issue: `state/other-value` for every key that has another value
 * there: nothing of either is lost by accident.
 */
export function missingFrom(state: State | undefined, old: OldState): Result<OldState> {
  const issues: Issue[] = [];
  const clash = (path: string, message: string, origin: FileOrigin) =>
    issues.push({ code: 'state/other-value', message: `${path} ${message}`, path, origin });
  const passwords = [...old.passwords].filter(([name, { value, origin }]) => {
    const there = state?.passwords.get(name);
    if (there !== undefined && reveal(there) !== reveal(value))
      clash(`passwd.${name}`, 'has another value in the state', origin);
    return there === undefined;
  });
  const uiids = [...old.uiids].filter(([name, { value, origin }]) => {
    const there = state?.uiids.get(name);
    const owner = [...(state?.uiids ?? [])].find(([, uiid]) => uiid === value)?.[0];
    if (there !== undefined && there !== value)
      clash(`uiids.${name}`, `is ${there} in the state, not ${value}`, origin);
    else if (owner !== undefined && owner !== name)
      clash(`uiids.${name}`, `is ${value}, which is the number of ${owner} in the state`, origin);
    return there === undefined;
  });
  if (issues.length > 0) return invalid(...issues);
  return valid({ passwords: new Map(passwords), uiids: new Map(uiids) });
}

type Path = readonly string[];

/** How a value is taken, and what is wrong with one that cannot be. */
interface Taking<T> {
  readonly take: (node: ValueNode) => Kept<T> | undefined;
  readonly otherwise: string;
}

class OldStateReader {
  readonly issues: Issue[] = [];

  read(root: MappingNode): OldState {
    const { passwd, instances } = this.section({ key: root.origin, value: root }, [], ['passwd', 'instances']);
    const { inmap, uiidmap } = this.section(instances, ['instances'], ['inmap', 'uiidmap']);
    const passwords = this.each(passwd, ['passwd'], { take: textIn, otherwise: 'is no text' });
    const uiids = this.each(inmap, ['instances', 'inmap'], { take: uiidIn, otherwise: 'has no uiid from 1 to 255' });
    this.compare(uiidmap, uiids);
    return { passwords, uiids };
  }

  /** The members of a mapping that may have these and no others. */
  private section(member: Member | undefined, at: Path, keys: readonly string[]): Record<string, Member> {
    const members = this.members(member, at);
    for (const [key, { key: origin }] of members)
      if (!keys.includes(key)) this.refuse([...at, key], 'is unknown', { origin, hint: hintFor(key, at, keys) });
    return Object.fromEntries(members);
  }

  private each<T>(member: Member | undefined, at: Path, { take, otherwise }: Taking<T>) {
    const taken = new Map<string, Kept<T>>();
    for (const [name, { value }] of this.members(member, at)) {
      const kept = take(value);
      if (kept === undefined) this.refuse([...at, name], otherwise, value);
      else taken.set(name, kept);
    }
    return taken;
  }

  /** Both maps say the same; one that was changed by hand may not. */
  private compare(uiidmap: Member | undefined, uiids: ReadonlyMap<string, Kept<number>>): void {
    const owners = new Map<number, string>();
    for (const [name, { value, origin }] of uiids) {
      const owner = owners.get(value);
      if (owner !== undefined) this.refuse(['instances', 'inmap', name], `has the number of ${owner}`, { origin });
      owners.set(value, name);
    }
    for (const [uiid, { value }] of this.members(uiidmap, ['instances', 'uiidmap'])) {
      const name = value.kind === 'mapping' ? value.members.get('instance_name')?.value : undefined;
      const said = name?.kind === 'scalar' ? name.value : undefined;
      if (said !== owners.get(Number(uiid)) || said === undefined)
        this.refuse(['instances', 'uiidmap', uiid], 'does not say the same as inmap', value);
    }
  }

  private members(member: Member | undefined, at: Path): ReadonlyMap<string, Member> {
    const node = member?.value;
    if (node?.kind === 'mapping') return node.members;
    if (node !== undefined && !(node.kind === 'scalar' && node.value === null)) this.refuse(at, 'is no mapping', node);
    return new Map();
  }

  private refuse(
    at: Path,
    what: string,
    { origin, hint }: { readonly origin: FileOrigin; readonly hint?: string },
  ): void {
    const path = describePath(at);
    const issue: Issue = { code: 'state/old-form', message: `${path} ${what}`, path, origin };
    this.issues.push(hint === undefined ? issue : { ...issue, hint });
  }
}

function hintFor(key: string, at: Path, known: readonly string[]): string {
  if (key === 'sops' && at.length === 0) return 'this file is encrypted already: copy it to its place instead';
  return `${at.length === 0 ? 'a state of Facsimile 1.1.1' : describePath(at)} has ${known.join(' and ')}`;
}

function textIn(node: ValueNode): Kept<Secret<string>> | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return undefined;
  return { value: secret(node.value), origin: node.origin };
}

function uiidIn(node: ValueNode): Kept<number> | undefined {
  const found = node.kind === 'mapping' ? node.members.get('uiid')?.value : undefined;
  if (found?.kind !== 'scalar') return undefined;
  const number = typeof found.value === 'string' && /^\d{1,3}$/.test(found.value) ? Number(found.value) : found.value;
  return isUiid(number) ? { value: number, origin: found.origin } : undefined;
}
