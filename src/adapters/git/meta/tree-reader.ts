/** Folders and files of a commit, from git's tree objects. */
import { operationFailure } from '../../../core/error.ts';
import { comparePaths, type FileEntry } from '../../../core/files.ts';
import { KINDS } from '../commit-files.ts';
import type { ObjectReader } from '../object-reader.ts';

/** One name in a folder, and the hash of its blob or tree. */
export interface TreeItem {
  readonly name: string;
  readonly kind: 'folder' | FileEntry['kind'];
  readonly hash: string;
}

/** A file by its full path. */
export interface FoundFile extends FileEntry {
  readonly hash: string;
}

/** Finds paths. What was read once is kept: a tree never changes under its hash. */
export interface TreeReader {
  find(commit: string, path: string): Promise<TreeItem | undefined>;
  /** What lies directly in a folder (`''`: the top); empty when it is not there. */
  children(commit: string, folder: string): Promise<readonly TreeItem[]>;
  /** All files below a folder, in byte order of their paths. */
  walk(commit: string, folder: string): Promise<readonly FoundFile[]>;
}

const FOLDER_MODE = '40000';

/** A reader over the objects that `objects` gives. @throws operation `meta/unreadable` for a commit that is not there. */
export function openTreeReader(objects: ObjectReader): TreeReader {
  const known = new Map<string, Promise<readonly TreeItem[]>>();
  const items = (name: string) => {
    const found = known.get(name) ?? readTree(objects, name);
    known.set(name, found);
    return found;
  };
  const find = async (commit: string, path: string): Promise<TreeItem | undefined> => {
    let at: TreeItem = { name: '', kind: 'folder', hash: `${commit}^{tree}` };
    for (const part of path.split('/').filter((each) => each !== '')) {
      const next = at.kind === 'folder' ? (await items(at.hash)).find((item) => item.name === part) : undefined;
      if (next === undefined) return undefined;
      at = next;
    }
    return at;
  };
  const children = async (commit: string, folder: string) => {
    const found = await find(commit, folder);
    return found?.kind === 'folder' ? items(found.hash) : [];
  };
  const below = async (item: TreeItem, path: string): Promise<FoundFile[]> => {
    if (item.kind !== 'folder') return [{ path, kind: item.kind, hash: item.hash }];
    const inside = await items(item.hash);
    return (
      await Promise.all(inside.map((each) => below(each, path === '' ? each.name : `${path}/${each.name}`)))
    ).flat();
  };
  const walk = async (commit: string, folder: string) => {
    const found = await find(commit, folder);
    if (found?.kind !== 'folder') return [];
    return (await below(found, folder)).sort((a, b) => comparePaths(a.path, b.path));
  };
  return { find, children, walk };
}

/** What lies directly in a tree, read anew. @param name Its hash, or `<commit>^{tree}`. @throws operation `meta/unreadable`. */
export async function readTree(objects: ObjectReader, name: string): Promise<readonly TreeItem[]> {
  const tree = await objects.read(name);
  // `name` begins with a hash of the same kind as those inside: 40 or 64 digits.
  if (tree !== undefined) return parseTree(tree, name.replace(/\^.*/, '').length / 2);
  throw operationFailure({
    code: 'meta/unreadable',
    message: `the local copy of the meta repo lacks ${name}`,
    retry: 'safe',
    next: 'delete the folder meta below --top-dir (it is only a cache), then run the same command again',
  });
}

/** True for what has bytes of its own. */
export function isBlob({ kind }: TreeItem): boolean {
  return kind !== 'folder' && kind !== 'submodule';
}

/** @source gitformat: each entry is `<mode> <name>` NUL and the hash as bytes. */
function parseTree(bytes: Uint8Array, hashLength: number): TreeItem[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: TreeItem[] = [];
  for (let at = 0; at < buffer.length; ) {
    const space = buffer.indexOf(0x20, at);
    const zero = buffer.indexOf(0, space);
    const hash = buffer.toString('hex', zero + 1, zero + 1 + hashLength);
    const mode = buffer.toString('latin1', at, space);
    const kind = mode === FOLDER_MODE ? 'folder' : (KINDS[mode] ?? 'file');
    found.push({ name: buffer.toString('utf8', space + 1, zero), kind, hash });
    at = zero + 1 + hashLength;
  }
  return found;
}
