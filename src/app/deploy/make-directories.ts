/** Directories of the state, on a host that has nothing else to do. */
import { directoriesCommand, directoryLines } from '../../core/deploy/scripts/directories.ts';
import { describeEnding } from './finished.ts';
import { hostFailure, type Member } from './fleet.ts';

/** Makes them. @throws operation `host/directory`. */
export async function makeDirectories({ host, facts, connection }: Member, directories: readonly string[]) {
  async function* stdin() {
    yield new TextEncoder().encode(directoryLines(directories));
  }
  const finished = await connection.execute({ command: directoriesCommand(facts.home), stdin: stdin() });
  if (finished.ending.kind === 'exit' && finished.ending.code === 0) return;
  throw hostFailure(host, {
    code: 'host/directory',
    message: `a directory of the state could not be made (${describeEnding(finished)})`,
    retry: 'safe',
    next: `give ${host.user} leave to make ${directories.join(', ')} on ${host.name}, or make it there`,
  });
}
