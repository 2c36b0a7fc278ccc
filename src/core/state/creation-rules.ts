/** `.sops.yaml`: who a new file is encrypted to. */
import { isMap, parseDocument } from 'yaml';
import { fileOrigin, type Issue } from '../issue.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';

/** What of a rule could leave a part of a state file readable, or needs keys that are not age keys. */
const REFUSED = [
  ...['unencrypted_suffix', 'encrypted_suffix', 'unencrypted_regex', 'encrypted_regex'],
  ...['unencrypted_comment_regex', 'encrypted_comment_regex', 'mac_only_encrypted', 'shamir_threshold'],
];

/**
 * The age recipients of the first rule whose `path_regex` matches one of the paths (a rule without matches all), each
 * once; undefined when no rule does.
 *
 * Issues: `state/rules` (out of form), `state/recipients` (the rule has no age recipient, or wants what a state file
 * cannot have).
 *
 * @param shown The `.sops.yaml` as the user can open it.
 * @param paths The file to be, as it may be written from the folder of the `.sops.yaml`.
 * @source getsops/sops 3.13, `config/config.go`, `parseCreationRuleForFile`.
 */
export function chooseRecipients(
  text: string,
  shown: string,
  paths: readonly string[],
): Result<readonly string[] | undefined> {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined || !(document.contents === null || isMap(document.contents)))
    return invalid(
      issue('state/rules', error?.message.split('\n')[0] ?? 'this is no mapping', shown, error?.linePos?.[0]),
    );
  const rules = (document.toJSON() as JsonObject | null)?.['creation_rules'] ?? [];
  if (!Array.isArray(rules)) return invalid(issue('state/rules', 'creation_rules is no list', shown));
  for (const [index, rule] of rules.entries()) {
    if (!isObject(rule)) return invalid(issue('state/rules', `rule ${index + 1} is no mapping`, shown));
    const matches = matcher(rule['path_regex']);
    if (matches === undefined)
      return invalid(issue('state/rules', `path_regex of rule ${index + 1} is no regular expression`, shown));
    if (paths.some(matches)) return readRecipients(rule, index + 1, shown);
  }
  return valid(undefined);
}

function matcher(regex: Json | undefined): ((path: string) => boolean) | undefined {
  if (regex === undefined || regex === null || regex === '') return () => true;
  // Go writes flags in front, JavaScript behind.
  const [, flags = '', source = ''] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(String(regex)) ?? [];
  try {
    const expression = new RegExp(source, flags);
    return (path) => expression.test(path);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readRecipients(rule: JsonObject, number: number, shown: string): Result<readonly string[]> {
  const refused = REFUSED.find(
    (key) => rule[key] !== undefined && rule[key] !== '' && rule[key] !== false && rule[key] !== 0,
  );
  if (refused !== undefined)
    return invalid(
      issue('state/recipients', `rule ${number} has ${refused}, but a state file is encrypted whole`, shown),
    );
  const groups = Array.isArray(rule['key_groups']) ? rule['key_groups'] : [];
  if (groups.length > 1)
    return invalid(
      issue('state/recipients', `rule ${number} splits the key among groups, which is not supported`, shown),
    );
  const [group] = groups;
  const given = isObject(group) ? group['age'] : rule['age'];
  const recipients = Array.isArray(given) ? given : [given ?? ''];
  const words = recipients.flatMap((item) => String(item).split(',')).map((word) => word.trim());
  const named = [...new Set(words.filter((word) => word !== ''))];
  const foreign = named.find((word) => !word.startsWith('age1'));
  if (foreign !== undefined)
    return invalid(issue('state/recipients', `rule ${number}: "${foreign}" is no age recipient (age1…)`, shown));
  if (named.length > 0) return valid(named);
  return invalid(issue('state/recipients', `rule ${number} has no age recipients`, shown));
}

function issue(
  code: string,
  message: string,
  shown: string,
  place?: { readonly line: number; readonly col: number },
): Issue {
  return { code, message, origin: fileOrigin(shown, place?.line, place?.col) };
}
