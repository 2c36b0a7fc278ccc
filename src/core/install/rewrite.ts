/** `pattern` and `replace` of a copy group: other paths for what is copied (F-57). */
import { type Result, valid } from '../result.ts';
import { replaceTokens } from './source-path.ts';

/** A path as the group writes it → the path as it goes on. */
export type Rewrite = (written: string) => string;

/** Replaces every match, as the old installer did; `$1` and `\1` both mean the first group. Issue: `install/token`. */
export function createRewrite(pattern: string | undefined, replace: string | undefined): Result<Rewrite> {
  if (pattern === undefined || replace === undefined) return valid((written) => written);
  const source = replaceTokens(pattern);
  if (!source.ok) return source;
  const expression = new RegExp(source.value, 'g');
  return valid((written) =>
    written.replace(expression, (...match: unknown[]) =>
      replace.replace(/\$\$|[$\\](\d)/g, (whole, index?: string) =>
        index === undefined ? whole.slice(1) : String(match[Number(index)] ?? ''),
      ),
    ),
  );
}
