/** The folder that holds layers: where it is, and reading what an instance needs of it. */
import { type KnownLayers, missingLayers } from '../core/definition/layer-order.ts';
import { MODULES_FILE, toModulesLayer } from '../core/definition/module-layers.ts';
import { type ParsedLayer, parseLayer } from '../core/definition/parse-layer.ts';
import type { Layers } from '../core/definition/resolve-instance.ts';
import { inputFailure } from '../core/error.ts';
import type { FileEntry, FileSet } from '../core/files.ts';
import { fileOrigin, type Issue } from '../core/issue.ts';
import { invalid, type Result } from '../core/result.ts';
import { decodeText } from './decode-text.ts';

/** A set of files and the folder in it that holds layers; `''` is the set's root. */
export interface DefinePlace {
  readonly files: FileSet;
  readonly folder: string;
}

/** In the order in which they are tried. */
const HOMES = ['define', 'config/facsimile', 'facsimile'];
const LAYER_FILE = /^(.+)\.(yaml|yml|json|toml)$/;

/** The first of `define/`, `config/facsimile/`, `facsimile/` that holds a layer. Undefined: none does. */
export async function findDefineFolder(files: FileSet): Promise<DefinePlace | undefined> {
  for (const folder of HOMES) {
    const { size } = await listLayerFiles({ files, folder });
    if (size > 0) return { files, folder };
  }
  return undefined;
}

/** The same. @throws input `definition/no-folder`, saying where was looked. */
export async function openDefineFolder(files: FileSet): Promise<DefinePlace> {
  const found = await findDefineFolder(files);
  if (found !== undefined) return found;
  const looked = HOMES.map((home) => files.locate(home)).join(', ');
  throw inputFailure({
    code: 'definition/no-folder',
    message: `there are no definitions: looked for layers in ${looked}`,
    hint: 'name their folder with --define, or run this where they are',
  });
}

/** Layer files by the name of the layer, in order of path bytes. */
export type LayerFiles = ReadonlyMap<string, readonly FileEntry[]>;

/** Several steps of a command ask for the same folder, and an estate may have thousands of layers. */
const listed = new WeakMap<FileSet, Map<string, Promise<LayerFiles>>>();

/** The layer files that lie right in the folder, as they were when first asked for. */
export function listLayerFiles({ files, folder }: DefinePlace): Promise<LayerFiles> {
  const folders = listed.get(files) ?? new Map<string, Promise<LayerFiles>>();
  listed.set(files, folders);
  const known = folders.get(folder) ?? readLayerFiles(files, folder);
  folders.set(folder, known);
  return known;
}

async function readLayerFiles(files: FileSet, folder: string): Promise<LayerFiles> {
  const found = new Map<string, FileEntry[]>();
  for (const entry of await files.list(folder, 'names')) {
    const { path, kind } = entry;
    const name = LAYER_FILE.exec(folder === '' ? path : path.slice(folder.length + 1))?.[1];
    if (name === undefined || name.includes('/') || kind === 'submodule') continue;
    found.set(name, [...(found.get(name) ?? []), entry]);
  }
  return found;
}

/** Reads layers one after the other, as they turn out to be needed, and keeps every problem that it meets. */
export class LayerReader {
  /** Problems of the files themselves: syntax, encoding, two files for one layer. */
  readonly issues: Issue[] = [];
  private readonly known = new Map<string, ParsedLayer | undefined>();
  private modules: ParsedLayer | undefined;
  private reading: Promise<void> | undefined;
  private readonly place: DefinePlace;
  private readonly layerFiles: LayerFiles;

  constructor(place: DefinePlace, layerFiles: LayerFiles) {
    this.place = place;
    this.layerFiles = layerFiles;
  }

  /** Everything read so far. */
  get layers(): Layers {
    const { files, folder } = this.place;
    const known: KnownLayers = this.known;
    const { modules } = this;
    const available = [...this.layerFiles.keys()].filter((name) => name !== MODULES_FILE);
    return { known, available, looked: files.locate(folder), ...(modules === undefined ? {} : { modules }) };
  }

  /** Reads these layers and whatever they inherit, and `modules.<ext>`. A name without a file stays without a layer. */
  async read(names: readonly string[]): Promise<void> {
    this.reading ??= this.readModules();
    await this.reading;
    for (let wanted = missingLayers(names, this.known); wanted.length > 0; wanted = missingLayers(names, this.known)) {
      const read = await Promise.all(wanted.map((name) => this.readLayer(name)));
      wanted.forEach((name, i) => {
        const layer = read[i];
        this.known.set(name, layer === undefined || layer.ok ? layer?.value : this.standIn(name));
        if (layer?.ok === false) this.issues.push(...layer.issues);
      });
    }
  }

  private async readLayer(name: string): Promise<Result<ParsedLayer> | undefined> {
    const entries = name === MODULES_FILE ? undefined : this.layerFiles.get(name);
    return entries === undefined ? undefined : readLayerFile(this.place.files, name, entries);
  }

  private async readModules(): Promise<void> {
    const entries = this.layerFiles.get(MODULES_FILE);
    const read = entries === undefined ? undefined : await readLayerFile(this.place.files, MODULES_FILE, entries);
    if (read?.ok === true) this.modules = toModulesLayer(read.value);
    if (read?.ok === false) this.issues.push(...read.issues);
  }

  /** In the place of a broken layer, so that the others are looked at too. */
  private standIn(name: string): ParsedLayer {
    const file = this.place.files.locate(name);
    return { name, file, root: { kind: 'mapping', members: new Map(), origin: fileOrigin(file) } };
  }
}

async function readLayerFile(
  files: FileSet,
  name: string,
  entries: readonly FileEntry[],
): Promise<Result<ParsedLayer>> {
  const shown = entries.map(({ path }) => files.locate(path));
  const file = shown.at(-1) ?? '';
  const refuse = (what: string, message: string, hint: string) =>
    invalid({ code: `definition/${what}`, message, hint, origin: fileOrigin(file) });
  const [entry] = entries;
  if (entry === undefined || shown.length > 1)
    return refuse('two-files', `two files for one layer "${name}": ${shown.join(' and ')}`, 'keep one');
  if (entry.kind === 'link') return refuse('link', `layer "${name}" is a link`, 'write inherit: [NAME] in a file');
  const bytes = await files.read(entry.path);
  if (bytes === undefined) return refuse('gone', `layer "${name}" was taken away while it was read`, 'run it again');
  const text = decodeText(bytes, file, 'definition');
  const listKey = name === MODULES_FILE ? { listKey: MODULES_FILE } : {};
  return text.ok ? parseLayer({ name, file, text: text.value, ...listKey }) : text;
}
