/** Files that hold layers, by the name of the layer: in a folder, all in one file, or in the project's source. */
import { INSTALL_LAYER } from '../core/definition/layer-order.ts';
import { MODULES_FILE } from '../core/definition/module-layers.ts';
import { type ParsedLayer, parseLayer } from '../core/definition/parse-layer.ts';
import { splitLayers } from '../core/definition/split-layers.ts';
import type { FileEntry, FileSet } from '../core/files.ts';
import { fileOrigin } from '../core/issue.ts';
import { invalid, type Result } from '../core/result.ts';
import { decodeText } from './decode-text.ts';

/** Where layers lie: right in the folder of a set (`''` is its root), or in one file, each under its name. */
export interface DefinePlace {
  readonly files: FileSet;
  /** The folder; of one file, the folder that it lies in. */
  readonly folder: string;
  readonly file?: string;
}

/** A file that gives a layer; `shown` is its path as the user can open it. */
export interface LayerFile {
  readonly shown: string;
  read(): Promise<Result<ParsedLayer>>;
}

/** Layer files by the name of the layer, in order of path bytes; a layer in two files has both. */
export type LayerFiles = ReadonlyMap<string, readonly LayerFile[]>;

const LAYER_FILE = /^(.+)\.(yaml|yml|json|toml)$/;

/** Several steps of a command ask for the same place, and an estate may have thousands of layers. */
const listed = new WeakMap<FileSet, Map<string, Promise<LayerFiles>>>();

/** The layers of a place, as they were when first asked for. */
export function listLayerFiles({ files, folder, file }: DefinePlace): Promise<LayerFiles> {
  const places = listed.get(files) ?? new Map<string, Promise<LayerFiles>>();
  listed.set(files, places);
  const known = places.get(file ?? folder) ?? (file === undefined ? listFolder(files, folder) : listFile(files, file));
  places.set(file ?? folder, known);
  return known;
}

/** `config/install` of a project's source, however it is written (F-23). */
export async function listInstallFiles(source: FileSet): Promise<readonly LayerFile[]> {
  const files = await listFolder(source, 'config', (name) => (name === 'install' ? INSTALL_LAYER : undefined));
  return files.get(INSTALL_LAYER) ?? [];
}

/** @param toLayer The layer that a file of that name gives; undefined for none. */
async function listFolder(
  files: FileSet,
  folder: string,
  toLayer = (name: string): string | undefined => name,
): Promise<LayerFiles> {
  const found = new Map<string, LayerFile[]>();
  for (const entry of await files.list(folder, 'names')) {
    const base = LAYER_FILE.exec(folder === '' ? entry.path : entry.path.slice(folder.length + 1))?.[1];
    const name = base === undefined || base.includes('/') || entry.kind === 'submodule' ? undefined : toLayer(base);
    if (name === undefined) continue;
    const file = new FolderFile(files, name, entry);
    const others = found.get(name);
    if (others === undefined) found.set(name, [file]);
    else others.push(file);
  }
  return found;
}

/** Of the thousands in a folder most are never read, nor shown. */
class FolderFile implements LayerFile {
  private readonly files: FileSet;
  private readonly name: string;
  private readonly entry: FileEntry;

  constructor(files: FileSet, name: string, entry: FileEntry) {
    this.files = files;
    this.name = name;
    this.entry = entry;
  }

  get shown(): string {
    return this.files.locate(this.entry.path);
  }

  read(): Promise<Result<ParsedLayer>> {
    return readLayer(this.files, this.name, this.entry);
  }
}

/** A file that cannot be read stands in for the layer that every instance has: so its problem is told. */
async function listFile(files: FileSet, file: string): Promise<LayerFiles> {
  const shown = files.locate(file);
  const entry = (await files.list(file.split('/').slice(0, -1).join('/'), 'names')).find(({ path }) => path === file);
  if (entry === undefined) return new Map();
  const whole = await readLayer(files, file, entry);
  const layers = whole.ok ? splitLayers(whole.value) : new Map([['facsimile', whole]]);
  return new Map([...layers].map(([name, layer]) => [name, [{ shown, read: async () => layer }]]));
}

async function readLayer(files: FileSet, name: string, entry: FileEntry): Promise<Result<ParsedLayer>> {
  const file = files.locate(entry.path);
  const refuse = (what: string, message: string, hint: string) =>
    invalid({ code: `definition/${what}`, message, hint, origin: fileOrigin(file) });
  if (entry.kind === 'link') return refuse('link', `layer "${name}" is a link`, 'write inherit: [NAME] in a file');
  const bytes = await files.read(entry.path);
  if (bytes === undefined) return refuse('gone', `layer "${name}" was taken away while it was read`, 'run it again');
  const text = decodeText(bytes, file, 'definition');
  const listKey = name === MODULES_FILE ? { listKey: MODULES_FILE } : {};
  return text.ok ? parseLayer({ name, file, text: text.value, ...listKey }) : text;
}
