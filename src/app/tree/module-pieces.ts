/**
 * Pieces from `tmpl/_MODULE_/<module>/`: each file once for every clone of its module, unless the module says
 * `genconfig: false`. They are the weakest: a template written for that very path wins.
 */
import type { Host } from '../../core/definition/settings.ts';
import type { FileEntry } from '../../core/files.ts';
import type { Issue, Origin } from '../../core/issue.ts';
import { collect, invalid, type Result, valid } from '../../core/result.ts';
import { type Clone, clonesOf } from '../../core/state/clones.ts';
import { isSkipped } from '../../core/template/folders.ts';
import { type FrontMatter, parseFrontMatter } from '../../core/template/front-matter.ts';
import type { TemplateFile, TemplateSet } from '../../core/template/render.ts';
import type { Piece } from '../../core/tree/piece.ts';
import { isOutside, type Loaded, originOf, outsideIssue, toPiece } from './load-template.ts';
import { mapBounded } from './pieces.ts';
import type { ReadTemplate, Rendering } from './template-pieces.ts';

/** The pieces for a host. `templates` are those that `include` can reach; `skip` as for all templates. */
export type ModuleSource = (templates: TemplateSet, host: Host, skip: RegExp | undefined) => Result<readonly Piece[]>;

/** Reads them. @param listing All files of `tmpl/`. Issues: those of front matter. */
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
  const loaded = wanted.map((one, i) => ({ ...one, ...toOwn(read.value[i] as Loaded) }));
  const fronts = collect(loaded.map(({ front }) => front));
  if (!fronts.ok) return fronts;
  const templates = loaded.map((one, i) => new ModuleTemplate(one, fronts.value[i], rendering));
  return valid((set, host, skip) => {
    const made = templates.filter(({ path }) => !isSkipped(path, skip)).map((each) => each.render(set, host));
    const all = collect(made);
    return all.ok ? alone(all.value.flat()) : all;
  });
}

function toOwn(loaded: Loaded) {
  const front = 'file' in loaded ? parseFrontMatter(loaded.file.text, loaded.file.shown) : valid(undefined);
  return { loaded, front };
}

interface Read {
  readonly layer: string;
  readonly path: string;
  readonly clones: readonly Clone[];
  readonly loaded: Loaded;
}

interface CloneReader {
  readonly host: Host;
  readonly clone: Clone;
}

/** A piece and the clone that it is for, as people call it. */
interface Made {
  readonly piece: Piece;
  readonly of: string;
}

/** One file of one module. It remembers what it rendered, so that hosts share what cannot differ. */
class ModuleTemplate {
  readonly path: string;
  private readonly read: Read;
  private readonly front: FrontMatter | undefined;
  private readonly rendering: Rendering;
  private readonly outputs = new Map<string, TemplateFile>();
  private readonly naming: TemplateFile | undefined;

  constructor(read: Read, front: FrontMatter | undefined, rendering: Rendering) {
    this.path = read.path;
    this.read = read;
    this.front = front;
    this.rendering = rendering;
    const shown = front?.path?.origin.file ?? '';
    this.naming = front?.path && { path: read.path, layer: read.layer, shown, text: front.path.text };
  }

  render(set: TemplateSet, host: Host): Result<readonly Made[]> {
    const { loaded, clones, path, layer } = this.read;
    if ('piece' in loaded) {
      return isOutside(path)
        ? invalid(outsideIssue(path, originOf(loaded)))
        : valid([{ piece: loaded.piece, of: layer }]);
    }
    const results = clones.map((clone) => this.renderOne(loaded, set, { host, clone }));
    const made = collect(results);
    return made.ok ? valid(made.value.flat()) : made;
  }

  private renderOne(
    { file, executable }: Extract<Loaded, { readonly file: unknown }>,
    set: TemplateSet,
    reader: CloneReader,
  ): Result<readonly Made[]> {
    const { needs, render } = this.rendering;
    const path = this.pathFor(set, reader);
    if (!path.ok) return path;
    if (path.value === undefined) return valid([]);
    if (isOutside(path.value)) return invalid(outsideIssue(path.value, this.whereNamed()));
    const output = this.output(file, path.value, reader.clone);
    const rendered = render(output, set, reader);
    if (rendered.kind === 'issue') return invalid(rendered.issue);
    if (rendered.kind === 'text')
      return valid([{ piece: toPiece(output, executable, rendered), of: reader.clone.configName }]);
    needs.push({ host: reader.host.name, path: path.value, wanted: rendered.wanted });
    return valid([]);
  }

  /** Where the output for this clone goes; undefined when that needs something of the state that is not at hand. */
  private pathFor(set: TemplateSet, reader: CloneReader): Result<string | undefined> {
    if (this.naming === undefined) return valid(this.path);
    const named = this.rendering.render(this.naming, set, reader);
    if (named.kind === 'issue') return invalid({ ...named.issue, origin: this.whereNamed() });
    if (named.kind === 'text' && named.secret)
      return invalid({ code: 'template/path', message: 'a path may hold no secret', origin: this.whereNamed() });
    if (named.kind === 'text') return valid(named.text);
    this.rendering.needs.push({ host: reader.host.name, path: this.path, wanted: named.wanted });
    return valid(undefined);
  }

  /** The same object for the same output: what was rendered is remembered by it. */
  private output(file: TemplateFile, path: string, clone: Clone): TemplateFile {
    const key = JSON.stringify([clone.index, path]);
    const known = this.outputs.get(key) ?? { ...file, path, text: this.front?.text ?? file.text };
    this.outputs.set(key, known);
    return known;
  }

  private whereNamed(): Origin {
    return this.front?.path?.origin ?? originOf(this.read.loaded);
  }
}

/** The pieces, unless two of them would lie at one path: then neither is what was meant. */
function alone(made: readonly Made[]): Result<readonly Piece[]> {
  const issues: Issue[] = [];
  const first = new Map<string, Made>();
  for (const one of made) {
    const { path, origin } = one.piece;
    const other = first.get(path);
    if (other === undefined) first.set(path, one);
    else {
      const message = `${other.of} and ${one.of} would both be written to ${path}`;
      const hint = 'begin the template with ---, path: _DEPLOY_/etc/{{ clone.config_name }}.conf, ---';
      issues.push({ code: 'template/clones', message, hint, origin });
    }
  }
  return issues.length > 0 ? invalid(...issues) : valid(made.map(({ piece }) => piece));
}
