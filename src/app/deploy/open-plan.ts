/** A saved plan as the inputs of the deploy that carries it out, and the check that it is still the plan. */
import { type Plan, planDigest } from '../../core/deploy/plan.ts';
import { parseSavedPlan, type SavedPlan } from '../../core/deploy/saved-plan.ts';
import { inputFailure, operationFailure, unwrap } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import type { GatherInputs } from '../gather/places.ts';
import type { Ports } from '../ports/ports.ts';

/** Lines of the difference that are shown. */
const SHOWN = 80;

/** @throws input `plan/missing`, and as `parseSavedPlan`. */
export async function openPlan(path: string, ports: Pick<Ports, 'files'>): Promise<SavedPlan> {
  const bytes = await (await ports.files()).read(path);
  if (bytes !== undefined) return unwrap(parseSavedPlan(new TextDecoder().decode(bytes), path));
  throw inputFailure({
    code: 'plan/missing',
    message: `${path} is not there`,
    hint: 'facs plan --json >FILE writes one',
    origin: inputOrigin('--plan'),
  });
}

/** What to gather for it: the same release by the same way, the same definitions, the same hosts. */
export function inputsOf({ plan }: SavedPlan): Pick<GatherInputs, 'project' | 'instance' | 'version' | 'define-ref'> & {
  readonly host: readonly string[];
} {
  const { project, instance, release, channel, definitions, hosts } = plan;
  const isApart = definitions.githash !== '' && definitions.githash !== release.githash;
  return {
    ...{ project, instance },
    // A channel that maps to something else by now is told by the plan that comes of it.
    version: channel === '' ? release.githash : undefined,
    ...(isApart && { 'define-ref': definitions.githash }),
    host: hosts.map(({ host }) => host),
  };
}

/** @throws operation `plan/moved`: what would be done now is not what was saved; both are shown. Nothing was changed. */
export async function checkPlan(saved: SavedPlan | undefined, plan: Plan): Promise<void> {
  if (saved === undefined || planDigest(plan) === saved.digest) return;
  const { describeDifference } = await import('../diff/unified.ts');
  const text = (given: Plan) => `${JSON.stringify(given, undefined, 2)}\n`;
  const difference = describeDifference(
    { name: 'the plan that was saved', text: text(saved.plan) },
    { name: 'what would be done now', text: text(plan) },
  );
  const lines = (difference ?? '').split('\n');
  const rest = lines.length > SHOWN ? [`… and ${lines.length - SHOWN} more lines`] : [];
  throw operationFailure({
    code: 'plan/moved',
    message: ['the world moved since the plan was made:', ...lines.slice(0, SHOWN), ...rest].join('\n'),
    target: `${plan.project} ${plan.instance}`,
    retry: 'never',
    next: 'look at what would be done now (facs plan), and deploy that',
  });
}
