/**
 * Pieces from `tmpl/_MODULE_/<module>/`: each file once for every clone of its module, unless the module says
 * `genconfig: false`. They are the weakest: a template written for that very path wins.
 */
import type { Host } from '../../core/definition/settings.ts';
import type { FileEntry } from '../../core/files.ts';
import { collect, type Result, valid } from '../../core/result.ts';
import { type Clone, clonesOf } from '../../core/state/clones.ts';
import { isSkipped } from '../../core/template/folders.ts';
import type { TemplateSet } from '../../core/template/render.ts';
import type { Piece } from '../../core/tree/piece.ts';
import { mapBounded } from './pieces.ts';
import { eachAlone, type Loaded, type Made, TemplateOutput } from './template-output.ts';
import type { ReadTemplate, Rendering } from './template-pieces.ts';

/** The pieces for a host. `templates` are those that `include` can reach; `skip` as for all templates. */
export type ModuleSource = (templates: TemplateSet, host: Host, skip: RegExp | undefined) => Result<readonly Piece[]>;

const HINT = 'begin the template with ---, path: _DEPLOY_/etc/{{ clone.config_name }}.conf, ---';

/** Reads them. @param listing All files of `tmpl/`. Issues: those of `loadTemplate`. */
export async function openModuleTemplates(
  listing: readonly FileEntry[],
  rendering: Rendering,
  readOne: ReadTemplate,
): Promise<Result<ModuleSource>> {
  const wanted = rendering.definition.settings.modules.flatMap((module) => {
    if (!module.genconfig) return [];
    const layer = `_MODULE_/${module.name}`;
    const clones = clonesOf(module);
    const entries = listing.filter(({ path }) => path.startsWith(`${layer}/`));
    return entries.map((entry) => ({ layer, clones, entry, path: entry.path.slice(layer.length + 1) }));
  });
  const read = collect(await mapBounded(wanted, readOne));
  if (!read.ok) return read;
  const templates = wanted.map((one, i) => {
    const loaded = read.value[i] as Loaded;
    return { ...one, loaded, output: new TemplateOutput(loaded, rendering) };
  });
  return valid((set, host, skip) => {
    const made = templates.filter(({ path }) => !isSkipped(path, skip)).map((each) => makeAll(each, set, host));
    const all = collect(made);
    return all.ok ? eachAlone(all.value.flat(), 'template/clones', HINT) : all;
  });
}

interface ModuleTemplate {
  readonly layer: string;
  readonly clones: readonly Clone[];
  readonly loaded: Loaded;
  readonly output: TemplateOutput;
}

function makeAll(
  { layer, clones, loaded, output }: ModuleTemplate,
  set: TemplateSet,
  host: Host,
): Result<readonly Made[]> {
  // What is not rendered is the same for every clone.
  const readers =
    'piece' in loaded ? [{ host, of: layer }] : clones.map((clone) => ({ host, clone, of: clone.configName }));
  const made = collect(readers.map((reader) => output.make(set, reader)));
  if (!made.ok) return made;
  return valid(made.value.flatMap((piece, i) => (piece === undefined ? [] : [{ piece, of: readers[i]?.of ?? layer }])));
}
