/** A SOPS file taken apart: its values, still sealed, and its metadata. The form is told by the name: JSON, else YAML. */
import type { Issue } from '../../core/issue.ts';
import { fileOrigin } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { readMetadata, type SopsMetadata, writeMetadata } from '../../core/sops/metadata.ts';
import { readJson } from '../../core/sops/read-json.ts';
import { type Tree, withoutMember } from '../../core/sops/tree.ts';
import { writeJson } from '../../core/sops/write-json.ts';

/** Values and metadata. Every document of a YAML file carries the same metadata. */
export interface SopsFile {
  readonly tree: Tree;
  readonly metadata: SopsMetadata;
}

/** Issues as `readTree` and `readMetadata`. */
export async function parseSopsFile(path: string, bytes: Uint8Array): Promise<Result<SopsFile>> {
  const tree = await readTree(path, bytes);
  if (!tree.ok) return tree;
  const metadata = readMetadata(tree.value[0]);
  if (!metadata.ok) return invalid(...metadata.issues.map((issue) => atFile(path, issue)));
  return valid({ tree: tree.value.map((branch) => withoutMember(branch, 'sops')), metadata: metadata.value });
}

/** The file that holds them. */
export async function composeSopsFile(path: string, { tree, metadata }: SopsFile): Promise<Uint8Array> {
  const sops = { kind: 'member' as const, key: 'sops', value: writeMetadata(metadata) };
  const whole = (tree.length === 0 ? [{ kind: 'branch' as const, items: [] }] : tree).map((branch) => ({
    ...branch,
    items: [...branch.items, sops],
  }));
  return new TextEncoder().encode(await writeTree(path, whole));
}

/** Values of a file in the form that its name says. Issues: `state/not-sops` (no UTF-8), `state/yaml`, `state/json`. */
export async function readTree(path: string, bytes: Uint8Array): Promise<Result<Tree>> {
  const text = decode(bytes);
  if (text === undefined)
    return invalid({ code: 'state/not-sops', message: 'this is no UTF-8 text', origin: fileOrigin(path) });
  if (path.endsWith('.json')) return readJson(text, path);
  const { readYaml } = await import('../../core/sops/read-yaml.ts');
  return readYaml(text, path);
}

/** The text of such a file. */
export async function writeTree(path: string, tree: Tree): Promise<string> {
  if (path.endsWith('.json')) return writeJson(tree);
  const { writeYaml } = await import('../../core/sops/write-yaml.ts');
  return writeYaml(tree);
}

function atFile(path: string, issue: Issue): Issue {
  return { ...issue, origin: fileOrigin(path) };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
