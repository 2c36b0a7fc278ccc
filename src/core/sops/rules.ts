/** Which values of a SOPS file are encrypted. */
import type { Json, JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { goRegex } from './go-regex.ts';

/** The words for it, in the metadata of a file and in `.sops.yaml`. At most one of them is used. */
export const RULE_NAMES = [
  'unencrypted_suffix',
  'encrypted_suffix',
  'unencrypted_regex',
  'encrypted_regex',
  'unencrypted_comment_regex',
  'encrypted_comment_regex',
] as const;

/** One of these words and what it says, `unencrypted_suffix` and `_unencrypted`; and whether the MAC leaves out what is in clear. */
export interface EncryptionRule {
  readonly name: (typeof RULE_NAMES)[number];
  readonly argument: string;
  readonly macOnlyEncrypted: boolean;
}

/** sops's own rule where nobody names one. */
export const DEFAULT_RULE: EncryptionRule = {
  name: 'unencrypted_suffix',
  argument: '_unencrypted',
  macOnlyEncrypted: false,
};

/** Where a value or comment stands. */
export interface Standing {
  /** The keys on the way to it; list indexes are none. */
  readonly path: readonly string[];
  /** The comments right before it, and before each list or mapping that it stands in; of a comment, itself too. */
  readonly comments: readonly (readonly string[])[];
  readonly isComment: boolean;
}

/** The rule that a mapping names. Issue: `state/rules` (two of them, or no regular expression). */
export function readRule(fields: JsonObject): Result<EncryptionRule> {
  const macOnlyEncrypted = fields['mac_only_encrypted'] === true;
  const named = RULE_NAMES.filter((name) => isPresent(fields[name]));
  const [name, second] = named;
  if (second !== undefined) return invalid({ code: 'state/rules', message: `${named.join(' and ')}: only one may be` });
  if (name === undefined) return valid({ ...DEFAULT_RULE, macOnlyEncrypted });
  const given = fields[name];
  if (typeof given === 'object') return invalid({ code: 'state/rules', message: `${name} is no text` });
  const argument = String(given);
  if (name.endsWith('_regex') && goRegex(argument) === undefined)
    return invalid({ code: 'state/rules', message: `${name} is no regular expression that we know: ${argument}` });
  return valid({ name, argument, macOnlyEncrypted });
}

/** True when what stands there is, or has to be, encrypted. @source getsops/sops 3.13, `sops.go`, `shouldBeEncrypted`. */
export function compileRule({ name, argument }: EncryptionRule): (standing: Standing) => boolean {
  const regex = name.endsWith('_regex') ? goRegex(argument) : undefined;
  const matches = (text: string) => regex?.(text) ?? text.endsWith(argument);
  const whenMatched = name.startsWith('encrypted');
  if (!name.includes('comment')) return ({ path }) => path.some(matches) === whenMatched;
  return ({ comments, isComment }) => {
    // The comment that turns encryption on stays readable itself.
    const asked =
      isComment && whenMatched ? [...comments.slice(0, -1), (comments.at(-1) ?? []).slice(0, -1)] : comments;
    return asked.some((texts) => texts.some(matches)) === whenMatched;
  };
}

/** False for what sops leaves out as empty. */
export function isPresent(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}
