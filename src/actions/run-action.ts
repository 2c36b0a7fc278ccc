/** An action: reads its inputs, runs the command, and tells GitHub what came of it. */
import type { Environment } from '../app/ports/ports.ts';
import { describeFailure } from '../cli/describe-failure.ts';
import { readLogin, toEnvironment } from '../cli/environment.ts';
import { watchStrayFailures } from '../cli/stray-failures.ts';
import type { Command, Outcome } from '../commands/command.ts';
import { EXIT, exitCodeFor, exitCodeOf, isFailure, unwrap } from '../core/error.ts';
import { type GivenInputs, parseInputs } from '../core/inputs/parse.ts';
import { wire } from '../wire.ts';
import { annotate, githubTalk } from './github-talk.ts';
import { appendOutputs, appendSummary } from './step-files.ts';
import { type StepLog, stepLog, type WriteLine } from './step-log.ts';
import { toPlainText, toWorkflowCommand } from './workflow-command.ts';

/** Runs a command as the step of a workflow, and sets the exit code of the process. */
export async function runAction(load: () => Promise<Command>): Promise<void> {
  const environment = toEnvironment(withToken(process.env), process.cwd(), readLogin());
  const log = stepLog((line) => void process.stdout.write(`${line}\n`));
  const tell = (error: unknown) => describeError(error, environment).forEach(log.write);
  watchStrayFailures(tell);
  try {
    process.exitCode = await runStep(await load(), environment, log);
  } catch (error) {
    tell(error);
    process.exitCode = exitCodeOf(error);
  }
}

/** On the command line the token is a variable; in a workflow it is an input, which every action has. */
function withToken(variables: Environment['variables']): Environment['variables'] {
  const token = variables['INPUT_TOKEN']?.trim();
  return token ? { ...variables, GITHUB_TOKEN: token } : variables;
}

async function runStep(command: Command, environment: Environment, log: StepLog): Promise<number> {
  const { variables, cwd } = environment;
  // Before anything else is printed: what is not masked by then stands in the log for good.
  for (const text of secretTexts(command, variables)) log.mask(text);
  const inputs = unwrap(parseInputs(command.inputs, givenInputs(command, variables), variables, nameInput));
  const ports = wire(environment, githubTalk(log, workspaceOf(environment) ?? cwd));
  const outcome = await command.run(inputs, { ports, environment });
  if (outcome.text !== '') log.write(toPlainText(outcome.text));
  appendSummary(variables['GITHUB_STEP_SUMMARY'], outcome.summary ?? '');
  appendOutputs(variables['GITHUB_OUTPUT'], { json: JSON.stringify(outcome.data), ...outcome.outputs });
  return conclude(outcome, log.write);
}

/** @source GitHub upper-cases the name of an input and turns spaces into `_`; dashes stay. */
function givenInputs(command: Command, variables: Environment['variables']): GivenInputs {
  const entries = Object.entries(command.inputs).map(([name, { kind }]) => {
    const text = variables[`INPUT_${name.toUpperCase()}`] ?? '';
    // A key may need its last line break.
    return [name, [kind === 'secret' && text.trim() !== '' ? text : text.trim()]] as const;
  });
  return Object.fromEntries(entries);
}

function secretTexts(command: Command, variables: Environment['variables']): string[] {
  const given = givenInputs(command, variables);
  return Object.entries(command.inputs)
    .filter(([, input]) => input.kind === 'secret')
    .flatMap(([name, input]) => [...(given[name] ?? []), (input.env && variables[input.env]) ?? ''])
    .concat(variables['GITHUB_TOKEN'] ?? '');
}

function nameInput(name: string): string {
  return `input ${name}`;
}

function workspaceOf(environment: Environment): string | undefined {
  return environment.variables['GITHUB_WORKSPACE'];
}

function conclude(outcome: Outcome, write: WriteLine): number {
  if (outcome.failed === undefined) return EXIT.done;
  write(toWorkflowCommand('error', describeFailure({ kind: 'operation', ...outcome.failed }, false)));
  return exitCodeFor(outcome.failed);
}

function describeError(error: unknown, environment: Environment): string[] {
  const workspace = workspaceOf(environment) ?? environment.cwd;
  if (isFailure(error) && error.kind === 'input') {
    return error.issues.map((issue) => annotate('error', issue, workspace));
  }
  return [toWorkflowCommand('error', describeFailure(error, environment.variables['RUNNER_DEBUG'] === '1'))];
}
