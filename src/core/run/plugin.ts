/** What a project's plugin exports, checked. */
import type { Stage, Stages } from '../../../define/plugin.d.ts';
import type { Inputs } from '../inputs/input.ts';
import { fileOrigin, type Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { toOptionInputs } from './plugin-options.ts';
import { isStandardStage, STAGES } from './stages.ts';

/** A plugin, or what holds without one. */
export interface Plugin {
  /** As the user can open it; undefined where there is none. */
  readonly file?: string;
  readonly stages: Stages;
  readonly options: Inputs;
}

/** What holds without a plugin. */
export const NO_PLUGIN: Plugin = { stages: STAGES, options: {} };

const EXPORTS = ['stages', 'options'];
const NAME = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * The plugin that a module's exports make up.
 * @param taken Names that options may not have: the flags of the command.
 * @returns Or the issues `plugin/export`, `plugin/stage`, `plugin/option`, all of the module itself.
 */
export function parsePlugin(
  exported: Readonly<Record<string, unknown>>,
  file: string,
  taken: readonly string[],
): Result<Plugin> {
  const { stages = STAGES, options = {} } = exported;
  const inputs = toOptionInputs(options, taken);
  const problems = [...Object.keys(exported).flatMap(checkExport), ...checkStages(stages), ...inputs.problems];
  const issues = problems.map((problem): Issue => ({ ...problem, origin: fileOrigin(file) }));
  return issues.length > 0 ? invalid(...issues) : valid({ file, stages: stages as Stages, options: inputs.inputs });
}

/** The name of a stage, whoever brings it. */
export function nameOf(stage: Stages[number]): string {
  return typeof stage === 'string' ? stage : stage.name;
}

type Problem = Omit<Issue, 'origin'>;

function checkExport(name: string): Problem[] {
  if (EXPORTS.includes(name)) return [];
  const hint = didYouMean(name, EXPORTS) ?? `it exports ${EXPORTS.join(' and ')}`;
  return [{ code: 'plugin/export', message: `a plugin does not export ${name}`, hint }];
}

function checkStages(stages: unknown): Problem[] {
  if (!Array.isArray(stages) || stages.length === 0) return [problem('stages must be a list with at least one stage')];
  const problems = stages.flatMap((stage, i) => checkStage(stage, `stages[${i}]`));
  if (problems.length > 0) return problems;
  const names = (stages as Stages).map(nameOf);
  const twice = names.filter((name, i) => names.indexOf(name) < i);
  return [...new Set(twice)].map((name) => problem(`stage '${name}' is there twice`));
}

function checkStage(stage: unknown, at: string): Problem[] {
  if (typeof stage === 'string') {
    if (isStandardStage(stage)) return [];
    const hint = didYouMean(stage, STAGES) ?? `of its own are ${STAGES.join(', ')}; yours are {name, run}`;
    return [problem(`${at}: the product has no stage '${stage}'`, hint)];
  }
  if (typeof stage !== 'object' || stage === null) return [problem(`${at} must be a name, or {name, run}`)];
  const { name, run, help } = stage as Partial<Record<keyof Stage, unknown>>;
  return [
    ...(typeof name === 'string' && NAME.test(name)
      ? []
      : [problem(`${at}.name must be small letters, digits, - and _`)]),
    ...(typeof run === 'function' ? [] : [problem(`${at}.run must be a function`)]),
    ...(help === undefined || typeof help === 'string' ? [] : [problem(`${at}.help must be text`)]),
  ];
}

function problem(message: string, hint?: string): Problem {
  return { code: 'plugin/stage', message, ...(hint === undefined ? {} : { hint }) };
}
