/** stdout as a screen. */
import type { Screen } from '../app/ports/screen.ts';
import { writeOut } from './standard-output.ts';

/**
 * Lines as they come. Colours only on a terminal that has not been told otherwise.
 * @source https://no-color.org: any NO_COLOR that is not empty; terminfo(5): TERM=dumb has no colours.
 */
export function terminalScreen(
  variables: Readonly<Record<string, string | undefined>>,
  isTerminal: () => boolean = () => process.stdout.isTTY === true,
): Screen {
  return {
    get colors() {
      return !variables['NO_COLOR'] && variables['TERM'] !== 'dumb' && isTerminal();
    },
    get interactive() {
      return process.stdin.isTTY === true && isTerminal();
    },
    print: (line) => writeOut(`${line}\n`),
  };
}
