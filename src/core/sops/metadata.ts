/** The `sops:` mapping of a file: who can open it, by which rule it was encrypted, and its MAC. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { plainOf } from './leaf.ts';
import { DEFAULT_RULE, type EncryptionRule, isPresent, RULE_NAMES, readRule } from './rules.ts';
import { type Branch, type Member, memberOf, type TreeNode } from './tree.ts';
import { toJson, toTree } from './tree-values.ts';

/** A recipient and the data key encrypted to it, as an armored age file. */
export interface SealedKey {
  readonly recipient: string;
  readonly enc: string;
}

/** The mapping, read. */
export interface SopsMetadata {
  readonly age: readonly SealedKey[];
  /** Other kinds of keys that open the file too: `pgp`, `kms`. */
  readonly foreign: readonly string[];
  readonly lastmodified: string;
  readonly mac: string;
  readonly rule: EncryptionRule;
  /** What else stands there, kept as it is. */
  readonly rest: readonly Member[];
}

/** The format version that we write: the release of sops whose files these are like. */
const SOPS_VERSION = '3.13.0';

const FOREIGN = ['pgp', 'kms', 'gcp_kms', 'hckms', 'azure_kv', 'hc_vault', 'plugins'];
const OWN: readonly string[] = ['age', 'lastmodified', 'mac', 'mac_only_encrypted', 'key_groups', ...RULE_NAMES];

/**
 * Issues: `state/not-sops` (no `sops:` mapping), `state/unsupported` (a key split among groups, no age recipient),
 * `state/rules`.
 * @source getsops/sops 3.13, `stores/stores.go`.
 */
export function readMetadata(branch: Branch | undefined): Result<SopsMetadata> {
  const node = branch === undefined ? undefined : memberOf(branch, 'sops');
  const sops = node?.kind === 'branch' ? toJson(node) : {};
  const { mac, lastmodified } = sops;
  if (node?.kind !== 'branch' || typeof mac !== 'string' || typeof lastmodified !== 'string')
    return invalid({ code: 'state/not-sops', message: 'this is no file that sops encrypted' });
  const keys = readKeys(sops);
  if (!keys.ok) return keys;
  const rule = readRule(sops);
  if (!rule.ok) return rule;
  const rest = node.items.filter((item): item is Member => item.kind === 'member' && !OWN.includes(item.key));
  return valid({ ...keys.value, lastmodified, mac, rule: rule.value, rest });
}

/** The metadata of a file that is made now. */
export function newMetadata(rule: EncryptionRule | undefined): SopsMetadata {
  const rest: Member = { kind: 'member', key: 'version', value: text(SOPS_VERSION) };
  return { age: [], foreign: [], lastmodified: '', mac: '', rule: rule ?? DEFAULT_RULE, rest: [rest] };
}

/** The mapping as sops writes it: keys in alphabetical order. */
export function writeMetadata({ age, lastmodified, mac, rule, rest }: SopsMetadata): Branch {
  const own: JsonObject = {
    age: age.map(({ recipient, enc }) => ({ enc: enc.endsWith('\n') ? enc : `${enc}\n`, recipient })),
    lastmodified,
    mac,
    [rule.name]: rule.argument,
    ...(rule.macOnlyEncrypted ? { mac_only_encrypted: true } : {}),
  };
  const items = [...toTree(own).items, ...rest] as Member[];
  return { kind: 'branch', items: items.sort((a, b) => (a.key < b.key ? -1 : 1)) };
}

function readKeys(sops: JsonObject): Result<Pick<SopsMetadata, 'age' | 'foreign'>> {
  const groups = list(sops['key_groups']).filter(isObject);
  if (groups.length > 1)
    return unsupported(`its key is split among ${groups.length} groups (Shamir), which only sops itself can open`);
  const [group] = groups;
  const all = [sops, ...(group === undefined ? [] : [group])];
  const age = all.flatMap((one) => list(one['age'])).flatMap(toSealedKey);
  const foreign = FOREIGN.filter((kind) => all.some((one) => isPresent(one[kind])));
  if (age.length > 0) return valid({ age, foreign });
  return unsupported(
    foreign.length === 0 ? 'it has no recipient at all' : `only ${foreign.join(' and ')} keys open it, and no age key`,
    'add an age recipient with the program sops: sops rotate --add-age RECIPIENT -i FILE',
  );
}

function unsupported(message: string, hint?: string) {
  return invalid({ code: 'state/unsupported', message, ...(hint === undefined ? {} : { hint }) });
}

function toSealedKey(value: Json): SealedKey[] {
  if (!isObject(value) || typeof value['recipient'] !== 'string' || typeof value['enc'] !== 'string') return [];
  return [{ recipient: value['recipient'], enc: value['enc'] }];
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function text(content: string): TreeNode {
  return { kind: 'leaf', plain: plainOf('str', content) };
}
