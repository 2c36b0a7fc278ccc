/** The folder that holds layers: where it is, and reading what an instance needs of it. */
import {
  INSTALL_LAYER,
  inheritedBy,
  instanceLayers,
  type KnownLayers,
  missingLayers,
} from '../core/definition/layer-order.ts';
import { MODULES_FILE, toModulesLayer } from '../core/definition/module-layers.ts';
import type { ParsedLayer } from '../core/definition/parse-layer.ts';
import type { Layers } from '../core/definition/resolve-instance.ts';
import { parentsOf } from '../core/definition/subinstance.ts';
import { inputFailure } from '../core/error.ts';
import type { FileSet } from '../core/files.ts';
import { fileOrigin, type Issue } from '../core/issue.ts';
import { invalid, type Result } from '../core/result.ts';
import { type DefinePlace, type LayerFile, type LayerFiles, listInstallFiles, listLayerFiles } from './layer-files.ts';

/** In the order in which they are tried. */
const HOMES = ['define', 'config/facsimile', 'facsimile'];

/** All layers in one file, for small projects. */
const SINGLE = { folder: 'config', file: 'config/facsimile.json' };

/** The first of these places that holds a layer; after the folders a single file. Undefined: none does. */
export async function findDefineFolder(files: FileSet): Promise<DefinePlace | undefined> {
  for (const home of [...HOMES.map((folder) => ({ folder })), SINGLE]) {
    const { size } = await listLayerFiles({ files, ...home });
    if (size > 0) return { files, ...home };
  }
  return undefined;
}

/** The same. @throws input `definition/no-folder`, saying where was looked. */
export async function openDefineFolder(files: FileSet): Promise<DefinePlace> {
  const found = await findDefineFolder(files);
  if (found !== undefined) return found;
  const looked = [...HOMES, SINGLE.file].map((home) => files.locate(home)).join(', ');
  throw inputFailure({
    code: 'definition/no-folder',
    message: `there are no definitions: looked for layers in ${looked}`,
    hint: 'name their folder with --define, or run this where they are',
  });
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
    const { files, folder, file } = this.place;
    const known: KnownLayers = this.known;
    const { modules } = this;
    const available = [...this.layerFiles.keys()].filter((name) => name !== MODULES_FILE);
    return { known, available, looked: files.locate(file ?? folder), ...(modules === undefined ? {} : { modules }) };
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

  /** Reads the layers of these instances, and of all that they are subinstances of. */
  async readInstances(project: string, instances: readonly string[]): Promise<void> {
    const done = new Set<string>();
    for (let wanted = instances; wanted.length > 0; ) {
      for (const name of wanted) done.add(name);
      await this.read([...new Set(wanted.flatMap((name) => instanceLayers(project, name)))]);
      wanted = parentsOf(project, wanted, this.known).filter((name) => !done.has(name));
    }
  }

  private async readLayer(name: string): Promise<Result<ParsedLayer> | undefined> {
    return name === MODULES_FILE ? undefined : readOne(name, this.layerFiles.get(name) ?? []);
  }

  /** `config/install` of a project, which lies with its source, and whatever it inherits. Undefined: there is none. */
  async readInstall(source: FileSet): Promise<ParsedLayer | undefined> {
    const read = await readOne(INSTALL_LAYER, await listInstallFiles(source));
    if (read?.ok === false) this.issues.push(...read.issues);
    if (read?.ok !== true) return undefined;
    await this.read(inheritedBy(read.value));
    return read.value;
  }

  private async readModules(): Promise<void> {
    const read = await readOne(MODULES_FILE, this.layerFiles.get(MODULES_FILE) ?? []);
    if (read?.ok === true) this.modules = toModulesLayer(read.value);
    if (read?.ok === false) this.issues.push(...read.issues);
  }

  /** In the place of a broken layer, so that the others are looked at too. */
  private standIn(name: string): ParsedLayer {
    const file = this.place.files.locate(name);
    return { name, file, root: { kind: 'mapping', members: new Map(), origin: fileOrigin(file) } };
  }
}

async function readOne(name: string, files: readonly LayerFile[]): Promise<Result<ParsedLayer> | undefined> {
  const [file, other] = files;
  if (file === undefined || other === undefined) return file?.read();
  const message = `two files for one layer "${name}": ${file.shown} and ${other.shown}`;
  return invalid({ code: 'definition/two-files', message, hint: 'keep one', origin: fileOrigin(other.shown) });
}
