/** What a deployment without `--meta` leaves behind: a file under `.facsimile/log`. */
import { posix } from 'node:path';
import type { HostReport } from '../../core/deploy/host-report.ts';
import { planDigest } from '../../core/deploy/plan.ts';
import type { Ports } from '../ports/ports.ts';
import type { Undertaking } from './conclude.ts';

/** Writes `<top-dir>/log/<project>/<instance>/<ulid>.json`: the plan and how it ended on every host. */
export async function writeLog(
  { deployment, plan, circumstances, topDir }: Undertaking,
  reports: readonly HostReport[],
  ports: Ports,
): Promise<void> {
  const { id, project, instance } = deployment;
  const log = {
    deployment: id,
    endedAt: ports.clock.now(),
    who: circumstances.environment.actor,
    reason: circumstances.reason,
    planDigest: planDigest(plan),
    plan,
    hosts: reports.map(({ failure, ...report }) => ({
      ...report,
      code: failure?.code ?? '',
      message: failure?.message ?? '',
    })),
  };
  const files = await ports.files();
  const content = new TextEncoder().encode(`${JSON.stringify(log, null, 2)}\n`);
  await files.makeTopFolder(topDir);
  await files.write({ path: posix.join(topDir, 'log', project, instance, `${id}.json`), mode: 0o644, content });
}
