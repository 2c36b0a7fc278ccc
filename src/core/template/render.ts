/** Rendering templates for many hosts, each file as often as its output can differ and no more. */
import { Context, type Liquid, type Template } from 'liquidjs';
import { isInterruption } from '../evaluation/interruption.ts';
import type { Issue } from '../issue.ts';
import { createScope, openDefinition, type Reader, type World } from './context.ts';
import { createEngine, stepLimit } from './engine.ts';
import { rootCause, toIssue } from './failure.ts';
import { isStateMissing, type Used } from './witness.ts';

/** A template: where its output lies (`_DEPLOY_/etc/app.conf`), the folder of `tmpl/` that it came from, its text. */
export interface TemplateFile {
  readonly path: string;
  readonly layer: string;
  /** The file as the user can open it. */
  readonly shown: string;
  readonly text: string;
}

/** The strongest template of each path, for one host: what is rendered, and what `include` can reach. */
export type TemplateSet = ReadonlyMap<string, TemplateFile>;

/** The output; or what is wrong; or what of the state it would need and that is not at hand. */
export type Rendered =
  | { readonly kind: 'text'; readonly text: string; readonly secret: boolean }
  | { readonly kind: 'issue'; readonly issue: Issue }
  | { readonly kind: 'missing'; readonly wanted: string };

/** Renders a template of a set for its reader. The same object comes back where the output cannot differ. */
export type Renderer = (file: TemplateFile, set: TemplateSet, reader: Reader) => Rendered;

/** One render that was done: good again wherever all that it used is the same. */
interface Done {
  readonly rendered: Rendered;
  readonly used: ReadonlySet<Used>;
  readonly reader: Reader;
  /** Every other template that it asked for, found or not. */
  readonly partials: ReadonlyMap<string, TemplateFile | undefined>;
}

/** A renderer for one instance; it remembers, so keep it for all hosts. */
export function createRenderer(world: World): Renderer {
  let set: TemplateSet = new Map();
  let partials = new Map<string, TemplateFile | undefined>();
  const engine = createEngine((path) => {
    partials.set(path, set.get(path));
    return set.get(path)?.text;
  });
  const open = openDefinition(world);
  const done = new Map<TemplateFile, Done[]>();
  const parsed = new Map<TemplateFile, Template[]>();
  return (file, templates, reader) => {
    const before = done.get(file) ?? [];
    const same = before.find((one) => holdsFor(one, templates, reader));
    if (same !== undefined) return same.rendered;
    set = templates;
    partials = new Map();
    const witness = new Set<Used>();
    open.witness = witness;
    const scope = createScope(world, reader, file.path, open);
    const rendered = attempt(engine, file, { scope, witness, partials, set, parsed });
    done.set(file, [...before, { rendered, used: witness, reader, partials }]);
    return rendered;
  };
}

function holdsFor({ used, reader, partials }: Done, set: TemplateSet, other: Reader): boolean {
  if (reader.clone !== other.clone) return false;
  if (used.has('host') && reader.host.name !== other.host.name) return false;
  if (used.has('target') && reader.host.targets[0] !== other.host.targets[0]) return false;
  return [...partials].every(([path, file]) => set.get(path) === file);
}

interface Attempt {
  readonly scope: object;
  readonly witness: ReadonlySet<Used>;
  readonly partials: ReadonlyMap<string, TemplateFile | undefined>;
  readonly set: TemplateSet;
  readonly parsed: Map<TemplateFile, Template[]>;
}

function attempt(engine: Liquid, file: TemplateFile, { scope, witness, partials, set, parsed }: Attempt): Rendered {
  try {
    const templates = parsed.get(file) ?? engine.parse(file.text, file.path);
    parsed.set(file, templates);
    const context = new Context(scope, engine.options, { sync: true }, { liquid: engine });
    Object.assign(context, { renderLimit: stepLimit() });
    const text = String(engine.renderSync(templates, context));
    return { kind: 'text', text, secret: witness.has('secret') };
  } catch (error) {
    const cause = rootCause(error);
    if (isStateMissing(cause)) return { kind: 'missing', wanted: cause.wanted };
    if (isInterruption(cause) && cause.reason.kind !== 'secret' && cause.reason.issue !== undefined)
      return { kind: 'issue', issue: cause.reason.issue };
    const missed = [...partials].flatMap(([path, found]) => (found === undefined ? [path] : []));
    return { kind: 'issue', issue: toIssue(error, { file, set, scope, filters: Object.keys(engine.filters), missed }) };
  }
}
