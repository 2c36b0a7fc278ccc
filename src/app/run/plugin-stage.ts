/** Stages that a project brings along, as stages like our own. */
import { posix } from 'node:path';
import type { CommandOptions, Stage, StageFolders, StageRun } from '../../../define/plugin.d.ts';
import { isFailure, operationFailure } from '../../core/error.ts';
import { isStandardStage } from '../../core/run/stages.ts';
import { settleBinaries } from './build-stage.ts';
import { describeEnding } from './program-ending.ts';
import { programEnvironment } from './run-build.ts';
import type { Going, RunStage, StageEnd } from './stage.ts';
import { STANDARD_STAGES } from './standard-stages.ts';

/**
 * A stage of the module at `file`. A dry run calls nothing of it. What it throws is a failed operation, unless it is a failure of ours.
 * @throws operation `plugin/failed`; as the product's own stages that it calls.
 */
export function toRunStage(stage: Stage, file: string): RunStage {
  return async (going) => {
    const about = { stage: stage.name, data: { plugin: file } };
    const what = stage.help === undefined ? '' : `: ${stage.help}`;
    if (going.inputs['dry-run']) {
      const lines = [`would run ${file}${what}`];
      return { report: { ...about, outcome: 'planned', lines }, unbuilt: unbuiltAfter(stage, going) };
    }
    const hands = new Hands(stage, going);
    const folders = await hands.folders();
    try {
      await (await going.context.ports.plugins()).call(() => stage.run(hands.toStageRun(folders)));
    } catch (error) {
      throw isFailure(error) ? error : failed(stage, file, error);
    }
    return { ...hands.end, report: { ...about, outcome: 'done', lines: [`done by ${file}${what}`] } };
  };
}

/** What its code can do, and what that changed for the stages after it. */
class Hands {
  end: Omit<StageEnd, 'report'> = {};
  private readonly stage: Stage;
  private readonly going: Going;

  constructor(stage: Stage, going: Going) {
    this.stage = stage;
    this.going = going;
  }

  toStageRun(folders: StageFolders): StageRun {
    const { gathered, context, inputs } = this.going;
    const { definition, release } = gathered;
    const { githash, version, tag, dirty } = release;
    return {
      project: definition.project,
      instance: definition.instance,
      release: { githash, version, tag, dirty },
      definition: definition.value,
      options: inputs.options,
      folders,
      platform: context.environment.platform,
      say: (line) => context.ports.talk.say(line),
      command: (line, options) => this.command(line, folders, options),
      binary: (name, path) => this.binary(name, posix.resolve(folders.build, path)),
      standard: () => this.standard(),
    };
  }

  async folders(): Promise<StageFolders> {
    const { gathered, inputs, folders, context } = this.going;
    const { origin, release } = gathered;
    const at = (...path: string[]) => posix.resolve(context.environment.cwd, ...path);
    const name = release.repos[0]?.name ?? release.project;
    const within = origin?.within ?? '';
    const source = origin === undefined ? at(inputs['src-dir'] ?? '.') : at(folders.source, name, within);
    const { top, release: rendered, deploy, state } = folders;
    return {
      ...{ source, build: at(folders.build, name, within) },
      ...{ top: at(top), release: at(rendered), deploy: at(deploy), state: at(state) },
    };
  }

  private async command(command: string, folders: StageFolders, options: CommandOptions = {}): Promise<string> {
    const { context, gathered, interruption } = this.going;
    const { ports } = context;
    if (command.trim() === '') throw new Error('command: there is nothing to run');
    const files = await ports.files();
    const usual = (await files.isFolder(folders.build)) ? folders.build : folders.source;
    const cwd = options.cwd ?? usual;
    const env = {
      ...programEnvironment(this.going, gathered.definition.settings.build?.environ ?? []),
      ...options.env,
    };
    const printed: string[] = [];
    const onLine = (line: string) => {
      printed.push(line);
      ports.talk.say(line);
    };
    ports.talk.say(`+ ${command}`);
    const input = options.input === undefined ? {} : { input: options.input };
    const ending = await (await ports.programs()).run({ command, cwd, env, onLine, stop: interruption, ...input });
    if (ending.kind === 'exit' && ending.code === 0) return printed.join('\n');
    throw new Error(`${command} ${describeEnding(ending)} in ${cwd}`);
  }

  private async binary(name: string, path: string): Promise<void> {
    const { platform } = this.going.context.environment;
    const built = await settleBinaries([{ name, platform, path }], this.going);
    this.end = { ...this.end, built: [...(this.end.built ?? this.going.built), ...built] };
  }

  private async standard(): Promise<void> {
    const { name } = this.stage;
    if (!isStandardStage(name)) throw new Error(`standard: the product has no stage ${name}`);
    const { report, ...end } = await STANDARD_STAGES[name]({ ...this.going, ...this.end });
    for (const line of report.lines) this.going.context.ports.talk.say(line);
    this.end = { ...this.end, ...end };
  }
}

/** Nobody knows what a build of the project's own will make: what is not there yet is unknown. */
function unbuiltAfter(stage: Stage, { gathered, unbuilt, built }: Going): readonly string[] {
  if (stage.name !== 'build') return unbuilt;
  const { release, definition } = gathered;
  const there = [...release.binaries, ...built].map(({ name }) => name);
  const wanted = definition.settings.install.flatMap((group) => (group.type === 'binary' ? [group.name] : []));
  return wanted.filter((name) => !there.includes(name));
}

function failed({ name }: Stage, file: string, error: unknown) {
  return operationFailure({
    code: 'plugin/failed',
    message: `stage ${name} of ${file}: ${error instanceof Error ? error.message : String(error)}`,
    target: file,
    retry: 'safe',
    next: 'mend it, then run the same command again',
    cause: error,
  });
}
