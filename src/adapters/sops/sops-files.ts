/** SOPS files with age recipients, byte-compatible with the real `sops`. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../app/ports/clock.ts';
import type { StateFiles } from '../../app/ports/state-files.ts';
import { describeMoment } from '../../core/calendar.ts';
import { inputFailure, unwrap } from '../../core/error.ts';
import { fileOrigin } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import { valid } from '../../core/result.ts';
import { keepingCipher } from '../../core/sops/kept-values.ts';
import { toPlain, toValue, type ValueCipher } from '../../core/sops/leaf.ts';
import { newMetadata, type SealedKey } from '../../core/sops/metadata.ts';
import { memberOf, type Tree } from '../../core/sops/tree.ts';
import { openTree, sealTree } from '../../core/sops/tree-cipher.ts';
import { mergeTree, toJson, toTree } from '../../core/sops/tree-values.ts';
import { DATA_KEY_BYTES, sealDataKey } from './data-key.ts';
import { findDataKey, ownRecipients } from './key-search.ts';
import { otherKeys, tampered } from './sops-failure.ts';
import { composeSopsFile, parseSopsFile, readTree, type SopsFile, writeTree } from './sops-file.ts';
import { valueCipher } from './value-cipher.ts';

/** What the adapter takes from its surroundings. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Opens and seals with the keys that the environment leads to. */
export function sopsFiles(surroundings: Surroundings): StateFiles {
  const openFile = (path: string, bytes: Uint8Array) => open(path, bytes, surroundings);
  const changed = (path: string, opened: Opened, tree: Tree) => reseal(path, { ...opened, tree }, opened, surroundings);
  return {
    open: async (path, bytes) => toJson((await openFile(path, bytes)).tree[0] ?? toTree({})),
    seal: async (path, value, { previous, recipients, ...sealing }) => {
      const rule = 'rule' in sealing ? sealing.rule : undefined;
      const before = previous === undefined ? makeFile(rule) : await openFile(path, previous);
      const age = recipients === undefined ? undefined : await sealKeys(before, recipients);
      const opened = age === undefined ? before : { ...before, metadata: { ...before.metadata, age } };
      return changed(path, opened, mergeFirst(opened.tree, value));
    },
    openText: async (path, bytes) => writeTree(path, (await openFile(path, bytes)).tree),
    sealText: async (path, text, previous) => {
      const before = await openFile(path, previous);
      const tree = await readPlainTree(path, text);
      const isSame = (await writeTree(path, tree)) === (await writeTree(path, before.tree));
      return isSame ? undefined : changed(path, before, tree);
    },
    rotate: async (path, bytes) => {
      const before = await openFile(path, bytes);
      if (before.metadata.foreign.length > 0) throw otherKeys(path, before.metadata.foreign);
      const fresh = { ...before, ...freshKey() };
      const recipients = before.metadata.age.map(({ recipient }) => recipient);
      const age = await sealDataKey(fresh.dataKey, recipients);
      return changed(path, { ...fresh, metadata: { ...before.metadata, age } }, before.tree);
    },
    rewrap: async (path, bytes, recipients) => {
      const opened = await openFile(path, bytes);
      const { tree, metadata } = unwrap(await parseSopsFile(path, bytes));
      return composeSopsFile(path, { tree, metadata: { ...metadata, age: await sealKeys(opened, recipients) } });
    },
    inspect: async (path, bytes) => {
      const file = await parseSopsFile(path, bytes);
      if (!file.ok) return file;
      const { age, foreign, lastmodified } = file.value.metadata;
      return valid({ recipients: age.map(({ recipient }) => recipient), foreign, changedAt: lastmodified });
    },
    ownRecipients: () => ownRecipients(surroundings.variables),
  };
}

/** A file with its values in plaintext, and what sealed them. */
interface Opened extends SopsFile {
  readonly dataKey: Uint8Array;
  /** Knows the values that were opened, so that they keep their bytes. */
  readonly cipher: ValueCipher;
  /** Paths of values that stood in clear. */
  readonly clear: ReadonlySet<string>;
}

async function open(path: string, bytes: Uint8Array, { variables }: Surroundings): Promise<Opened> {
  const { tree, metadata } = unwrap(await parseSopsFile(path, bytes));
  const dataKey = await findDataKey(path, metadata.age, variables);
  const cipher = keepingCipher(valueCipher(dataKey));
  const opened = openTree(tree, metadata.rule, cipher);
  if ('tampered' in opened) throw tampered(path, `the value of ${opened.tampered} is not what was encrypted there`);
  const mac = valueCipher(dataKey).open(metadata.mac, metadata.lastmodified);
  if (mac === undefined || toValue(mac) !== opened.mac) throw tampered(path, 'its MAC does not fit its values');
  return { tree: opened.tree, metadata, dataKey, cipher, clear: new Set(opened.clear) };
}

function makeFile(rule: Parameters<typeof newMetadata>[0]): Opened {
  return { tree: [toTree({})], metadata: newMetadata(rule), clear: new Set(), ...freshKey() };
}

function freshKey(): Pick<Opened, 'dataKey' | 'cipher'> {
  const dataKey = new Uint8Array(randomBytes(DATA_KEY_BYTES));
  return { dataKey, cipher: valueCipher(dataKey) };
}

async function reseal(path: string, file: Opened, before: Opened, { clock }: Surroundings): Promise<Uint8Array> {
  const { metadata, cipher, dataKey } = file;
  const sealed = sealTree(file.tree, metadata.rule, cipher);
  const shown = sealed.clear.filter((place) => !before.clear.has(place));
  if (shown.length > 0) throw clearText(path, shown);
  const check = openTree(sealed.tree, metadata.rule, valueCipher(dataKey));
  if ('tampered' in check || check.mac !== sealed.mac) throw new Error('what was just sealed does not open');
  const lastmodified = describeMoment(clock.now());
  const mac = cipher.seal(toPlain(sealed.mac), lastmodified);
  return composeSopsFile(path, { tree: sealed.tree, metadata: { ...metadata, lastmodified, mac } });
}

async function readPlainTree(path: string, text: string): Promise<Tree> {
  const tree = unwrap(await readTree(path, new TextEncoder().encode(text)));
  if (tree.every((branch) => memberOf(branch, 'sops') === undefined)) return tree;
  const message = 'the key sops is taken: sops keeps its own notes there';
  throw inputFailure({ code: 'state/form', message, origin: fileOrigin(path) });
}

function mergeFirst([first = toTree({}), ...more]: Tree, value: JsonObject): Tree {
  return [mergeTree(first, value), ...more];
}

/** Keeps what is sealed to a recipient already: only new recipients change the file. */
async function sealKeys({ dataKey, metadata }: Opened, recipients: readonly string[]): Promise<readonly SealedKey[]> {
  const known = new Map(metadata.age.map((key) => [key.recipient, key]));
  const added = recipients.filter((recipient) => !known.has(recipient));
  for (const key of await sealDataKey(dataKey, added)) known.set(key.recipient, key);
  return recipients.flatMap((recipient) => known.get(recipient) ?? []);
}

function clearText(path: string, places: readonly string[]) {
  return inputFailure(
    ...places.map((place) => ({
      code: 'state/clear-text',
      message: `${place} would be written in clear text, by the rule in the file's own sops mapping`,
      hint: 'give it another name, or encrypt the file with another rule',
      origin: fileOrigin(path),
    })),
  );
}
