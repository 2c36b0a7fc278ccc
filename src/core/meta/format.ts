/** `facsimile.yaml`: the file that makes a git repo a meta repo, and says by which rules it is written. */
import { parseDocument } from 'yaml';
import { fileOrigin } from '../issue.ts';
import { isObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import { FORMAT_FILE } from './paths.ts';

/** The only format so far. */
export const FORMAT = 1;

/** The format version that `facsimile.yaml` states; the issue `meta/format` for none, or one that is not known here. */
export function parseFormat(text: string): Result<typeof FORMAT> {
  const value: unknown = parseDocument(text).toJS();
  const format = isObject(value) ? value['format'] : undefined;
  if (format === FORMAT) return valid(FORMAT);
  const newer = typeof format === 'number' && format > FORMAT;
  return invalid({
    code: 'meta/format',
    message: newer
      ? `this meta repo has format ${format}, facs knows ${FORMAT}`
      : `the ${FORMAT_FILE} of this meta repo does not say "format: ${FORMAT}"`,
    origin: fileOrigin(FORMAT_FILE),
    ...(newer ? { hint: 'a newer facs wrote it: update this one' } : {}),
  });
}

/** The text of a new `facsimile.yaml`. */
export function encodeFormat(): string {
  return `# This is the meta repo of a Facsimile installation: releases, channels, deployments.\nformat: ${FORMAT}\n`;
}
