/** Comparing what the hosts of two sides get, file by file. */
import { compareFiles, type FileChange, type FileState } from '../../core/diff/compare-files.ts';
import type { HostPair } from '../../core/diff/pair-hosts.ts';
import type { Content } from '../../core/tree/tree.ts';
import { mapBounded } from '../tree/pieces.ts';
import type { HostView } from './side-files.ts';

/** Larger files are told to differ, but not line by line. */
const MAX_SHOWN_BYTES = 1024 * 1024;

/** A file that differs; `diff` is null where there are no lines to show: links, modes, bytes that are no text, secrets. */
export interface FileDifference extends FileChange {
  readonly diff: string | null;
}

/** Hosts of a target that compare alike. Where only one side has the target, the other names none, and no file. */
export interface TreeComparison {
  readonly targets: readonly string[];
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly files: readonly FileDifference[];
}

/** One side: how its files are called in headers, and its hosts by name. */
export interface ComparedSide {
  readonly label: string;
  readonly hosts: ReadonlyMap<string, HostView>;
}

/** One entry for all pairs whose hosts get the same, in the order of the pairs. */
export async function compareTrees(
  pairs: readonly HostPair[],
  a: ComparedSide,
  b: ComparedSide,
): Promise<readonly TreeComparison[]> {
  const groups = new Map<string, HostPair[]>();
  for (const pair of pairs) {
    const [before, after] = viewsOf(pair, a, b);
    const alone = before === undefined || after === undefined;
    const key = alone ? `${pair.target} ${after === undefined}` : JSON.stringify([before.copy, after.copy]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return mapBounded([...groups.values()], (group) => compareGroup(group, a, b));
}

async function compareGroup(pairs: readonly HostPair[], a: ComparedSide, b: ComparedSide): Promise<TreeComparison> {
  const named = (names: readonly (string | undefined)[]) => [...new Set(names.filter((name) => name !== undefined))];
  const hosts = {
    targets: named(pairs.map(({ target }) => target)),
    a: named(pairs.map((pair) => pair.a)),
    b: named(pairs.map((pair) => pair.b)),
  };
  const [before, after] = pairs[0] === undefined ? [] : viewsOf(pairs[0], a, b);
  if (before === undefined || after === undefined) return { ...hosts, files: [] };
  const files = await mapBounded(compareFiles(before, after), async (change) => {
    const sides = { a: { label: a.label, view: before }, b: { label: b.label, view: after } };
    return { ...change, diff: await describeLines(change, sides) };
  });
  return { ...hosts, files };
}

function viewsOf(pair: HostPair, a: ComparedSide, b: ComparedSide) {
  return [a.hosts.get(pair.a ?? ''), b.hosts.get(pair.b ?? '')] as const;
}

interface Sides {
  readonly a: { readonly label: string; readonly view: HostView };
  readonly b: { readonly label: string; readonly view: HostView };
}

async function describeLines({ path, change, a, b }: FileChange, sides: Sides): Promise<string | null> {
  if (change === 'secrets' || change === 'unknown') return null;
  const [before, after] = await Promise.all([readText(a, path, sides.a.view), readText(b, path, sides.b.view)]);
  if (before === null || after === null) return null;
  const { describeDifference } = await import('./unified.ts');
  const named = (label: string, text: string | undefined) => ({ name: `${label}/${path}`, text });
  return describeDifference(named(sides.a.label, before), named(sides.b.label, after)) || null;
}

/** Undefined for what is not there, null for what has no lines to show. */
async function readText(
  state: FileState | undefined,
  path: string,
  view: HostView,
): Promise<string | undefined | null> {
  if (state === undefined) return undefined;
  const content = state.kind === 'file' ? view.content(path) : undefined;
  if (content === undefined || content.size > MAX_SHOWN_BYTES) return null;
  return toText(await readAll(content));
}

async function readAll(content: Content): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Null for bytes that are no text: not UTF-8, or with a NUL. */
function toText(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
