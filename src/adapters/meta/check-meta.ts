/** Whether a repository is a meta repo, or may become one. */
import { unwrap } from '../../core/error.ts';
import { parseFormat } from '../../core/meta/format.ts';
import { FORMAT_FILE } from '../../core/meta/paths.ts';
import { notMeta, otherRepo } from './meta-failure.ts';

/** What GitHub puts into a new repository, workflows, the definitions of a conglomerate, and what `init` writes first. */
const BELONGS_TO_NOBODY =
  /^(readme|licen[cs]e|codeowners|\.gitignore|\.gitattributes|\.sops|\.github|define)(\.[a-z]+)?$/i;

/** @param format The bytes of `facsimile.yaml`. @throws input `meta/not-meta`, `meta/format` and as `parseFormat`. */
export function checkFormat(url: string, format: Uint8Array | undefined): void {
  if (format === undefined) throw notMeta(url, `it has no ${FORMAT_FILE}`);
  unwrap(parseFormat(new TextDecoder().decode(format)));
}

/**
 * A repo that somebody has used for something else does not become a meta repo by a slip of the fingers.
 * @param top Names of what lies at its top. @throws input `meta/other-repo`.
 */
export function refuseOtherRepo(url: string, top: readonly string[]): void {
  const others = top.filter((name) => !BELONGS_TO_NOBODY.test(name));
  if (others.length > 0) throw otherRepo(url, others);
}
