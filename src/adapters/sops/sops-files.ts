/** SOPS files with age recipients, byte-compatible with the real `sops`. */
import type { StateFiles } from '../../app/ports/state-files.ts';
import { inputFailure, unwrap } from '../../core/error.ts';
import { fileOrigin } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import { valid } from '../../core/result.ts';
import { memberOf, type Tree } from '../../core/sops/tree.ts';
import { mergeTree, toJson, toTree } from '../../core/sops/tree-values.ts';
import { checkRecipients } from './data-key.ts';
import { ownRecipients } from './key-search.ts';
import {
  addressTo,
  newFile,
  type OpenedFile,
  openFile,
  type Surroundings,
  sealFile,
  withFreshKey,
} from './opened-file.ts';
import { otherKeys } from './sops-failure.ts';
import { composeSopsFile, parseSopsFile, readTree, writeTree } from './sops-file.ts';

/** Opens and seals with the keys that the environment leads to. */
export function sopsFiles(surroundings: Surroundings): StateFiles {
  const open = (path: string, bytes: Uint8Array) => openFile(path, bytes, surroundings);
  const seal = (path: string, file: OpenedFile, tree: Tree) => sealWhole(path, file, tree, surroundings);
  return {
    open: async (path, bytes) => toJson((await open(path, bytes)).tree[0] ?? toTree({})),
    seal: async (path, value, { previous, recipients, ...sealing }) => {
      const rule = 'rule' in sealing ? sealing.rule : undefined;
      const before = previous === undefined ? newFile(rule) : await open(path, previous);
      const file = recipients === undefined ? before : await addressTo(before, recipients);
      return seal(path, file, mergeFirst(file.tree, value));
    },
    openText: async (path, bytes) => writeTree(path, (await open(path, bytes)).tree),
    sealText: async (path, text, previous) => {
      const file = await open(path, previous);
      const tree = await readPlainTree(path, text);
      const isSame = (await writeTree(path, tree)) === (await writeTree(path, file.tree));
      return isSame ? undefined : seal(path, file, tree);
    },
    rotate: async (path, bytes) => {
      const file = await open(path, bytes);
      const { age, foreign } = file.metadata;
      if (foreign.length > 0) throw otherKeys(path, foreign);
      const recipients = age.map(({ recipient }) => recipient);
      return seal(path, await addressTo(withFreshKey(file), recipients), file.tree);
    },
    rewrap: async (path, bytes, recipients) => {
      const { metadata } = await addressTo(await open(path, bytes), recipients);
      const { tree } = unwrap(await parseSopsFile(path, bytes));
      return composeSopsFile(path, { tree, metadata });
    },
    inspect: async (path, bytes) => {
      const file = await parseSopsFile(path, bytes);
      if (!file.ok) return file;
      const { age, foreign, lastmodified } = file.value.metadata;
      return valid({ recipients: age.map(({ recipient }) => recipient), foreign, changedAt: lastmodified });
    },
    checkRecipients,
    ownRecipients: () => ownRecipients(surroundings.variables),
  };
}

/** With no more in clear text than was before. */
async function sealWhole(path: string, file: OpenedFile, tree: Tree, surroundings: Surroundings): Promise<Uint8Array> {
  const { bytes, clear } = await sealFile(path, { ...file, tree }, surroundings);
  const shown = clear.filter((place) => !file.clear.includes(place));
  if (shown.length > 0) throw clearText(path, shown);
  return bytes;
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
