/** A dry run changes nothing: not even what we keep for ourselves. */
import { posix } from 'node:path';
import type { MachineContext } from '../deploy/machines.ts';
import type { LocalFiles } from '../ports/local-files.ts';

/**
 * Runs `work` with ports that keep copies of repositories in a temporary folder, which is gone afterwards, and keep no
 * other copies. Whatever else `work` tries to change on this machine's disk is a bug.
 */
export async function withoutEffects<T>(
  context: MachineContext,
  topDir: string,
  work: (context: MachineContext) => Promise<T>,
): Promise<T> {
  const { ports, environment } = context;
  const [ids, files] = await Promise.all([ports.ids(), ports.files()]);
  const folder = `${environment.variables['TMPDIR'] || '/tmp'}/facs-${ids.uuid()}`;
  const passing = {
    ...ports,
    files: async () => readOnly(files, `${posix.join(topDir, 'cache')}/`),
    sourceRepos: () => ports.sourceRepos(folder),
    metaRepo: () => ports.metaRepo(folder),
  };
  try {
    return await work({ ...context, ports: passing });
  } finally {
    await files.remove(folder);
  }
}

/** @param caches Folder whose files are copies: a copy that is not kept is made again. */
function readOnly(files: LocalFiles, caches: string): LocalFiles {
  const refuse = async (path: string): Promise<never> => {
    throw new Error(`a dry run was about to change ${path}`);
  };
  return {
    ...files,
    makeTopFolder: async () => undefined,
    write: async ({ path }) => (path.startsWith(caches) ? undefined : refuse(path)),
    exclusively: (_, work) => work(),
    ...{ create: ({ path }) => refuse(path), link: refuse, makeFolder: refuse, remove: refuse },
    renameFolder: (_, to) => refuse(to),
  };
}
