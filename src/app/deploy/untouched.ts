/** Reports of hosts that were left as they are. */
import type { HostReport } from '../../core/deploy/host-report.ts';
import type { Prepared } from './roll-out.ts';

/** What is said of a host on which nothing was activated. */
export function untouched(
  { member, work }: Pick<Prepared, 'member' | 'work'>,
  outcome: 'unchanged' | 'skipped' | 'failed',
): HostReport {
  const { name, targets } = member.host;
  const { from } = work;
  return { host: name, targets, outcome, ...(from === undefined ? {} : { from, now: from }) };
}
