/** One stage after the other, until the last one or the first that fails. */
import { isFailure, operationFailure } from '../../core/error.ts';
import { type Announced, announce } from './announce.ts';
import { checkWish } from './check-wish.ts';
import type { Going, RunStage, StageEnd, StageReport } from './stage.ts';

/** A stage by its name, ready to be done. */
export interface NamedStage {
  readonly name: string;
  readonly run: RunStage;
}

/** What a run came to: the stages that it went through, the one that failed in part included. */
export interface RunResult extends Pick<Going, 'gathered'>, Pick<StageEnd, 'deployed' | 'failed'> {
  readonly stages: readonly StageReport[];
}

const SILENT: Announced = { done: async () => undefined, failed: async () => undefined };

/** Goes through the stages; begin and end are announced, but for a dry run. @throws as `checkWish`, and as the stages. */
export async function goThrough(
  first: Going,
  stages: readonly NamedStage[],
  notices: readonly string[],
): Promise<RunResult> {
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
