/** The stages of a run, in order, and which of them a run goes through. */
import { inputOrigin } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';

/** What a run does where no plugin says otherwise. */
export const STAGES = ['checkout', 'build', 'install', 'deploy'] as const;

/** One of the stages that the product itself brings. */
export type StandardStage = (typeof STAGES)[number];

/** Which stages the user asked for: both ends count; `only` is exactly one. */
export interface StageWish {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly only?: string | undefined;
  /** Builds against development: what is deployed would be no release. */
  readonly devel: boolean;
}

/**
 * The stages to go through, in order. A run against development leaves `deploy` out, unless `only` or `end` names it.
 * @returns Or the issues `run/stage` (with every name that is wrong), `run/only`, `run/no-stages`.
 */
export function chooseStages(stages: readonly string[], wish: StageWish): Result<readonly string[]> {
  const { start, end, only, devel } = wish;
  const unknown = Object.entries({ start, end, only }).flatMap(([flag, name]) =>
    name === undefined || stages.includes(name) ? [] : [unknownStage(flag, name, stages)],
  );
  if (only !== undefined && (start !== undefined || end !== undefined)) {
    const message = "stage option 'only' cannot be used with start or end";
    unknown.push({ code: 'run/only', message, hint: 'leave one of them out', origin: inputOrigin('--only') });
  }
  if (unknown.length > 0) return invalid(...unknown);
  if (only !== undefined) return valid([only]);
  const first = start === undefined ? 0 : stages.indexOf(start);
  const last = end === undefined ? stages.length - 1 : stages.indexOf(end);
  const chosen = stages.slice(first, last + 1).filter((stage) => stage !== 'deploy' || !devel || end === 'deploy');
  if (chosen.length > 0) return valid(chosen);
  const hint = devel
    ? 'with --devel the stage deploy has to be named: --only deploy'
    : `in order: ${stages.join(', ')}`;
  return invalid({
    code: 'run/no-stages',
    message: 'start and end produce no stages',
    hint,
    origin: inputOrigin('--start'),
  });
}

/** True for a stage that the product brings. */
export function isStandardStage(name: string): name is StandardStage {
  return STAGES.some((stage) => stage === name);
}

function unknownStage(flag: string, name: string, stages: readonly string[]) {
  const hint = didYouMean(name, stages) ?? `there are ${stages.join(', ')}`;
  return { code: 'run/stage', message: `stage '${name}' does not exist`, hint, origin: inputOrigin(`--${flag}`) };
}
