/** A build of type python: `python -m venv`, `pip install`, and nothing left of the place that it was made at (F-85 … F-87). */
import { posix } from 'node:path';
import type { BuildOutput, PythonBuild } from '../../core/definition/build.ts';
import { inputFailure, operationFailure } from '../../core/error.ts';
import { commandLine } from '../../core/shell/quote.ts';
import { describeEnding } from './program-ending.ts';
import { prepareBuild, programEnvironment } from './run-build.ts';
import type { Going } from './stage.ts';
import { tidyEnvironment } from './tidy-environment.ts';

/** The words of the build, for a plan. */
export function describePythonBuild({ python, requirements, pip }: PythonBuild): string {
  return commandLine([python, '-m', 'venv', '…']).concat(' and ', commandLine(pipWords('pip', { requirements, pip })));
}

/**
 * Makes the environment anew; a failure takes its folder away.
 * @throws input `build/requirements`; operation `build/failed` with what the program said, `build/editable`.
 */
export async function runPythonBuild(build: PythonBuild, going: Going): Promise<readonly BuildOutput[]> {
  const { context, folders } = going;
  const [{ name }] = build.binaries;
  const cwd = await prepareBuild(going);
  const files = await context.ports.files();
  await files.makeFolder(`${folders.build}/.home`);
  await checkRequirements(build, posix.join(cwd, build.requirements), going);
  const root = posix.resolve(context.environment.cwd, folders.build);
  // The prompt of an activated environment is the name of its folder.
  const environment = `${root}/.python/${name}`;
  try {
    await runProgram([build.python, '-m', 'venv', '--clear', environment], { cwd, build }, going);
    await runProgram([`${environment}/bin/python`, '-m', ...pipWords('pip', build)], { cwd, build }, going);
    await tidyEnvironment({ environment, build: root }, context.ports);
  } catch (error) {
    await files.remove(environment);
    throw error;
  }
  return [{ name, path: environment }];
}

/** Nothing is compiled, asked, or kept for a later build: what is not in the binary helps nobody. */
function pipWords(program: string, { requirements, pip }: Pick<PythonBuild, 'requirements' | 'pip'>): string[] {
  const quiet = ['--no-compile', '--no-input', '--disable-pip-version-check', '--no-cache-dir'];
  return [program, 'install', ...quiet, '--requirement', requirements, ...pip];
}

async function checkRequirements({ requirements }: PythonBuild, path: string, going: Going): Promise<void> {
  const { ports } = going.context;
  if ((await (await ports.files()).read(path)) !== undefined) return;
  const origin = going.gathered.definition.trail(['build'])?.origin;
  throw inputFailure({
    code: 'build/requirements',
    message: `${requirements} is not in the source of this release`,
    hint: 'commit it, or name another with build.requirements',
    ...(origin === undefined ? {} : { origin }),
  });
}

async function runProgram(
  words: readonly string[],
  { cwd, build }: { readonly cwd: string; readonly build: PythonBuild },
  going: Going,
): Promise<void> {
  const { context, interruption } = going;
  const { talk } = context.ports;
  const command = commandLine(words);
  const said: string[] = [];
  const onLine = (line: string) => {
    said.push(line);
    talk.say(line);
  };
  talk.say(`+ ${command}`);
  const env = programEnvironment(going, build.environ);
  const programs = await context.ports.programs();
  const ending = await programs.run({ command, cwd, env, onLine, stop: interruption });
  if (ending.kind === 'exit' && ending.code === 0) return;
  throw operationFailure({
    code: 'build/failed',
    message: `${command} ${describeEnding(ending)}: ${reasonIn(said)}`,
    target: words[0] ?? '',
    retry: 'safe',
    left: 'nothing: the environment was taken away, no binary was recorded',
    next: 'mend what it says, then run the same command again',
  });
}

/** What pip calls errors, else the last words of whatever ran. */
function reasonIn(said: readonly string[]): string {
  const errors = said.filter((line) => /^(ERROR|error):? /.test(line));
  return (errors.length > 0 ? errors.slice(0, 5).join('; ') : said.at(-1)?.trim()) ?? 'it said nothing';
}
