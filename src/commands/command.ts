/** What a command is: declared inputs and one function, the same for the CLI and for an action. */
import type { Environment, Ports } from '../app/ports/ports.ts';
import type { Screen } from '../app/ports/screen.ts';
import type { Operation } from '../core/error.ts';
import type { Inputs, Values } from '../core/inputs/input.ts';
import type { Json } from '../core/json.ts';

/** What a command gives back; the entry decides how it is shown. */
export interface Outcome {
  /** What `--json` prints: a documented, stable shape. */
  readonly data: Json;
  /** What a person reads on stdout; no trailing line break; empty prints nothing. */
  readonly text: string;
  /** Values for later steps of a workflow, by the names declared in `outputs`. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** Markdown for the job summary. */
  readonly summary?: string;
  /** Set when the work was done in part: shown last, exit code 1. */
  readonly failed?: Operation;
}

/** What a command may use besides its inputs. */
export interface Context {
  readonly ports: Ports;
  readonly environment: Environment;
  /** Absent where nobody watches: in a workflow, and under `--json`. */
  readonly screen?: Screen;
}

/** How a command appears on GitHub. */
export interface ActionFace {
  /** Folder below `actions/`, and file name of the entry in `dist/`. */
  readonly name: string;
  readonly title: string;
  /** GitHub's branding icon (Feather) and colour. */
  readonly icon: string;
  readonly color: string;
}

/** One command of the product. `name` may be two words: `release create`. */
export interface Command<I extends Inputs = Inputs> {
  readonly name: string;
  readonly summary: string;
  readonly inputs: I;
  /** Outputs of the action: name and meaning. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly action?: ActionFace;
  run(inputs: Values<I>, context: Context): Promise<Outcome>;
}

/** Keeps the input types of a command while it is written down. */
export function defineCommand<I extends Inputs>(command: Command<I>): Command<I> {
  return command;
}
