/** Whether what is to be gone on with is still the last thing that happened. */
import { operationFailure } from '../../core/error.ts';
import type { InstanceState } from '../../core/meta/fold.ts';
import type { Resumed } from './fleet.ts';

/** @throws operation `deploy/moved`: another deployment of the instance began meanwhile. */
export function checkResumed(resumes: Resumed | undefined, state: InstanceState | undefined): void {
  const last = state?.deployments.at(-1)?.begin;
  if (resumes === undefined || last === undefined || last.id === resumes.id) return;
  throw operationFailure({
    code: 'deploy/moved',
    message: `${last.instance} was deployed again meanwhile (${last.id}), so ${resumes.id} is not gone on with`,
    retry: 'never',
    next: `facs status ${last.project} ${last.instance} shows how it stands`,
  });
}
