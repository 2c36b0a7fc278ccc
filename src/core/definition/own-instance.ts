/** The instance of one developer, as a file that git ignores names it (B-15). */
import { fileOrigin } from '../issue.ts';
import { parseName } from '../meta/names.ts';
import { invalid, type Result } from '../result.ts';

/**
 * The instance that the text of such a file names: one line. Issue: `instance/pointer`.
 * @param file As the user can open it.
 */
export function parseOwnInstance(text: string, file: string): Result<string> {
  const name = text.trim();
  const origin = fileOrigin(file);
  const hint = 'write one line: dev.alice';
  if (name === '' || /[\r\n]/.test(name))
    return invalid({ code: 'instance/pointer', message: 'this file names one instance', hint, origin });
  const parsed = parseName('instance', name);
  return parsed.ok ? parsed : invalid(...parsed.issues.map((issue) => ({ ...issue, origin })));
}

/** True for a name that all developers may use for what is their own: `dev` for `dev.alice`. */
export function standsFor(word: string, own: string): boolean {
  return own.startsWith(`${word}.`);
}
