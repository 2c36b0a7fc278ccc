/** Goes through the stages of a project: `facs run`. */
import { inputFailure, isFailure, operationFailure, unwrap } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { chooseStages, STAGES, type StageWish } from '../core/run/stages.ts';
import { workFolders } from '../core/run/work-folders.ts';
import type { MachineContext } from './deploy/machines.ts';
import { gather } from './gather.ts';
import { type Announced, announce, noticesOf } from './run/announce.ts';
import { checkWish } from './run/check-wish.ts';
import { readKept } from './run/kept-binaries.ts';
import { withPassingCaches } from './run/passing-caches.ts';
import {
  type Going,
  isRecorded,
  type RunStage,
  type StageEnd,
  type StageInputs,
  type StageReport,
} from './run/stage.ts';
import { STANDARD_STAGES } from './run/standard-stages.ts';

/** Inputs of `facs run`. */
export interface RunInputs extends StageInputs, Pick<StageWish, 'start' | 'end' | 'only'> {
  readonly 'skip-env-check': boolean;
}

/** What a run came to: the stages that it went through, the one that failed in part included. */
export interface RunResult extends Pick<Going, 'gathered'>, Pick<StageEnd, 'deployed' | 'failed'> {
  readonly stages: readonly StageReport[];
}

const SILENT: Announced = { done: async () => undefined, failed: async () => undefined };

/** A stage by its name, ready to be done. */
interface NamedStage {
  readonly name: string;
  readonly run: RunStage;
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
  const names = unwrap(chooseStages(STAGES, { ...inputs, devel }));
  const stages = names.map((name) => ({ name, run: STANDARD_STAGES[name as (typeof STAGES)[number]] }));
  const notices = noticesOf(names, STAGES, devel);
  if (!inputs['dry-run']) return goThrough(await begin(inputs, context), stages, notices);
  return withPassingCaches(context, async (passing) => goThrough(await begin(inputs, passing), stages, notices));
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

async function begin(inputs: RunInputs, context: MachineContext): Promise<Going> {
  const gathered = await gather(inputs, context.ports);
  const { project, instance } = gathered.definition;
  const { githash } = gathered.release;
  const isAsItIs = gathered.origin === undefined;
  const folders = workFolders(inputs['top-dir'], { project, instance, githash, isAsItIs });
  const interruption = inputs['dry-run'] ? new AbortController().signal : await context.ports.interruption();
  const going = { inputs, context, gathered, folders, built: [], unbuilt: [], interruption };
  return isRecorded(going) ? going : { ...going, built: await readKept(going) };
}

async function goThrough(first: Going, stages: readonly NamedStage[], notices: readonly string[]): Promise<RunResult> {
  const names = stages.map(({ name }) => name);
  checkWish(first, names);
  const announced = first.inputs['dry-run'] ? SILENT : await announce(first, names, notices);
  const reports: StageReport[] = [];
  let going = first;
  let deployed: StageEnd['deployed'];
  try {
    for (const { name, run } of stages) {
      const { report, failed, ...rest } = await first.context.ports.talk.group(`stage ${name}`, () => run(going));
      deployed ??= rest.deployed;
      const result = { gathered: first.gathered, stages: [...reports, report], ...(deployed && { deployed }) };
      if (failed !== undefined) {
        await announced.failed(
          failed.code,
          reports.map(({ stage }) => stage),
        );
        return { ...result, failed };
      }
      reports.push(report);
      going = { ...going, ...rest };
      checkInterruption(going, name);
    }
  } catch (error) {
    await announced.failed(
      codeOf(error),
      reports.map(({ stage }) => stage),
    );
    throw error;
  }
  await announced.done();
  return { gathered: first.gathered, stages: reports, ...(deployed && { deployed }) };
}

function codeOf(error: unknown): string {
  if (!isFailure(error)) return 'bug';
  if (error.kind === 'operation') return error.code;
  return error.kind === 'input' ? (error.issues[0]?.code ?? 'input') : 'usage';
}

function checkInterruption({ interruption }: Going, stage: string): void {
  if (!interruption.aborted) return;
  throw operationFailure({
    code: 'run/interrupted',
    message: `interrupted (${interruption.reason}) after the stage ${stage}`,
    retry: 'safe',
    next: 'run the same command again: it goes on with what is there',
  });
}
