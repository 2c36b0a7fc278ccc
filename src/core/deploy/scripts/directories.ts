/** An execution on a host that runs what it should and only lacks directories of the state. */
import { compact, PROLOGUE, scriptCommand } from './prologue.ts';

/** The command; stdin are lines from {@link directoryLines}. @param home Absolute, as the probe answered it. */
export function directoriesCommand(home: string): string {
  return scriptCommand(DIRECTORIES, home);
}

/** One line for each. */
export function directoryLines(directories: readonly string[]): string {
  return directories.map((path) => `${path}\n`).join('');
}

const DIRECTORIES = compact(`${PROLOGUE}
home=$1
while IFS= read -r path; do
  place_of "$path"
  make_place || exit
done
`);
