/** `.sops.yaml`: who a new file is encrypted to, and by which rule. */
import { type Document, visit } from 'yaml';
import { NodeReader } from '../definition/node-reader.ts';
import { type MappingNode, toJson } from '../definition/value-node.ts';
import type { FileOrigin, Issue } from '../issue.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { goRegex } from './go-regex.ts';
import { type EncryptionRule, isPresent, readRule } from './rules.ts';

/** What the first rule that matches a file says. */
export interface Creation {
  /** Each once, in the order written: `age1…`, or a public SSH key. */
  readonly recipients: readonly string[];
  readonly rule: EncryptionRule;
  /** What the file calls recipients: YAML anchors (`- &alice age1…`), by recipient. */
  readonly names: ReadonlyMap<string, string>;
  /** Where the rule stands. */
  readonly origin: FileOrigin;
}

/** Other kinds of keys, which only sops itself can use. */
const FOREIGN = ['pgp', 'kms', 'gcp_kms', 'hckms', 'azure_keyvault', 'hc_vault', 'hc_vault_transit_uri', 'plugins'];

/**
 * What the first rule says whose `path_regex` matches one of the paths (a rule without matches all); undefined when no
 * rule does.
 *
 * Issues: `state/rules` (out of form), `state/recipients` (no age recipient, another kind of key, a key split among
 * groups).
 *
 * @param shown The `.sops.yaml` as the user can open it.
 * @param paths The file to be, as it may be written from the folder of the `.sops.yaml`.
 * @source getsops/sops 3.13, `config/config.go`, `parseCreationRuleForFile`.
 */
export function chooseCreation(text: string, shown: string, paths: readonly string[]): Result<Creation | undefined> {
  const read = readText(text, shown);
  if (!read.ok) return invalid(...read.issues.map((each) => ({ ...each, code: 'state/rules' })));
  const { root, document } = read.value;
  const rules = root.members.get('creation_rules')?.value;
  if (rules === undefined || (rules.kind === 'scalar' && rules.value === null)) return valid(undefined);
  if (rules.kind !== 'list')
    return invalid({ code: 'state/rules', message: 'creation_rules is no list', origin: rules.origin });
  for (const [index, node] of rules.items.entries()) {
    const { origin } = node;
    const chosen = readCreation(toJson(node), paths, { number: index + 1, origin });
    if (!chosen.ok) return chosen;
    if (chosen.value !== undefined) return valid({ ...chosen.value, names: namesIn(document), origin });
  }
  return valid(undefined);
}

interface Place {
  /** Counted from 1. */
  readonly number: number;
  readonly origin: FileOrigin;
}

type Text = { readonly root: MappingNode; readonly document: Document };

function readText(text: string, shown: string): Result<Text> {
  const read = readYaml({ text, file: shown, area: 'state', schema: 'core' });
  if (!read.ok) return read;
  const reader = new NodeReader(read.value, { area: 'state', thing: shown });
  const root = reader.readRoot();
  if (reader.issues.length > 0) return invalid(...reader.issues);
  return valid({ root, document: read.value.document });
}

function readCreation(
  rule: Json,
  paths: readonly string[],
  place: Place,
): Result<Pick<Creation, 'recipients' | 'rule'> | undefined> {
  const refuse = (message: string) => invalid(refusal('state/rules', message, place));
  if (!isObject(rule)) return refuse('is no mapping');
  const regex = rule['path_regex'];
  const matches = isPresent(regex) ? goRegex(textOf(regex)) : () => true;
  if (matches === undefined) return refuse('has a path_regex that is no regular expression');
  if (!paths.some(matches)) return valid(undefined);
  const recipients = readRecipients(rule, place);
  const encryption = readRule(rule);
  if (recipients.ok && encryption.ok) return valid({ recipients: recipients.value, rule: encryption.value });
  const wrong = encryption.ok
    ? []
    : encryption.issues.map((one) => refusal(one.code, `is wrong: ${one.message}`, place));
  return invalid(...(recipients.ok ? [] : recipients.issues), ...wrong);
}

function readRecipients(rule: JsonObject, place: Place): Result<readonly string[]> {
  const refuse = (message: string) => invalid(refusal('state/recipients', message, place));
  const groups = Array.isArray(rule['key_groups']) ? rule['key_groups'].filter(isObject) : [];
  if (groups.length > 1 || Number(textOf(rule['shamir_threshold'])) > 1)
    return refuse('splits the key among groups (Shamir), which is not supported: name all recipients in one list');
  const members = groups.length === 0 ? [rule] : groups.flatMap(withMerged);
  const foreign = FOREIGN.find((kind) => members.some((member) => isPresent(member[kind])));
  const words = members.flatMap((member) => listOf(member['age']).flatMap((item) => textOf(item).split(',')));
  const named = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
  const strange = named.find((word) => !/^(?:age1|ssh-ed25519 )/.test(word));
  if (strange !== undefined) return refuse(`names "${strange}", which is no age recipient (age1… or ssh-ed25519 …)`);
  if (foreign !== undefined) return refuse(`names ${foreign} keys: files with them can only be made by sops itself`);
  return named.length > 0 ? valid(named) : refuse('has no age recipients');
}

function withMerged(group: JsonObject): readonly JsonObject[] {
  return [...listOf(group['merge']).filter(isObject).flatMap(withMerged), group];
}

/** What is no text is none that could be meant: as JSON it is told back to whoever wrote it. */
function textOf(value: Json | undefined): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

function listOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function namesIn(document: Document): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  visit(document, {
    Scalar: (_, { anchor, value }) => {
      if (anchor !== undefined && typeof value === 'string') names.set(value.trim(), anchor);
    },
  });
  return names;
}

function refusal(code: string, what: string, { number, origin }: Place): Issue {
  return { code, message: `rule ${number} ${what}`, origin };
}
