/** The CLI: finds the command, runs it, prints what it gives, and ends with the right exit code. */
import { maskedText } from '../app/masked-text.ts';
import type { Environment, Ports } from '../app/ports/ports.ts';
import type { Context, Outcome } from '../commands/command.ts';
import { type Invocation, readInputs, readInvocation } from '../commands/invocation.ts';
import { EXIT, exitCodeFor, exitCodeOf } from '../core/error.ts';
import type { Json } from '../core/json.ts';
import { jsonPieces } from '../core/json-pieces.ts';
import { wire } from '../wire.ts';
import { describeFailure } from './describe-failure.ts';
import { readLogin, toEnvironment } from './environment.ts';
import { commandHelp, mainHelp } from './help.ts';
import { writeOut } from './standard-output.ts';
import { watchStrayFailures } from './stray-failures.ts';
import { terminalScreen } from './terminal-screen.ts';
import { type MaskedStream, terminalTalk } from './terminal-talk.ts';
import { VERSION } from './version.ts';

/** Characters that are written at a time. */
const PRINT_AT_ONCE = 65_536;
const HELP = ['--help', '-h', 'help'];

/** Runs the words after `facs`; gives the exit code. stdout is data, stderr is talk. */
export async function main(words: readonly string[], variables: Environment['variables']): Promise<number> {
  const debug = variables['FACS_DEBUG'] === '1';
  const { mask, without } = maskedText();
  const stderr = { mask, write: (text: string) => void process.stderr.write(without(text)) };
  const tell = (error: unknown) => stderr.write(`${describeFailure(error, debug)}\n`);
  watchStrayFailures(tell);
  try {
    return await dispatch(words, variables, stderr);
  } catch (error) {
    tell(error);
    return exitCodeOf(error);
  }
}

async function dispatch(
  words: readonly string[],
  variables: Environment['variables'],
  stderr: MaskedStream,
): Promise<number> {
  const [first] = words;
  if (first === '--version') return print(VERSION);
  const environment = toEnvironment(variables, process.cwd(), readLogin());
  const ports = wire(environment, terminalTalk(stderr));
  if (first === undefined || HELP.includes(first)) return print(await help(words.slice(1), ports));
  const invocation = await readInvocation(words, () => ports);
  if (invocation.help) return print(helpOf(invocation));
  return show(await run(invocation, { ports, environment }), invocation.json, stderr);
}

async function help(words: readonly string[], ports: Ports): Promise<string> {
  return words.length === 0 ? mainHelp() : helpOf(await readInvocation(words, () => ports));
}

function helpOf({ command, more }: Invocation): string {
  return commandHelp({ ...command, inputs: { ...command.inputs, ...more } });
}

function run(invocation: Invocation, context: Omit<Context, 'screen'>): Promise<Outcome> {
  const { variables } = context.environment;
  const inputs = readInputs(invocation, variables);
  const screen = invocation.json ? undefined : terminalScreen(variables);
  return invocation.command.run(inputs, { ...context, ...(screen && { screen }) });
}

function show(outcome: Outcome, json: boolean, stderr: MaskedStream): number {
  if (json) printJson(outcome.data);
  else if (outcome.text !== '') print(outcome.text);
  if (outcome.failed === undefined) return EXIT.done;
  stderr.write(`${describeFailure({ kind: 'operation', ...outcome.failed }, false)}\n`);
  return exitCodeFor(outcome.failed);
}

/** Piece by piece: the data of a whole estate is longer than one text may be. */
function printJson(data: Json): void {
  let text = '';
  for (const piece of jsonPieces(data)) {
    text += piece;
    if (text.length < PRINT_AT_ONCE) continue;
    writeOut(text);
    text = '';
  }
  writeOut(`${text}\n`);
}

function print(text: string): number {
  writeOut(`${text}\n`);
  return EXIT.done;
}
