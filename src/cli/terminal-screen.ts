/** stdout as a screen. */
import type { Screen } from '../app/ports/screen.ts';

/**
 * Lines as they come. Colours only on a terminal that has not been told otherwise.
 * @source https://no-color.org: any NO_COLOR that is not empty; terminfo(5): TERM=dumb has no colours.
 */
export function terminalScreen(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
  variables: Readonly<Record<string, string | undefined>>,
): Screen {
  return {
    colors: stream.isTTY === true && !variables['NO_COLOR'] && variables['TERM'] !== 'dumb',
    interactive: stream.isTTY === true,
    print: (line) => void stream.write(`${line}\n`),
  };
}
