/** Which folders of `tmpl/` take part for a host, and which template wins a path. */
import type { Definition } from '../definition/definition.ts';
import { instanceLayers } from '../definition/layer-order.ts';
import type { Host } from '../definition/settings.ts';
import type { FileEntry } from '../files.ts';
import type { Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';

/** A file of `tmpl/` that takes part: `path` is where its output lies, `layer` the folder that it came from. */
export interface ChosenTemplate {
  readonly path: string;
  readonly layer: string;
  /** The file itself, by its path below `tmpl/`. */
  readonly entry: FileEntry;
}

const GENERAL = ['_ALL_', '_MODULE_', '_TARGET_', '_HOST_'];

/** Names of the folders below `tmpl/` for one host, weakest first. */
export function foldersFor(definition: Definition, host: Host): readonly string[] {
  const targets = host.targets.map((target) => `_TARGET_/${target}`);
  return ['_ALL_', ...layerFolders(definition), ...targets, `_HOST_/${host.name}`];
}

/** The layers in their order, among them those of the instance that nobody has written: they may have templates all the same. */
function layerFolders({ project, instance, settings, layers }: Definition): readonly string[] {
  const written = layers.map(({ name }) => name);
  const possible = [...instanceLayers(project, settings.state.instance), ...instanceLayers(project, instance)];
  const folders = new Set<string>();
  for (const [i, name] of possible.entries()) {
    if (possible.includes(name, i + 1)) continue;
    for (const before of written.slice(0, written.indexOf(name) + 1)) folders.add(before);
    folders.add(name);
  }
  return [...folders, ...written.filter((name) => !folders.has(name))];
}

/**
 * The strongest template of each path.
 * @param listing All files of `tmpl/`.
 * @param folders As `foldersFor` gives them.
 */
export function chooseTemplates(
  listing: readonly FileEntry[],
  folders: readonly string[],
): ReadonlyMap<string, ChosenTemplate> {
  const chosen = new Map<string, ChosenTemplate>();
  for (const layer of folders) {
    const prefix = `${layer}/`;
    for (const entry of listing) {
      if (!entry.path.startsWith(prefix)) continue;
      const path = entry.path.slice(prefix.length);
      chosen.set(path, { path, layer, entry });
    }
  }
  return chosen;
}

/** True for a path that `skip` leaves out: it matches somewhere in the folder's path, or in the bare name (F-48). */
export function isSkipped(path: string, skip: RegExp | undefined): boolean {
  if (skip === undefined) return false;
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, slash));
  return (folder !== '' && skip.test(folder)) || skip.test(path.slice(slash + 1));
}

/** Folders with a meaning, `_LIKE_THIS_`, that this version does not know: their files would be silently left out. */
export function folderIssues(listing: readonly FileEntry[], locate: (path: string) => string): readonly Issue[] {
  const unknown = new Map<string, string>();
  for (const { path } of listing) {
    const [folder = '', inside] = path.split('/');
    if (inside !== undefined && /^_.*_$/.test(folder) && !GENERAL.includes(folder) && !unknown.has(folder))
      unknown.set(folder, path);
  }
  return [...unknown].map(([folder, path]) => ({
    code: 'template/folder',
    message: `this version has no use for the folder ${folder} of templates`,
    hint: didYouMean(folder, GENERAL) ?? `folders are ${GENERAL.join(', ')}, and one per layer`,
    origin: { kind: 'file', file: locate(path), line: 1, column: 1 },
  }));
}
