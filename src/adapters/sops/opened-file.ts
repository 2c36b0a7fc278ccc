/** A SOPS file with its values in plaintext: opening it, and sealing it again. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../app/ports/clock.ts';
import { describeMoment } from '../../core/calendar.ts';
import { unwrap } from '../../core/error.ts';
import { keepingCipher } from '../../core/sops/kept-values.ts';
import { toPlain, toValue, type ValueCipher } from '../../core/sops/leaf.ts';
import { newMetadata } from '../../core/sops/metadata.ts';
import type { EncryptionRule } from '../../core/sops/rules.ts';
import { openTree, sealTree } from '../../core/sops/tree-cipher.ts';
import { toTree } from '../../core/sops/tree-values.ts';
import { DATA_KEY_BYTES, sealDataKey } from './data-key.ts';
import { findDataKey } from './key-search.ts';
import { tampered } from './sops-failure.ts';
import { composeSopsFile, parseSopsFile, type SopsFile } from './sops-file.ts';
import { valueCipher } from './value-cipher.ts';

/** What the adapter takes from its surroundings. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'now'>;
}

/** The plaintext, and what it was sealed with. */
export interface OpenedFile extends SopsFile {
  readonly dataKey: Uint8Array;
  /** Knows the values that were opened, so that they keep their bytes. */
  readonly cipher: ValueCipher;
  /** Paths of the values that stood in clear text. */
  readonly clear: readonly string[];
}

/** @throws as `StateFiles.open`. */
export async function openFile(path: string, bytes: Uint8Array, { variables }: Surroundings): Promise<OpenedFile> {
  const { tree, metadata } = unwrap(await parseSopsFile(path, bytes));
  const dataKey = await findDataKey(path, metadata.age, variables);
  const cipher = keepingCipher(valueCipher(dataKey));
  const opened = openTree(tree, metadata.rule, cipher);
  if ('tampered' in opened) throw tampered(path, `the value of ${opened.tampered} is not what was encrypted there`);
  const mac = valueCipher(dataKey).open(metadata.mac, metadata.lastmodified);
  if (mac === undefined || toValue(mac) !== opened.mac) throw tampered(path, 'its MAC does not fit its values');
  return { tree: opened.tree, metadata, dataKey, cipher, clear: opened.clear };
}

/** A file without values and, as yet, without recipients. */
export function newFile(rule: EncryptionRule | undefined): OpenedFile {
  return withFreshKey({ tree: [toTree({})], metadata: newMetadata(rule), clear: [] });
}

/** The same under a data key that nobody has seen: no value keeps its bytes, and nobody can open it yet. */
export function withFreshKey(file: Omit<OpenedFile, 'dataKey' | 'cipher'>): OpenedFile {
  const dataKey = new Uint8Array(randomBytes(DATA_KEY_BYTES));
  return { ...file, metadata: { ...file.metadata, age: [] }, dataKey, cipher: valueCipher(dataKey) };
}

/** For these recipients. What is sealed to one already stays: only new ones change the file. @throws input `state/recipients`. */
export async function addressTo(file: OpenedFile, recipients: readonly string[]): Promise<OpenedFile> {
  const known = new Map(file.metadata.age.map((key) => [key.recipient, key]));
  const added = recipients.filter((recipient) => !known.has(recipient));
  for (const key of await sealDataKey(file.dataKey, added)) known.set(key.recipient, key);
  const age = recipients.flatMap((recipient) => known.get(recipient) ?? []);
  return { ...file, metadata: { ...file.metadata, age } };
}

/** The file as it is written now, and the paths of the values in clear text. */
export async function sealFile(
  path: string,
  { tree, metadata, cipher, dataKey }: OpenedFile,
  { clock }: Surroundings,
): Promise<{ readonly bytes: Uint8Array; readonly clear: readonly string[] }> {
  const sealed = sealTree(tree, metadata.rule, cipher);
  const check = openTree(sealed.tree, metadata.rule, valueCipher(dataKey));
  if ('tampered' in check || check.mac !== sealed.mac) throw new Error('what was just sealed does not open');
  const lastmodified = describeMoment(clock.now());
  const mac = cipher.seal(toPlain(sealed.mac), lastmodified);
  const bytes = await composeSopsFile(path, { tree: sealed.tree, metadata: { ...metadata, lastmodified, mac } });
  return { bytes, clear: sealed.clear };
}
