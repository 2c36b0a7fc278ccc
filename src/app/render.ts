/** `facs render`: the files of every host, on this machine's disk. */
import { chooseHosts, hostsOrLocal, isPartial, type Selection } from '../core/definition/choose-hosts.ts';
import type { Definition } from '../core/definition/definition.ts';
import { unwrap } from '../core/error.ts';
import type { OptionValues } from '../core/run/plugin-options.ts';
import type { BuiltTree } from '../core/tree/tree.ts';
import { buildTrees } from './build-trees.ts';
import type { GatherInputs } from './gather/places.ts';
import { type Gathered, gather } from './gather.ts';
import type { Environment, Ports } from './ports/ports.ts';
import { ensureState, readState } from './state.ts';
import { stateInputsFor } from './state-inputs.ts';
import { sayWhatLacks } from './state-standing.ts';
import { writeTrees } from './tree/write-trees.ts';

/** What to render, for whom, and the folder that it replaces. */
export interface RenderInputs extends GatherInputs, Selection {
  readonly out: string;
}

/** What to render of what was gathered. */
export interface GatheredRender extends Selection, Pick<RenderInputs, 'out' | 'top-dir' | 'dry-run'> {
  readonly gathered: Gathered;
  readonly createsState: boolean;
  readonly options?: OptionValues;
}

/** A tree that was rendered: the hosts that get it, and the folder that it lies in. */
export interface RenderedTree {
  readonly digest: string;
  readonly hosts: readonly string[];
  readonly files: number;
  readonly folders: readonly string[];
}

/** What was rendered. */
export interface Rendering extends Pick<Gathered, 'definition' | 'release'> {
  readonly trees: readonly RenderedTree[];
}

/**
 * Writes the trees into `out`: right into it where all hosts get the same, else each into a folder of the host's name.
 * With `dry-run` nothing is written. Passwords that do not exist yet are made where there is no meta repo; in meta only
 * a deploy makes them.
 *
 * @throws input `render/not-ours` (`out` holds something else); and as `gather`, `chooseHosts`, `buildTrees`,
 *   `ensureState`.
 */
export async function render(inputs: RenderInputs, ports: Ports, environment: Environment): Promise<Rendering> {
  const gathered = await gather(inputs, ports);
  return renderGathered({ ...inputs, gathered, createsState: gathered.seen === undefined }, ports, environment);
}

/** The same for what is gathered already. @param wish `createsState`: also in meta, as a deploy would. */
export async function renderGathered(wish: GatheredRender, ports: Ports, environment: Environment): Promise<Rendering> {
  const { gathered, ...inputs } = wish;
  const { definition, release, define } = gathered;
  const hosts = hostsToRender(definition, inputs, environment.platform);
  const subject = stateInputsFor(gathered, { topDir: inputs['top-dir'], cwd: environment.cwd });
  const creates = wish.createsState && inputs['dry-run'] !== true;
  const state = await (creates ? ensureState(subject, ports) : readState(subject, ports));
  if (!creates) sayWhatLacks(state, subject.needs, ports.talk);
  const { options } = wish;
  const built = await buildTrees(
    { definition, release, define, hosts, state, topDir: inputs['top-dir'], ...(options && { options }) },
    ports,
  );
  const trees = describeTrees(built);
  if (inputs['dry-run'] !== true) {
    const note = { project: definition.project, instance: definition.instance, release: release.githash, trees };
    await writeTrees({ out: inputs.out, built, note }, await ports.files());
  }
  return { definition, release, trees };
}

function hostsToRender({ settings }: Definition, selection: Selection, platform: string) {
  return isPartial(selection) ? unwrap(chooseHosts(settings, selection)) : hostsOrLocal(settings, platform);
}

/** One entry per tree, in order of its first host. */
function describeTrees(built: ReadonlyMap<string, BuiltTree>): readonly RenderedTree[] {
  const trees = [...new Set(built.values())];
  return trees.map((tree) => {
    const hosts = [...built].flatMap(([host, its]) => (its === tree ? [host] : []));
    const folders = trees.length === 1 ? ['.'] : hosts;
    return { digest: tree.tree.digest, hosts, files: tree.tree.entries.length, folders };
  });
}
