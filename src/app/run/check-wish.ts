/** What can be known to go wrong before the first stage begins. */
import { inputFailure } from '../../core/error.ts';
import { type Issue, inputOrigin } from '../../core/issue.ts';
import { checkStore } from '../record-binaries.ts';
import { missingOutputs } from './build-stage.ts';
import { type Going, isRecorded } from './stage.ts';

/** @throws input `store/…`: there is no place for what is to be built; `run/devel-and-meta`: it could not be recorded. */
export function checkWish(going: Going, stages: readonly string[]): void {
  if (going.inputs['dry-run']) return;
  const issues = [
    ...(stages.includes('build') ? checkBuildPlace(going) : []),
    ...(stages.includes('deploy') ? checkRelease(going) : []),
  ];
  if (issues.length > 0) throw inputFailure(...issues);
}

function checkBuildPlace(going: Going): readonly Issue[] {
  const { definition, release } = going.gathered;
  const { build } = definition.settings;
  if (build === undefined || !isRecorded(going)) return [];
  return missingOutputs(build, release.binaries, going).length === 0 ? [] : checkStore(going.inputs);
}

function checkRelease({ inputs, gathered }: Going): readonly Issue[] {
  if (!inputs.devel || gathered.seen === undefined) return [];
  return [
    {
      code: 'run/devel-and-meta',
      message: 'a branch is no release, so what it deploys to could not be recorded',
      hint: 'leave --meta or --devel out, or add --dry-run',
      origin: inputOrigin('--devel'),
    },
  ];
}
