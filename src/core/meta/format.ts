/** `facsimile.yaml`: the file that makes a git repo a meta repo, and says by which rules it is written. */
import { find } from '../definition/value-node.ts';
import { fileOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readMapping } from '../yaml/read-mapping.ts';
import { FORMAT_FILE } from './paths.ts';

/** The only format so far. */
export const FORMAT = 1;

/**
 * The format version that `facsimile.yaml` states; the issue `meta/format` for none, or one that is not known here; and
 * as `readMapping`, under `meta/`.
 */
export function parseFormat(text: string): Result<typeof FORMAT> {
  const root = readMapping({ text, file: FORMAT_FILE, area: 'meta', thing: FORMAT_FILE });
  if (!root.ok) return root;
  const found = find(root.value, ['format']);
  const format = found.kind === 'found' && found.value.kind === 'scalar' ? String(found.value.value) : '';
  if (format === String(FORMAT)) return valid(FORMAT);
  const newer = /^\d+$/.test(format) && Number(format) > FORMAT;
  return invalid({
    code: 'meta/format',
    message: newer
      ? `this meta repo has format ${format}, facs knows ${FORMAT}`
      : `the ${FORMAT_FILE} of this meta repo does not say "format: ${FORMAT}"`,
    origin: found.kind === 'found' ? found.key : fileOrigin(FORMAT_FILE),
    ...(newer ? { hint: 'a newer facs wrote it: update this one' } : {}),
  });
}

/** The text of a new `facsimile.yaml`. */
export function encodeFormat(): string {
  return `# This is the meta repo of a Facsimile installation: releases, channels, deployments.\nformat: ${FORMAT}\n`;
}
