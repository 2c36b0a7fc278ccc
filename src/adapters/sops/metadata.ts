/** The `sops:` mapping at the end of a file. */
import { type Document, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { quoted } from '../../core/state/sops-edit.ts';
import { metadataNode, type SealedKey } from '../../core/state/sops-rules.ts';

/** The format version that we write: the release of sops whose files these are like. */
const SOPS_VERSION = '3.13.0';

const ARMOR = /^ {14}-----BEGIN AGE ENCRYPTED FILE-----\n(?: {14}.*\n)*? {14}-----END AGE ENCRYPTED FILE-----$/gm;

/** What changes whenever a file is sealed. */
export interface SealedMetadata {
  readonly age: readonly SealedKey[];
  readonly lastmodified: string;
  readonly mac: string;
}

/** Writes it into the document; keys of others (pgp, rules, version) stay as they are. */
export function writeMetadata(document: Document, { age, lastmodified, mac }: SealedMetadata): void {
  const root = document.contents as YAMLMap;
  const sops = metadataNode(root) ?? newMetadata(document, root);
  const list = new YAMLSeq(document.schema);
  list.items = age.map(({ recipient, enc }) => {
    const text = new Scalar(enc.endsWith('\n') ? enc : `${enc}\n`);
    text.type = Scalar.BLOCK_LITERAL;
    const entry = new YAMLMap(document.schema);
    entry.set('enc', text);
    entry.set('recipient', recipient);
    return entry;
  });
  sops.set('age', list);
  sops.set('lastmodified', quoted(lastmodified));
  sops.set('mac', mac);
  if (!sops.has('version')) sops.set('version', SOPS_VERSION);
}

/** The text of a document, indented as sops does it, so that a file looks the same whoever wrote it last. */
export function writeText(document: Document): string {
  const text = document.toString({ indent: 4, lineWidth: 0 });
  // Within an item of a list Go indents from the dash, this library from the text behind it.
  return text.replace(ARMOR, (block) => block.replace(/^ {2}/gm, ''));
}

function newMetadata(document: Document, root: YAMLMap): YAMLMap {
  const sops = new YAMLMap(document.schema);
  for (const key of ['age', 'lastmodified', 'mac']) sops.set(key, null);
  sops.set('unencrypted_suffix', '_unencrypted');
  root.set('sops', sops);
  return sops;
}
