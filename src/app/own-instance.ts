/** Which instance a name that developers share stands for on this machine (B-15). */
import { posix } from 'node:path';
import { parseOwnInstance, standsFor } from '../core/definition/own-instance.ts';
import { unwrap } from '../core/error.ts';
import { decodeText } from './decode-text.ts';
import type { Ports } from './ports/ports.ts';

/**
 * The instance that is meant: with `dev.alice` in the file `instance` of `--top-dir`, `dev` is that one. It is said when
 * it is so. Every other name means itself.
 * @throws input `instance/pointer`, `meta/name`: the file names no instance.
 */
export async function toOwnInstance(
  name: string,
  topDir: string,
  { files, talk }: Pick<Ports, 'files' | 'talk'>,
): Promise<string> {
  const file = posix.join(topDir, 'instance');
  const bytes = await (await files()).read(file);
  if (bytes === undefined) return name;
  const own = unwrap(parseOwnInstance(unwrap(decodeText(bytes, file, 'instance')), file));
  if (!standsFor(name, own)) return name;
  talk.say(`${name} is ${own} here, by ${file}`);
  return own;
}
