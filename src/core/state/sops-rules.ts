/** Which values of a SOPS file are encrypted, and its metadata. */
import { type Document, isMap, isScalar, type YAMLMap } from 'yaml';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';

/** A recipient and the data key encrypted to it, as an armored age file. */
export interface SealedKey {
  readonly recipient: string;
  readonly enc: string;
}

/** The part of the `sops:` mapping that we read. */
export interface SopsMetadata {
  readonly age: readonly SealedKey[];
  readonly lastmodified: string;
  readonly mac: string;
  readonly macOnlyEncrypted: boolean;
  /** True when the value at these keys is, or has to be, encrypted. List indexes are no keys. */
  readonly encrypts: (path: readonly string[]) => boolean;
}

type Rule = (key: string, argument: string) => boolean;

/** At most one of these is in a file; each says of the keys on the way to a value whether one of them matches. */
const RULES: Readonly<Record<string, { readonly matches: Rule; readonly whenMatched: boolean }>> = {
  unencrypted_suffix: { matches: (key, suffix) => key.endsWith(suffix), whenMatched: false },
  encrypted_suffix: { matches: (key, suffix) => key.endsWith(suffix), whenMatched: true },
  unencrypted_regex: { matches: (key, regex) => new RegExp(regex).test(key), whenMatched: false },
  encrypted_regex: { matches: (key, regex) => new RegExp(regex).test(key), whenMatched: true },
};

/** sops's own default when a file names no rule. */
const DEFAULT_RULE = { name: 'unencrypted_suffix', argument: '_unencrypted' };

/** What sops can do and we do not: rules by comments, and data keys split among groups. */
const UNSUPPORTED = ['encrypted_comment_regex', 'unencrypted_comment_regex', 'key_groups', 'shamir_threshold'];

/**
 * The metadata of a SOPS file. Issues: `state/not-sops` (no `sops:` mapping in it), `state/unsupported`.
 * @source getsops/sops 3.13, `stores/stores.go`.
 */
export function readMetadata(document: Document): Result<SopsMetadata> {
  const sops = isMap(document.contents) ? metadataNode(document.contents)?.toJSON() : undefined;
  if (!isObject(sops) || typeof sops['mac'] !== 'string' || typeof sops['lastmodified'] !== 'string')
    return invalid({ code: 'state/not-sops', message: 'this is no file that sops encrypted' });
  const foreign = UNSUPPORTED.find((key) => present(sops[key]));
  if (foreign !== undefined)
    return invalid({
      code: 'state/unsupported',
      message: `a SOPS file with ${foreign} is not supported by this version`,
    });
  return valid({
    age: list(sops['age']).flatMap(toSealedKey),
    lastmodified: sops['lastmodified'],
    mac: sops['mac'],
    macOnlyEncrypted: sops['mac_only_encrypted'] === true,
    encrypts: ruleOf(sops),
  });
}

/** The `sops:` mapping itself. */
export function metadataNode(root: YAMLMap): YAMLMap | undefined {
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === 'sops');
  return isMap(pair?.value) ? pair.value : undefined;
}

/** The rule of a new file: all is encrypted but what is named `…_unencrypted`. */
export function defaultEncrypts(path: readonly string[]): boolean {
  return ruleOf({})(path);
}

function ruleOf(sops: JsonObject): (path: readonly string[]) => boolean {
  const name = Object.keys(RULES).find((rule) => present(sops[rule])) ?? DEFAULT_RULE.name;
  const rule = RULES[name];
  const argument = present(sops[name]) ? String(sops[name]) : DEFAULT_RULE.argument;
  return (path) => {
    const matched = path.some((key) => rule?.matches(key, argument) ?? false);
    return matched === (rule?.whenMatched ?? false);
  };
}

function toSealedKey(value: Json): SealedKey[] {
  if (!isObject(value) || typeof value['recipient'] !== 'string' || typeof value['enc'] !== 'string') return [];
  return [{ recipient: value['recipient'], enc: value['enc'] }];
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function present(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
