/** The values of one definition, each computed when it is first read, in whatever order they need each other. */
import type { MappingNode, Sealed } from '../definition/value-node.ts';
import type { Issue } from '../issue.ts';
import { describePath, type Json } from '../json.ts';
import type { Result } from '../result.ts';
import { type Cell, cycleIssue, pathOf } from './cell.ts';
import { allowedVariables, environScope, notSet, type Variables } from './environ.ts';
import { HOMEDIR, hasLiquid } from './expression.ts';
import { interruption, isInterruption, mistake } from './interruption.ts';
import { toView, type View } from './view.ts';

/** Values that may lean on each other in a row, and the letters that all of them may come to. */
const MAX_CHAIN = 50;
const MAX_LETTERS = 10_000_000;

/** Computes the text of one value: what Liquid does for us, loaded only where there is Liquid. */
export interface ValueEngine {
  /**
   * For the values of one definition, which share its limits: the value of a text; one that is a whole `{{ … }}` keeps
   * the type of what it names. Issues have no place yet; in those of a value that has read a secret by then nothing stands
   * that was made of one.
   * @throws what a getter of the scope threw.
   */
  open(scope: object): (text: string, hasReadSecret: () => boolean) => Result<unknown>;
}

/** What expressions may know besides the definition itself. */
export interface ValueContext {
  /** Names beside `definition`, `instance`, `env` and `environ`. */
  readonly names: Readonly<Record<string, unknown>>;
  readonly variables: Variables;
  /** Absent when no value has Liquid in it. */
  readonly engine?: ValueEngine | undefined;
}

/** Opens secrets for templates. */
export interface Unsealing {
  /** The plaintext. What it throws comes out wherever the value is read. */
  open(sealed: Sealed): Json;
  /** Is told each time that a secret is read, or a value that leans on one. */
  noteSecret(): void;
}

/** Reads cells. Without `unsealing` a secret, and all that leans on one, interrupts whoever reads it. */
export class Evaluator {
  readonly issues: Issue[] = [];
  readonly view: View;
  private readonly running: Cell[] = [];
  private readonly environ: Readonly<Record<string, string>>;
  private readonly render: ReturnType<ValueEngine['open']> | undefined;
  private readonly unsealing: Unsealing | undefined;
  private letters = 0;

  constructor(merged: MappingNode, { names, variables, engine }: ValueContext, unsealing?: Unsealing) {
    this.unsealing = unsealing;
    this.view = toView(merged, (cell) => this.read(cell));
    this.environ = environScope(variables, allowedVariables(merged), (name) => {
      this.running.at(-1)?.environ.add(name);
    });
    const { root } = this.view;
    this.render = engine?.open({ ...names, definition: root, instance: root, env: root, environ: this.environ });
  }

  /** Keeps an issue, with the place of the cell where it has none. */
  readonly report = (issue: Issue, cell: Cell | undefined): Issue => {
    const place = cell === undefined ? {} : { path: describePath(pathOf(cell.place)), origin: cell.node.origin };
    const placed = { ...place, ...issue };
    this.issues.push(placed);
    return placed;
  };

  private read(cell: Cell): unknown {
    const since = cell.state === 'running' ? this.running.indexOf(cell) : -1;
    if (since >= 0) throw mistake(cycleIssue('need', this.running.slice(since)));
    if (cell.state === 'untouched') this.compute(cell);
    if (cell.state === 'secret') throw interruption({ kind: 'secret' });
    if (cell.state !== 'done') throw interruption({ kind: 'told', issue: cell.failure });
    if (cell.secret) this.unsealing?.noteSecret();
    this.lean(this.running.at(-1), cell);
    return cell.value;
  }

  private compute(cell: Cell): void {
    const above = this.running.length;
    this.running.push(cell);
    cell.state = 'running';
    try {
      if (above >= MAX_CHAIN) throw mistake(tooLong());
      cell.value = this.expand(cell);
      cell.state = 'done';
    } catch (error) {
      this.fail(cell, error instanceof RangeError ? mistake(tooMuch()) : error);
    } finally {
      // Where the stack ran out, what lay beneath had no chance to leave.
      this.running.length = above;
    }
  }

  private fail(cell: Cell, error: unknown): void {
    cell.state = 'untouched';
    if (!isInterruption(error)) throw error;
    const { reason } = error;
    cell.state = reason.kind === 'secret' ? 'secret' : 'failed';
    if (reason.kind !== 'secret')
      cell.failure = reason.kind === 'told' ? reason.issue : this.report(reason.issue, cell);
  }

  private expand(cell: Cell): unknown {
    const { value, sealed } = cell.node;
    if (sealed !== undefined) return this.unseal(cell, sealed);
    const text = String(value);
    const computed = hasLiquid(text) ? this.evaluate(text) : text.replaceAll(HOMEDIR, () => this.home());
    if (typeof computed === 'string') this.letters += computed.length;
    if (this.letters <= MAX_LETTERS) return computed;
    throw mistake({ code: 'definition/failed', message: `values come to more than ${MAX_LETTERS} letters` });
  }

  private unseal(cell: Cell, sealed: Sealed): Json {
    if (this.unsealing === undefined) throw interruption({ kind: 'secret' });
    cell.secret = true;
    return this.unsealing.open(sealed);
  }

  private evaluate(text: string): unknown {
    const evaluated = this.render?.(text, () => this.running.at(-1)?.secret === true);
    if (evaluated === undefined) throw new Error('there is Liquid in a value, and nothing to read it');
    if (evaluated.ok) return evaluated.value;
    const [issue] = evaluated.issues;
    throw issue === undefined ? new Error('an engine says what is wrong') : mistake(issue);
  }

  private home(): string {
    if (!Object.hasOwn(this.environ, 'HOME')) throw mistake(notSet('HOME'));
    return this.environ['HOME'] ?? '';
  }

  /** Heights do not hang on who asked first, so neither does what is too long a row. */
  private lean(above: Cell | undefined, below: Cell): void {
    if (above === undefined) return;
    above.secret ||= below.secret;
    above.height = Math.max(above.height, below.height + 1);
    if (above.height >= MAX_CHAIN) throw mistake(tooLong());
  }
}

/** JavaScript's own limits: of calls within calls, and of letters in one text. */
function tooMuch(): Issue {
  return { code: 'definition/failed', message: 'tags and values are nested too deeply, or come to too much text' };
}

function tooLong(): Issue {
  return { code: 'definition/failed', message: `more than ${MAX_CHAIN} values in a row lean on each other` };
}
