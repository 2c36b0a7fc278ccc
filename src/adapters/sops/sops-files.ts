/** SOPS files with age recipients, byte-compatible with the real `sops`. */
import { randomBytes } from 'node:crypto';
import { Document, parseAllDocuments } from 'yaml';
import type { Clock } from '../../app/ports/clock.ts';
import type { StateFiles } from '../../app/ports/state-files.ts';
import { describeMoment } from '../../core/calendar.ts';
import { inputFailure, operationFailure, unwrap } from '../../core/error.ts';
import { fileOrigin } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import { openDocument } from '../../core/state/sops-document.ts';
import { clearTextOf, editDocument } from '../../core/state/sops-edit.ts';
import { toPlain, toValue } from '../../core/state/sops-leaf.ts';
import { defaultEncrypts, readMetadata, type SealedKey, type SopsMetadata } from '../../core/state/sops-rules.ts';
import { askForKeys, findKeys, userFile } from './age-keys.ts';
import { DATA_KEY_BYTES, openDataKey, recipientOf, sealDataKey } from './data-key.ts';
import { writeMetadata, writeText } from './metadata.ts';
import { valueCipher } from './value-cipher.ts';

/** What the adapter takes from its surroundings. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Opens and seals with the keys that the environment leads to. */
export function sopsFiles(surroundings: Surroundings): StateFiles {
  return {
    open: async (path, bytes) => (await open(path, bytes, surroundings)).value,
    seal: (path, value, sealing) => seal(path, value, sealing, surroundings),
    ownRecipients: () => ownRecipients(surroundings),
  };
}

interface Opened {
  readonly document: Document;
  readonly metadata: SopsMetadata;
  readonly dataKey: Uint8Array;
  readonly value: JsonObject;
}

async function open(path: string, bytes: Uint8Array, surroundings: Surroundings): Promise<Opened> {
  const document = parse(path, bytes);
  const metadata = unwrap(atFile(path, readMetadata(document)));
  const dataKey = await findDataKey(path, metadata.age, surroundings);
  const cipher = valueCipher(dataKey);
  const opened = openDocument(document, metadata, cipher);
  if ('tampered' in opened) throw tampered(path, `the value of ${opened.tampered} is not what was encrypted there`);
  const mac = cipher.open(metadata.mac, metadata.lastmodified);
  if (mac === undefined || toValue(mac) !== opened.mac) throw tampered(path, 'its MAC does not fit its values');
  return { document, metadata, dataKey, value: opened.value };
}

type Sealing = Parameters<StateFiles['seal']>[2];

async function seal(
  path: string,
  value: JsonObject,
  sealing: Sealing,
  surroundings: Surroundings,
): Promise<Uint8Array> {
  const before = sealing.previous === undefined ? undefined : await open(path, sealing.previous, surroundings);
  const document = before?.document ?? new Document({});
  const dataKey = before?.dataKey ?? new Uint8Array(randomBytes(DATA_KEY_BYTES));
  const rules = before?.metadata ?? { encrypts: defaultEncrypts, macOnlyEncrypted: false };
  const cipher = valueCipher(dataKey);
  edit(path, value, { document, cipher, encrypts: rules.encrypts });
  const opened = openDocument(document, rules, cipher);
  if ('tampered' in opened) throw new Error('what was just sealed does not open');
  const lastmodified = describeMoment(surroundings.clock.now());
  const mac = cipher.seal(toPlain(opened.mac), lastmodified);
  const sealed = before?.metadata.age ?? [];
  const age = sealing.recipients === undefined ? sealed : await sealKeys(dataKey, sealing.recipients, sealed);
  writeMetadata(document, { age, lastmodified, mac });
  return new TextEncoder().encode(writeText(document));
}

function edit(path: string, value: JsonObject, editing: Parameters<typeof editDocument>[1]): void {
  try {
    editDocument(value, editing);
  } catch (error) {
    const clearText = clearTextOf(error);
    if (clearText === undefined) throw error;
    throw inputFailure({
      code: 'state/clear-text',
      message: `${clearText} would be written in clear text, by the rule in the file's own sops mapping`,
      hint: 'give it another name, or encrypt the file with another rule',
      origin: fileOrigin(path),
    });
  }
}

/** Keeps what is sealed to a recipient already: only new recipients change the file. */
async function sealKeys(
  dataKey: Uint8Array,
  recipients: readonly string[],
  before: readonly SealedKey[],
): Promise<readonly SealedKey[]> {
  const known = new Map(before.map((key) => [key.recipient, key]));
  const added = await sealDataKey(
    dataKey,
    recipients.filter((recipient) => !known.has(recipient)),
  );
  for (const key of added) known.set(key.recipient, key);
  return recipients.flatMap((recipient) => known.get(recipient) ?? []);
}

async function ownRecipients({ variables }: Surroundings): Promise<readonly string[]> {
  const found = await findKeys(variables);
  const keys = found.keys.length > 0 ? found.keys : (await askForKeys(variables, '')).keys;
  return [...new Set(await Promise.all(keys.map(recipientOf)))];
}

async function findDataKey(
  path: string,
  sealed: readonly SealedKey[],
  { variables }: Surroundings,
): Promise<Uint8Array> {
  const found = await findKeys(variables);
  const problems = [...found.problems];
  const opened = await openDataKey(sealed, found.keys);
  if (opened !== undefined) return opened;
  for (const key of sealed) {
    const asked = await askForKeys(variables, key.recipient);
    problems.push(...asked.problems);
    const byCommand = await openDataKey([key], asked.keys);
    if (byCommand !== undefined) return byCommand;
  }
  throw noKey(path, sealed, [...new Set(problems)], userFile(variables));
}

function noKey(path: string, sealed: readonly SealedKey[], problems: readonly string[], file: string) {
  const recipients = sealed.map(({ recipient }) => recipient).join(', ');
  const trouble = problems.length === 0 ? '' : ` (${problems.join('; ')})`;
  return operationFailure({
    code: 'state/no-key',
    message: `no key here opens ${path}: it is encrypted to ${recipients === '' ? 'no age recipient' : recipients}${trouble}`,
    target: path,
    retry: 'never',
    next: `put the key of one of these recipients into SOPS_AGE_KEY, a file that SOPS_AGE_KEY_FILE names, or ${file}`,
  });
}

function tampered(path: string, why: string) {
  return operationFailure({
    code: 'state/tampered',
    message: `${path} was changed by other means than sops: ${why}`,
    target: path,
    retry: 'never',
    next: 'look at its history, and bring the last good version back',
  });
}

function parse(path: string, bytes: Uint8Array): Document {
  const documents = parseAllDocuments(new TextDecoder().decode(bytes));
  const [first] = Array.isArray(documents) ? documents : [];
  if (first === undefined || documents.length !== 1 || first.errors.length > 0)
    throw inputFailure({
      code: 'state/not-sops',
      message: 'this is no single YAML document',
      origin: fileOrigin(path),
    });
  return first;
}

function atFile<T extends ReturnType<typeof readMetadata>>(path: string, result: T) {
  if (result.ok) return result;
  return { ...result, issues: result.issues.map((issue) => ({ ...issue, origin: fileOrigin(path) })) };
}
