/** What a command is: declared inputs and one function, the same for the CLI and for an action. */
import { toOwnInstance } from '../app/own-instance.ts';
import type { Environment, Ports } from '../app/ports/ports.ts';
import type { Screen } from '../app/ports/screen.ts';
import type { Operation } from '../core/error.ts';
import type { Inputs, Values } from '../core/inputs/input.ts';
import type { Json } from '../core/json.ts';
import type { Words } from './arguments.ts';

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
  /**
   * Further flags that hang on what the words name; what they are given as comes as texts of the input `option`.
   * @param words As far as they can be told before these flags are known.
   */
  widen?(words: Words, ports: Ports): Promise<Inputs>;
  run(inputs: Values<I>, context: Context): Promise<Outcome>;
}

/** Inputs that name an instance, each one word. */
const INSTANCES = ['instance', 'other'];

/** A command with its input types as they are; a name that developers share stands for their own instance. */
export function defineCommand<I extends Inputs>(command: Command<I>): Command<I> {
  const named = INSTANCES.filter((name) => command.inputs[name]?.kind === 'text');
  if (named.length === 0) return command;
  return { ...command, run: async (inputs, context) => command.run(await pointToOwn(inputs, named, context), context) };
}

async function pointToOwn<V extends Values<Inputs>>(inputs: V, named: readonly string[], { ports }: Context) {
  const topDir = inputs['top-dir'];
  const meant: Record<string, string> = {};
  for (const name of named) {
    const given = inputs[name];
    if (typeof given === 'string' && typeof topDir === 'string')
      meant[name] = await toOwnInstance(given, topDir, ports);
  }
  return { ...inputs, ...meant };
}
