/** Goes through the stages of a project: `facs run`. */

import type { Stage } from '../../define/plugin.d.ts';
import { inputFailure, unwrap } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { nameOf, type Plugin } from '../core/run/plugin.ts';
import { parseOptions } from '../core/run/plugin-options.ts';
import { chooseStages, type StageWish, type StandardStage } from '../core/run/stages.ts';
import { workFolders } from '../core/run/work-folders.ts';
import type { MachineContext } from './deploy/machines.ts';
import { gather } from './gather.ts';
import { noticesOf } from './run/announce.ts';
import { goThrough, type RunResult } from './run/go-through.ts';
import { readKept } from './run/kept-binaries.ts';
import { openPlugin } from './run/open-plugin.ts';
import { toRunStage } from './run/plugin-stage.ts';
import { type Going, isRecorded, type RunStage, type StageInputs } from './run/stage.ts';
import { STANDARD_STAGES } from './run/standard-stages.ts';
import { withoutEffects } from './run/without-effects.ts';

/** Inputs of `facs run`. */
export interface RunInputs extends Omit<StageInputs, 'options'>, Pick<StageWish, 'start' | 'end' | 'only'> {
  readonly 'skip-env-check': boolean;
  /** `NAME=VALUE` of options that the plugin declares. */
  readonly option: readonly string[];
  /** Names of the command's own flags. */
  readonly taken: readonly string[];
}

/**
 * The chosen stages, one after the other; the first that fails ends it. A dry run changes nothing: not on disk, not in
 * meta, not on hosts.
 *
 * @throws input: `run/environment`, as `chooseStages`, `checkWish`, `gather`, and as the stages; operation: as the
 *   stages, `run/interrupted`.
 */
export async function run(inputs: RunInputs, context: MachineContext): Promise<RunResult> {
  checkEnvironment(inputs, context);
  const devel = inputs.devel || inputs['src-dir'] !== undefined;
  const plugin = await openPlugin(inputs, context.ports);
  const all = plugin.stages.map(nameOf);
  const names = unwrap(chooseStages(all, { ...inputs, devel }));
  const stages = names.map((name) => ({ name, run: findStage(name, plugin) }));
  const notices = noticesOf(names, all, devel);
  const go = async (around: MachineContext) => goThrough(await begin(inputs, plugin, around), stages, notices);
  return inputs['dry-run'] ? withoutEffects(context, inputs['top-dir'], go) : go(context);
}

/** A library path of one's own leads builds to other libraries than hosts have (F-13). */
function checkEnvironment(inputs: RunInputs, { environment }: MachineContext): void {
  if (!environment.variables['LD_LIBRARY_PATH'] || inputs['skip-env-check']) return;
  throw inputFailure({
    code: 'run/environment',
    message: 'LD_LIBRARY_PATH is set: what is built or checked here would find other libraries than hosts have',
    hint: 'unset it, or say --skip-env-check',
    origin: inputOrigin('LD_LIBRARY_PATH'),
  });
}

function findStage(name: string, { stages, file = '' }: Plugin): RunStage {
  const own = stages.find((stage): stage is Stage => typeof stage !== 'string' && stage.name === name);
  return own === undefined ? STANDARD_STAGES[name as StandardStage] : toRunStage(own, file);
}

async function begin(inputs: RunInputs, plugin: Plugin, context: MachineContext): Promise<Going> {
  const gathered = await gather(inputs, context.ports);
  const options = unwrap(parseOptions(inputs.option, plugin.options, context.environment.variables));
  const { project, instance } = gathered.definition;
  const { githash } = gathered.release;
  const isAsItIs = gathered.origin === undefined;
  const folders = workFolders(inputs['top-dir'], { project, instance, githash, isAsItIs });
  const interruption = inputs['dry-run'] ? new AbortController().signal : await context.ports.interruption();
  const common = { inputs: { ...inputs, options }, context, gathered, folders, interruption };
  const built = isRecorded(common) ? [] : await readKept(common);
  return { ...common, built, unbuilt: [] };
}
