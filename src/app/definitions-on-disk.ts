/** Where definitions lie on this machine. */
import { posix } from 'node:path';
import { inputFailure, unwrap } from '../core/error.ts';
import type { FileSet } from '../core/files.ts';
import { inputOrigin } from '../core/issue.ts';
import type { Result } from '../core/result.ts';
import { findDefineFolder, openDefineFolder } from './define-folder.ts';
import type { GatherInputs } from './gather/places.ts';
import { type DefinePlace, listLayerFiles } from './layer-files.ts';
import type { Ports } from './ports/ports.ts';
import type { Talk } from './ports/talk.ts';

/**
 * Where the definitions lie on disk: `--define`, else `--src-dir` or the working folder, else the top of the work tree
 * around it. Only for that last one git is asked.
 * @throws input `definition/no-folder`, saying where was looked.
 */
export async function findOnDisk(
  inputs: Pick<GatherInputs, 'define' | 'src-dir' | 'top-dir'>,
  ports: Ports,
): Promise<DefinePlace> {
  if (inputs.define !== undefined) return openNamedFolder(inputs.define, ports);
  const start = inputs['src-dir'] ?? '.';
  const here = await openFolder(start, ports);
  const found = await findDefineFolder(here);
  if (found !== undefined) return found;
  const root = await (await ports.sourceRepos(inputs['top-dir'])).root(start);
  return openDefineFolder(root === undefined ? here : await openFolder(root, ports));
}

/** The value of a result; its warnings are said. @throws input: all its issues. */
export function accept<T>(result: Result<T>, talk: Talk): T {
  const value = unwrap(result);
  if (result.ok) for (const warning of result.warnings) talk.warn(warning);
  return value;
}

/** The folder that `--define` names. @throws input `definition/no-folder`. */
export async function openNamedFolder(folder: string, ports: Ports): Promise<DefinePlace> {
  const name = posix.basename(folder);
  // Opened by its parent where it has a name: `tmpl/` and `extra/` may lie beside it.
  const place = ['', '.', '..'].includes(name)
    ? { files: await openFolder(folder, ports), folder: '' }
    : { files: await openFolder(posix.dirname(folder), ports), folder: name };
  if ((await listLayerFiles(place)).size > 0) return place;
  const message = `there are no definitions in ${folder}`;
  const hint = 'layers are files like facsimile.yaml right in that folder';
  throw inputFailure({ code: 'definition/no-folder', message, hint, origin: inputOrigin('--define') });
}

async function openFolder(folder: string, ports: Ports): Promise<FileSet> {
  const files = await (await ports.files()).folder(folder);
  if (files !== undefined) return files;
  throw inputFailure({ code: 'definition/no-folder', message: `the folder ${folder} is not there` });
}
