/** From a merged definition to its values: every expression computed, in whatever order they need each other. */
import type { MappingNode, ScalarNode } from '../definition/value-node.ts';
import { distinctIssues, type Issue } from '../issue.ts';
import { describePath, type JsonObject } from '../json.ts';
import type { Result } from '../result.ts';
import { type Cell, cycleIssue, pathOf } from './cell.ts';
import { allowedVariables, environScope, notSet, type Variables } from './environ.ts';
import { HOMEDIR, hasLiquid } from './expression.ts';
import { interruption, isInterruption } from './interruption.ts';
import { Materializer } from './materialize.ts';
import { toView, type View } from './view.ts';

/** Values that may lean on each other in a row, and the letters that all of them may come to. */
const MAX_CHAIN = 50;
const MAX_LETTERS = 10_000_000;

/** Computes the text of one value: what Liquid does for us, loaded only where there is Liquid. */
export interface ValueEngine {
  /**
   * For the values of one definition, which share its limits: the value of a text; one that is a whole `{{ … }}` keeps
   * the type of what it names. Issues have no place yet.
   * @throws what a getter of the scope threw.
   */
  open(scope: object): (text: string) => Result<unknown>;
}

/** What expressions may know besides the definition itself. */
export interface ValueContext {
  /** Names beside `definition`, `instance`, `env` and `environ`. */
  readonly names: Readonly<Record<string, unknown>>;
  readonly variables: Variables;
  /** Absent when no value has Liquid in it. */
  readonly engine?: ValueEngine | undefined;
}

/** All values, or what is wrong with some of them. */
export interface Evaluation {
  readonly value: JsonObject;
  readonly issues: readonly Issue[];
  /** What was computed, by the text that said how: the variables of the environment that each read itself. */
  readonly computed: ReadonlyMap<ScalarNode, readonly string[]>;
  /** Texts that came to nothing, for their own sake or for that of others: their values are `null`. */
  readonly failed: ReadonlySet<ScalarNode>;
}

/**
 * The values of a merged definition. The order of evaluation never matters: each is computed once, from values alone.
 * Issues: `definition/cycle`, `definition/environ`, `definition/failed`, and those of the engine. A value that leans
 * on a wrong one is not told again.
 */
export function evaluate(merged: MappingNode, context: ValueContext): Evaluation {
  const { view, issues, report } = new Evaluator(merged, context);
  const value = new Materializer(view.cells, report).read(view.root);
  const cells = [...view.cells.values()];
  const computed = new Map(cells.map(({ node, environ }) => [node, [...environ]] as const));
  const failed = new Set(cells.flatMap(({ node, state }) => (state === 'failed' ? [node] : [])));
  return { value, issues: distinctIssues(issues), computed, failed };
}

class Evaluator {
  readonly issues: Issue[] = [];
  readonly view: View;
  private readonly running: Cell[] = [];
  private readonly environ: Readonly<Record<string, string>>;
  private readonly evaluate: ((text: string) => Result<unknown>) | undefined;
  private letters = 0;

  constructor(merged: MappingNode, context: ValueContext) {
    this.view = toView(merged, (cell) => this.read(cell));
    const { root } = this.view;
    this.environ = environScope(context.variables, allowedVariables(merged), (name) => {
      this.running.at(-1)?.environ.add(name);
    });
    const { names, engine } = context;
    this.evaluate = engine?.open({ ...names, definition: root, instance: root, env: root, environ: this.environ });
  }

  readonly report = (issue: Issue, cell: Cell | undefined): void => {
    const place = cell === undefined ? {} : { path: describePath(pathOf(cell.place)), origin: cell.node.origin };
    this.issues.push({ ...place, ...issue });
  };

  private read(cell: Cell): unknown {
    const since = cell.state === 'running' ? this.running.indexOf(cell) : -1;
    if (since >= 0) throw interruption(cycleIssue('need', this.running.slice(since)));
    if (cell.state === 'untouched') this.compute(cell);
    if (cell.state !== 'done') throw interruption();
    this.lean(this.running.at(-1), cell);
    return cell.value;
  }

  private compute(cell: Cell): void {
    const above = this.running.length;
    this.running.push(cell);
    cell.state = 'running';
    try {
      if (above >= MAX_CHAIN) throw interruption(tooLong());
      cell.value = this.expand(cell);
      cell.state = 'done';
    } catch (error) {
      cell.state = 'failed';
      const reason = error instanceof RangeError ? interruption(tooMuch()) : error;
      if (!isInterruption(reason)) throw error;
      if (reason.issue !== undefined) this.report(reason.issue, cell);
    } finally {
      // Where the stack ran out, what lay beneath had no chance to leave.
      this.running.length = above;
    }
  }

  private expand({ node }: Cell): unknown {
    const value = hasLiquid(node.value) ? this.render(node.value) : node.value.replaceAll(HOMEDIR, () => this.home());
    if (typeof value === 'string') this.letters += value.length;
    if (this.letters <= MAX_LETTERS) return value;
    throw interruption({ code: 'definition/failed', message: `values come to more than ${MAX_LETTERS} letters` });
  }

  private render(text: string): unknown {
    const evaluated = this.evaluate?.(text);
    if (evaluated === undefined) throw new Error('there is Liquid in a value, and nothing to read it');
    if (evaluated.ok) return evaluated.value;
    throw interruption(evaluated.issues[0]);
  }

  private home(): string {
    if (!Object.hasOwn(this.environ, 'HOME')) throw interruption(notSet('HOME'));
    return this.environ['HOME'] ?? '';
  }

  /** Heights do not hang on who asked first, so neither does what is too long a row. */
  private lean(above: Cell | undefined, below: Cell): void {
    if (above === undefined) return;
    above.height = Math.max(above.height, below.height + 1);
    if (above.height >= MAX_CHAIN) throw interruption(tooLong());
  }
}

/** JavaScript's own limits: of calls within calls, and of letters in one text. */
function tooMuch(): Issue {
  return { code: 'definition/failed', message: 'tags and values are nested too deeply, or come to too much text' };
}

function tooLong(): Issue {
  return { code: 'definition/failed', message: `more than ${MAX_CHAIN} values in a row lean on each other` };
}
