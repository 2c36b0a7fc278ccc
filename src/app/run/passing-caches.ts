/** Caches that nothing is left of: a dry run changes nothing, not even what we keep for ourselves. */
import type { MachineContext } from '../deploy/machines.ts';

/** Runs `work` with ports that keep copies of repositories in a temporary folder, which is gone afterwards. */
export async function withPassingCaches<T>(
  context: MachineContext,
  work: (context: MachineContext) => Promise<T>,
): Promise<T> {
  const { ports, environment } = context;
  const [ids, files] = await Promise.all([ports.ids(), ports.files()]);
  const folder = `${environment.variables['TMPDIR'] || '/tmp'}/facs-${ids.uuid()}`;
  const passing = {
    ...ports,
    sourceRepos: () => ports.sourceRepos(folder),
    metaRepo: () => ports.metaRepo(folder),
  };
  try {
    return await work({ ...context, ports: passing });
  } finally {
    await files.remove(folder);
  }
}
