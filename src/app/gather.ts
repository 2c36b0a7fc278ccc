/** Which release and which definitions a command is about. */
import type { Definition } from '../core/definition/definition.ts';
import { chooseByChannel, chooseTip, chooseVersion } from './gather/choose-release.ts';
import { openRelease, openSource, recordedBinaries } from './gather/chosen-release.ts';
import { findOwn, findReleased } from './gather/find-release.ts';
import { findGround, type Ground } from './gather/ground.ts';
import { overInstall } from './gather/over-install.ts';
import type {
  DefinitionsAt,
  FoundDefinition,
  FoundRelease,
  GatherInputs,
  Places,
  SeenMeta,
  SourceAddress,
} from './gather/places.ts';
import { readWorkTree } from './gather/work-tree.ts';
import type { DefinePlace } from './layer-files.ts';
import { openMeta } from './open-meta.ts';
import type { Ports } from './ports/ports.ts';
import type { ChosenRelease } from './release-choice.ts';

/** The repository of a release as it is read here and now, and the folder of it that holds the project. */
export interface SourceOrigin {
  readonly url: string;
  readonly within: string;
}

/** A release of a project and the definition of one of its instances. */
export interface Gathered {
  readonly definition: Definition;
  readonly release: ChosenRelease;
  readonly definitionsAt: DefinitionsAt;
  /** The folder that the definition was read from, in the files around it. */
  readonly define: DefinePlace;
  /** Where its repository is read: absent for the files of a work tree as they are on disk. */
  readonly origin?: SourceOrigin;
  /** Absent without `--meta`. */
  readonly seen?: SeenMeta;
}

/**
 * The release: VERSION, else what the channel of the instance maps to, else with `--src-dir` the work tree as it is.
 * The definitions: those of the project's own repo at that release; or, where they lie apart from the code (`--define`,
 * meta, a repo of definitions), as they are now.
 *
 * @throws input: every issue of the layers at once; `release/…`, `channel/…`, `definition/no-folder`. Operation: as
 *   `SourceRepos` and `MetaRepo`.
 */
export async function gather(inputs: GatherInputs, ports: Ports): Promise<Gathered> {
  const places = await openPlaces(inputs, ports);
  const seen = places.seen === undefined ? {} : { seen: places.seen };
  if (inputs['src-dir'] !== undefined) {
    const { release, origin, ...found } = await readWorkTree(places, inputs['src-dir']);
    const definition = await overInstall(places, found, release.source);
    const binaries = await recordedBinaries(places, release);
    const gathered = { definition, release: { ...release, binaries }, definitionsAt: found.at, define: found.place };
    return { ...gathered, ...seen, ...(origin && { origin }) };
  }
  const found = await find(places);
  const choice = found.choice ?? (await chooseApart(places, found));
  const { release, url } = await openRelease(places, { ...found, choice });
  const definition = await overInstall(places, found, release.source);
  const origin = { url, within: definition.settings.srcDir };
  return { definition, release, definitionsAt: found.at, define: found.place, origin, ...seen };
}

/**
 * The definition alone, and where it was read: where it does not hang on a release, none is looked for but the one that
 * VERSION names. @throws as `gather`.
 */
export async function gatherDefinition(inputs: GatherInputs, ports: Ports): Promise<FoundDefinition> {
  const places = await openPlaces(inputs, ports);
  if (inputs['src-dir'] !== undefined) {
    const { release, ...found } = await readWorkTree(places, inputs['src-dir']);
    return { ...found, definition: await overInstall(places, found, release.source) };
  }
  const found = await find(places);
  const choice = found.choice ?? (inputs.version === undefined ? undefined : await chooseApart(places, found));
  if (choice === undefined) return found;
  return { ...found, definition: await overInstall(places, found, await openSource(places, { ...found, choice })) };
}

async function openPlaces(inputs: GatherInputs, ports: Ports): Promise<Places> {
  const repos = await ports.sourceRepos(inputs['top-dir']);
  if (inputs.meta === undefined) return { inputs, ports, repos };
  const meta = await openMeta(ports, inputs);
  return { inputs, ports, repos, seen: { meta, snapshot: await meta.snapshot() } };
}

async function find(places: Places): Promise<FoundRelease> {
  const ground: Ground = await findGround(places);
  if (ground.kind === 'own') return findOwn(places, ground);
  return ground.kind === 'released' ? findReleased(places, ground) : ground;
}

/** What the definitions write as `repo:`, else the work tree that the command runs in. */
async function addressOf({ repos }: Places, repo: string | undefined): Promise<SourceAddress | undefined> {
  if (repo !== undefined) return { url: repo, named: repo };
  if ((await repos.root('.')) === undefined) return undefined;
  const { root, url } = await repos.workTree('.');
  return { url: root, named: url };
}

async function chooseApart(places: Places, { definition }: FoundRelease) {
  const { version, devel } = places.inputs;
  if (devel) {
    const { project, settings } = definition;
    return chooseTip(places, { project, version, from: await addressOf(places, settings.repo) });
  }
  if (version === undefined) return chooseByChannel(places, definition);
  const { project, settings } = definition;
  return chooseVersion(places, { project, version, from: await addressOf(places, settings.repo) });
}
