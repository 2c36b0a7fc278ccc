/** Layers that are SOPS files: what is encrypted in them takes part under its key, and stays closed. */
import type { Issue } from '../issue.ts';
import type { ValuePath } from './definition.ts';
import type { ParsedLayer } from './parse-layer.ts';
import type { MappingNode, Member, ScalarNode, ValueNode } from './value-node.ts';

/** What to do about a value that should not be encrypted. */
export const ENCRYPT_LESS = 'keep it in a plain layer, or let sops encrypt only what is secret: encrypted_regex';

/** `definition/secret`: a key that says which layers and instances there are cannot wait for anybody's key. */
export function hiddenKey(key: string): Issue {
  const message = `${key} is encrypted: it is read before any key is at hand`;
  return { code: 'definition/secret', message, hint: ENCRYPT_LESS, path: key };
}

/** What is shown in the place of a secret. */
export const MASK = '***';

/** @source getsops/sops 3.13, `aes/cipher.go`. */
const CIPHERTEXT = /^ENC\[AES256_GCM,data:[^,]*,iv:[^,]*,tag:[^,]*,type:(\w+)\]$/;

/**
 * The layer with each encrypted value sealed, and without the notes of sops; any other layer as it is. Keys are in clear
 * in such files, so no key is needed to merge them.
 *
 * @param text The file, to be opened when somebody wants one of its secrets.
 */
export function sealLayer(layer: ParsedLayer, text: string): ParsedLayer {
  const { root, file } = layer;
  if (!isSopsFile(root)) return layer;
  const members = new Map([...root.members].filter(([key]) => key !== 'sops'));
  return { ...layer, root: sealMembers({ ...root, members }, file, []), sealed: text };
}

/** As sops sees it: TOML is none of its formats, but a mapping with these notes is. */
function isSopsFile({ members }: MappingNode): boolean {
  const notes = members.get('sops')?.value;
  return notes?.kind === 'mapping' && ['mac', 'lastmodified'].every((key) => isText(notes.members.get(key)?.value));
}

function seal(node: ValueNode, file: string, path: ValuePath): ValueNode {
  if (node.kind === 'mapping') return sealMembers(node, file, path);
  if (node.kind === 'scalar')
    return typeOf(node) === undefined
      ? node
      : { kind: 'scalar', value: MASK, origin: node.origin, sealed: { file, path } };
  // Comments are items of a list until it is opened.
  const items = node.items.filter((item) => typeOf(item) !== 'comment');
  return { ...node, items: items.map((item, i) => seal(item, file, [...path, i])) };
}

function sealMembers(node: MappingNode, file: string, path: ValuePath): MappingNode {
  const members = [...node.members].map(([key, { key: place, value }]): [string, Member] => [
    key,
    { key: place, value: seal(value, file, [...path, key]) },
  ]);
  return { ...node, members: new Map(members) };
}

/** The type of an encrypted value, which stands in clear beside it. */
function typeOf(node: ValueNode): string | undefined {
  return isText(node) ? CIPHERTEXT.exec(node.value)?.[1] : undefined;
}

function isText(node: ValueNode | undefined): node is ScalarNode & { readonly value: string } {
  return node?.kind === 'scalar' && typeof node.value === 'string';
}
