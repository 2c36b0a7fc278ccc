/** Rendering templates for many hosts, each file as often as its output can differ and no more. */
import { Context, type Liquid, type Template } from 'liquidjs';
import { isInterruption } from '../evaluation/interruption.ts';
import type { Issue } from '../issue.ts';
import { openDefinition, openScope, type Reader, type ScopeFor, type World } from './context.ts';
import { createEngine } from './engine.ts';
import { rootCause, toIssue } from './failure.ts';
import { MAX_LENGTH, problemOfTemplate, renderLimits } from './limits.ts';
import { isStateMissing, type Used } from './witness.ts';

/** A template: where its output lies (`_DEPLOY_/etc/app.conf`), the folder of `tmpl/` that it came from, its text. */
export interface TemplateFile {
  readonly path: string;
  readonly layer: string;
  /** The file as the user can open it. */
  readonly shown: string;
  readonly text: string;
  /** What stands in the file before the text: its front matter. */
  readonly before?: string;
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
  const scopeOf = keepScopes((reader) => openScope(world, reader, open));
  const done = new Memory();
  const parsed = new Map<TemplateFile, Template[]>();
  return (file, templates, reader) => {
    const same = done.find(file, templates, reader);
    if (same !== undefined) return same.rendered;
    set = templates;
    partials = new Map();
    const witness = new Set<Used>();
    open.witness = witness;
    const scope = scopeOf(reader)(file.path);
    const rendered = attempt(engine, file, { scope, witness, partials, set, parsed });
    done.add(file, { rendered, used: witness, reader, partials });
    return rendered;
  };
}

/** What a reader's files share is made once. */
function keepScopes(open: (reader: Reader) => ScopeFor): (reader: Reader) => ScopeFor {
  const kept = new Map<Reader['host'], Map<Reader['clone'], ScopeFor>>();
  return (reader) => {
    const ofHost = kept.get(reader.host) ?? new Map<Reader['clone'], ScopeFor>();
    const scope = ofHost.get(reader.clone) ?? open(reader);
    kept.set(reader.host, ofHost.set(reader.clone, scope));
    return scope;
  };
}

/** What was rendered, by file and by the one host that it is good for, if it is: no host looks through all others. */
class Memory {
  private readonly done = new Map<TemplateFile, Map<string | undefined, Done[]>>();

  find(file: TemplateFile, set: TemplateSet, reader: Reader): Done | undefined {
    const ofFile = this.done.get(file);
    const near = [ofFile?.get(undefined), ofFile?.get(reader.host.name)];
    return near.flatMap((all) => all?.find((one) => holdsFor(one, set, reader)) ?? [])[0];
  }

  add(file: TemplateFile, one: Done): void {
    const ofFile = this.done.get(file) ?? new Map<string | undefined, Done[]>();
    const host = one.used.has('host') ? one.reader.host.name : undefined;
    this.done.set(file, ofFile.set(host, [...(ofFile.get(host) ?? []), one]));
  }
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
    const templates = parsed.get(file) ?? parse(engine, file);
    parsed.set(file, templates);
    const context = new Context(scope, engine.options, { sync: true }, { liquid: engine });
    Object.assign(context, renderLimits());
    const text = String(engine.renderSync(templates, context));
    if (text.length > MAX_LENGTH) throw new Error(`this gives more than ${MAX_LENGTH} characters`);
    return { kind: 'text', text, secret: witness.has('secret') };
  } catch (error) {
    const cause = rootCause(error);
    if (isStateMissing(cause)) return { kind: 'missing', wanted: cause.wanted };
    if (isInterruption(cause) && cause.reason.kind !== 'secret' && cause.reason.issue !== undefined)
      return { kind: 'issue', issue: cause.reason.issue };
    const missed = [...partials].flatMap(([path, found]) => (found === undefined ? [path] : []));
    const around = { file, set, scope, filters: Object.keys(engine.filters), missed, secret: witness.has('secret') };
    return { kind: 'issue', issue: toIssue(error, around) };
  }
}

function parse(engine: Liquid, { text, path }: TemplateFile): Template[] {
  const problem = problemOfTemplate(text);
  if (problem !== undefined) throw new Error(problem);
  return engine.parse(text, path);
}
