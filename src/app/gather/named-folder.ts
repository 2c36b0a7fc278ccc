/** `--define`: the folder that somebody named. */
import { posix } from 'node:path';
import { openNamedFolder } from '../definitions-on-disk.ts';
import { nothingToPin, pinIn } from './pinned.ts';
import type { DefinitionsAt, FoundPlace, GatherInputs, Places } from './places.ts';

/** What of the places leads to a named folder. */
export type Around = Pick<Places, 'ports' | 'repos' | 'seen'> & { readonly inputs: Pick<GatherInputs, 'define-ref'> };

/** As it is on disk; with `--define-ref` as it is in that commit of the repository around it. @throws input. */
export async function findNamed(places: Around, folder: string): Promise<FoundPlace> {
  const { inputs, ports, repos } = places;
  const ref = inputs['define-ref'];
  if (ref === undefined) return { place: await openNamedFolder(folder, ports), at: await stateOf(places, folder) };
  if ((await repos.root(folder)) === undefined) throw nothingToPin(folder);
  const { root, url, within } = await repos.workTree(folder);
  const pinned = await pinIn(repos, { root, named: url }, ref);
  // By its parent, as on disk: tmpl/ and extra/ may lie beside it.
  const parent = posix.dirname(within);
  const files = await repos.files(pinned.url, pinned.githash, parent === '.' ? '' : parent);
  const place = { files, folder: posix.basename(within) };
  return { place, at: { label: files.locate(place.folder), url, githash: pinned.githash } };
}

/** No commit says what a folder holds that was changed since, or that lies in no repository. */
async function stateOf({ ports, repos, seen }: Around, folder: string): Promise<DefinitionsAt> {
  if ((await repos.root(folder)) === undefined) return { label: folder };
  const { url, head, dirty, within } = await repos.workTree(folder);
  if (!dirty.some((path) => isPartOf(path, within))) return { label: folder, url, githash: head.githash };
  if (seen !== undefined) {
    const message = `${folder} is not as it was committed: no record will say which definitions these are`;
    ports.talk.warn({ code: 'definition/uncommitted', message, hint: 'commit them' });
  }
  return { label: `${folder} (changed)` };
}

/** True for layers, and for the templates and extra files that lie with them or beside them. */
export function isPartOf(path: string, define: string): boolean {
  if (define === '' || path.startsWith(`${define}/`)) return true;
  const parent = posix.dirname(define);
  const beside = parent === '.' ? path : posix.relative(parent, path);
  return beside.startsWith('tmpl/') || beside.startsWith('extra/');
}
