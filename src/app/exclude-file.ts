/** `exclude.rsync` beside the layers: what never reaches a host. */
import type { ExcludeRule } from '../core/install/exclude-rules.ts';
import { type Result, valid } from '../core/result.ts';
import { decodeText } from './decode-text.ts';
import type { DefinePlace } from './layer-files.ts';

const NAME = 'exclude.rsync';

/** Its rules, strongest first; none where there is no such file. Issues: as `parseExcludeRules`, and `exclude/encoding`. */
export async function readExcludes({ files, folder, file }: DefinePlace): Promise<Result<readonly ExcludeRule[]>> {
  if (file !== undefined) return valid([]);
  const path = folder === '' ? NAME : `${folder}/${NAME}`;
  const bytes = await files.read(path);
  if (bytes === undefined) return valid([]);
  const text = decodeText(bytes, files.locate(path), 'exclude');
  // Most definitions have none.
  const { parseExcludeRules } = await import('../core/install/exclude-rules.ts');
  return text.ok ? parseExcludeRules(text.value, files.locate(path)) : text;
}
