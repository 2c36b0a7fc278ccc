/** One of the two that are compared: its definition, and the release whose files it would get. */
import { posix } from 'node:path';
import type { Definition } from '../../core/definition/definition.ts';
import { toSourceUrl } from '../../core/source-url.ts';
import type { GatherInputs } from '../gather/places.ts';
import { type Gathered, gather } from '../gather.ts';
import { openDefinition } from '../open-definition.ts';
import type { Environment, Ports } from '../ports/ports.ts';

/** `gathered` is absent where nothing leads to the code; `why` then says so, as a whole sentence without its end. */
export type Side =
  | { readonly definition: Definition; readonly gathered: Gathered }
  | { readonly definition: Definition; readonly why: string };

/**
 * As any command would find it. Where neither VERSION nor `--meta` nor `--src-dir` says which release, the work tree
 * around is taken as it is, if it is the project's own.
 * @throws as `gather`.
 */
export async function openSide(inputs: GatherInputs, ports: Ports, { cwd }: Environment): Promise<Side> {
  if (inputs.version !== undefined || inputs.meta !== undefined || inputs['src-dir'] !== undefined)
    return fromRelease(inputs, ports);
  const definition = await openDefinition(inputs, ports);
  const repos = await ports.sourceRepos(inputs['top-dir']);
  const root = await repos.root('.');
  const hint = 'name a VERSION, or use --meta or --src-dir';
  if (root === undefined) return { definition, why: `no release says which files to compare: ${hint}` };
  const { repo } = definition.settings;
  if (repo !== undefined && toSourceUrl(repo) !== (await repos.workTree('.')).url)
    return { definition, why: `the code of ${definition.project} lies elsewhere: ${hint}` };
  return fromRelease({ ...inputs, 'src-dir': posix.relative(cwd, root) || '.' }, ports);
}

async function fromRelease(inputs: GatherInputs, ports: Ports): Promise<Side> {
  // It is only looked at: a work tree may then stand beside meta.
  const gathered = await gather({ ...inputs, 'dry-run': true }, ports);
  return { definition: gathered.definition, gathered };
}
