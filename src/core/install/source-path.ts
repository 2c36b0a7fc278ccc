/** Paths as install groups write them: tokens (F-55), and what of them lies inside the source. */
import { invalid, type Result, valid } from '../result.ts';

/** Stands for the source's root: a text that is the same on every machine. */
const ROOT = '/src';

const BUILT = 'what a build makes is a binary of the release: write { type: binary, name: NAME, into: FOLDER }';

/** Tokens of the old installer for folders that a deploy no longer has: it never builds, and builds no tree in place. */
const GONE: Readonly<Record<string, string>> = {
  BUILD_DIR: BUILT,
  DEPLOY_DIR: 'what earlier groups put into the tree is there already; files come from the source, or from a binary',
  CONFIGURATION_NAME: BUILT,
};

/** A path of the source. `written` is as the group's pattern sees it; `path` as the source knows it (`''`: its root). */
export interface SourcePath {
  readonly written: string;
  readonly path: string;
  /** Written with `$SRC_DIR$` in front: lands by its own name, not by its whole path (F-56). */
  readonly rooted: boolean;
}

/** Puts values in place of `$SRC_DIR$`; a token that no longer means anything is an issue (`install/token`). */
export function replaceTokens(text: string): Result<string> {
  for (const [token, hint] of Object.entries(GONE)) {
    if (text.includes(`$${token}$`))
      return invalid({ code: 'install/token', message: `$${token}$ has no meaning here`, hint });
  }
  return valid(text.replaceAll('$SRC_DIR$', ROOT));
}

/** Reads a file or folder of a group. Issues: `install/token`, `install/outside`. */
export function parseSourcePath(text: string): Result<SourcePath> {
  const replaced = replaceTokens(text);
  if (!replaced.ok) return replaced;
  const written = replaced.value;
  const rooted = isRooted(written);
  const parts = (rooted ? written.slice(ROOT.length) : written)
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || (written.startsWith('/') && !rooted))
    return invalid({
      code: 'install/outside',
      message: `${text} is not inside the source`,
      hint: 'write it from the root of the source, or begin with $SRC_DIR$',
    });
  return valid({ written: rooted ? [ROOT, ...parts].join('/') : parts.join('/'), path: parts.join('/'), rooted });
}

/** True for a path that still begins at the source's root. */
export function isRooted(written: string): boolean {
  return written === ROOT || written.startsWith(`${ROOT}/`);
}
