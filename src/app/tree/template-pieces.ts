/** Pieces rendered from templates. */
import type { Definition } from '../../core/definition/definition.ts';
import type { Host, InstallGroup } from '../../core/definition/settings.ts';
import type { FileSet } from '../../core/files.ts';
import { collect, invalid, type Result, valid } from '../../core/result.ts';
import {
  type ChosenTemplate,
  chooseTemplates,
  folderIssues,
  foldersFor,
  isSkipped,
} from '../../core/template/folders.ts';
import type { Renderer, TemplateSet } from '../../core/template/render.ts';
import { nameIssues } from '../../core/tree/path.ts';
import type { Piece } from '../../core/tree/piece.ts';
import { loadTemplate } from './load-template.ts';
import { openModuleTemplates } from './module-pieces.ts';
import { mapBounded, type PieceSource } from './pieces.ts';
import { eachAlone, type Loaded, type Made, TemplateOutput } from './template-output.ts';

/** A group of type `tmpl`, as far as rendering cares. */
export type TemplateGroup = Pick<Extract<InstallGroup, { readonly type: 'tmpl' }>, 'skip' | 'renderFiles'>;

/** A file that cannot be rendered for a host, for want of a secret: `password of db`. */
export interface Need {
  readonly host: string;
  readonly path: string;
  readonly wanted: string;
}

/** Reads one file of the folder. */
export type ReadTemplate = (chosen: ChosenTemplate) => Promise<Result<Loaded>>;

/** What the renderers of all template groups share. `needs` collects the secrets that were asked for and not at hand. */
export interface Rendering {
  readonly definition: Definition;
  readonly render: Renderer;
  readonly needs: Need[];
}

/**
 * Reads all templates that take part for any of the hosts.
 *
 * Issues: those of templates, `template/folder`, `tree/name`, `tree/root`, `template/clones`, `template/path`. A template whose secret is missing gives no piece; its
 * need is noted.
 */
export async function openTemplates(
  folder: FileSet,
  group: TemplateGroup,
  hosts: readonly Host[],
  rendering: Rendering,
): Promise<Result<PieceSource>> {
  const listing = await folder.list('');
  const locate = (path: string) => folder.locate(path);
  const issues = [...folderIssues(listing, locate), ...nameIssues(listing, locate)];
  if (issues.length > 0) return invalid(...issues);
  const present = new Set(listing.map(({ path }) => path.split('/', 2).join('/')));
  const choices = new Map<string, ReadonlyMap<string, ChosenTemplate>>();
  const choose = (host: Host) => {
    const folders = foldersFor(rendering.definition, host);
    // A host without a folder of its own has the same templates as its neighbours.
    const key = JSON.stringify(folders.filter((name) => !name.startsWith('_HOST_/') || present.has(name)));
    const chosen = choices.get(key) ?? chooseTemplates(listing, folders);
    choices.set(key, chosen);
    return chosen;
  };
  const read: ReadTemplate = (chosen) => loadTemplate(folder, chosen, !group.renderFiles);
  const loading = await load(hosts.map(choose), read, rendering);
  if (!loading.ok) return loading;
  const loaded = loading.value;
  const modules = await openModuleTemplates(listing, rendering, read);
  if (!modules.ok) return modules;
  const skip = group.skip === undefined ? undefined : new RegExp(group.skip);
  const sets = new Map<ReadonlyMap<string, ChosenTemplate>, Chosen>();
  return valid((host) => {
    const chosen = choose(host);
    const set = sets.get(chosen) ?? toSet(chosen, loaded);
    sets.set(chosen, set);
    return together([modules.value(set.templates, host, skip), makeAll(set, host, skip)]);
  });
}

/** In this order: where two give one path, the later one wins. */
function together(results: readonly Result<readonly Piece[]>[]): Result<readonly Piece[]> {
  const all = collect(results);
  return all.ok ? valid(all.value.flat()) : all;
}

interface Chosen {
  readonly all: readonly (readonly [string, ReadOutput])[];
  readonly templates: TemplateSet;
}

interface ReadOutput {
  readonly loaded: Loaded;
  readonly output: TemplateOutput;
  readonly layer: string;
}

type ReadOutputs = ReadonlyMap<string, ReadOutput>;

async function load(
  choices: readonly ReadonlyMap<string, ChosenTemplate>[],
  readOne: ReadTemplate,
  rendering: Rendering,
): Promise<Result<ReadOutputs>> {
  const wanted = new Map<string, ChosenTemplate>();
  for (const chosen of new Set(choices)) for (const one of chosen.values()) wanted.set(one.entry.path, one);
  const read = collect(await mapBounded([...wanted.values()], readOne));
  if (!read.ok) return read;
  const outputs = [...wanted].map(([path, { layer }], i): [string, ReadOutput] => {
    const loaded = read.value[i] as Loaded;
    return [path, { loaded, layer, output: new TemplateOutput(loaded, rendering) }];
  });
  return valid(new Map(outputs));
}

function toSet(chosen: ReadonlyMap<string, ChosenTemplate>, outputs: ReadOutputs): Chosen {
  const all = [...chosen].map(([path, one]) => [path, outputs.get(one.entry.path) as ReadOutput] as const);
  const templates = all.flatMap(([path, { loaded }]) => ('file' in loaded ? [[path, loaded.file] as const] : []));
  return { all, templates: new Map(templates) };
}

function makeAll({ all, templates }: Chosen, host: Host, skip: RegExp | undefined): Result<readonly Piece[]> {
  const wanted = all.filter(([path]) => !isSkipped(path, skip));
  const made = collect(wanted.map(([, { output }]) => output.make(templates, { host })));
  if (!made.ok) return made;
  const pieces = made.value.flatMap((piece, i): Made[] => {
    const [path = '', one] = wanted[i] ?? [];
    return piece === undefined ? [] : [{ piece, of: `${one?.layer}/${path}` }];
  });
  return eachAlone(pieces, 'template/path', 'give one of them another path');
}
