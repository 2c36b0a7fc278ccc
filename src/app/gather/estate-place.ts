/** Where the definitions of a whole estate lie, when that is not simply the disk. */
import { inputFailure } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import { findOnDisk } from '../definitions-on-disk.ts';
import type { DefinePlace } from '../layer-files.ts';
import { openMeta } from '../open-meta.ts';
import type { Ports } from '../ports/ports.ts';
import { metaPlace } from './meta-files.ts';
import { findNamed } from './named-folder.ts';
import { nothingToPin, pinMeta, pinWorkTree } from './pinned.ts';
import type { FoundPlace, GatherInputs } from './places.ts';

/** The inputs that lead there. */
export type EstatePlaces = Pick<GatherInputs, 'define' | 'define-ref' | 'meta' | 'meta-token' | 'src-dir' | 'top-dir'>;

/**
 * The folder that `--define` names; else with `--meta` its `define/`; else the work tree's. With `--define-ref` as they are
 * at that commit.
 * @throws input `definition/no-folder`, `definition/unknown-ref`, `definition/no-ref`; operation as `SourceRepos` and
 *   `MetaRepo`.
 */
export async function findEstatePlace(inputs: EstatePlaces, ports: Ports): Promise<DefinePlace> {
  const repos = await ports.sourceRepos(inputs['top-dir']);
  const { define, 'src-dir': srcDir, 'define-ref': ref } = inputs;
  if (define !== undefined) return (await findNamed({ inputs, ports, repos }, define)).place;
  if (inputs.meta !== undefined && srcDir === undefined) return (await findInMeta(inputs, ports)).place;
  if (ref === undefined) return findOnDisk(inputs, ports);
  const folder = srcDir ?? '.';
  if ((await repos.root(folder)) === undefined) throw nothingToPin(folder);
  return (await pinWorkTree(repos, await repos.workTree(folder), ref)).place;
}

async function findInMeta(inputs: EstatePlaces, ports: Ports): Promise<FoundPlace> {
  const meta = await openMeta(ports, inputs);
  const seen = { meta, snapshot: await meta.snapshot() };
  const ref = inputs['define-ref'];
  const found = ref === undefined ? await metaPlace(seen) : await pinMeta(seen, ref);
  if (found !== undefined) return found;
  throw inputFailure({
    code: 'definition/no-folder',
    message: 'the meta repo has no folder define/: each release brings the definitions of its project',
    hint: 'run this in the project, or name the folder of its definitions with --define',
    origin: inputOrigin('--all'),
  });
}
