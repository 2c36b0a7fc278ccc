/** The stage `install`: what hosts would get, rendered onto this machine's disk. */
import { isFailure } from '../../core/error.ts';
import type { JsonObject } from '../../core/json.ts';
import { isTreeUnknown } from '../build-trees.ts';
import { checkBuilt, withBinaries } from '../deploy/prior-work.ts';
import { type RenderedTree, renderGathered } from '../render.ts';
import type { Going, StageEnd } from './stage.ts';

const stage = 'install';

/**
 * Renders into the release's work folder, in the place of whatever an earlier run left there (D-24). A dry run renders
 * in memory; what it cannot know yet it calls unknown.
 * @throws as `renderGathered`.
 */
export async function installStage(going: Going): Promise<StageEnd> {
  const { folders, inputs } = going;
  try {
    const trees = await renderInto(folders.release, going);
    const done = inputs['dry-run'] ? 'would be rendered' : 'rendered';
    const lines = [`${folders.release} ${done}`, ...trees.map(describeTree)];
    const data = { folder: folders.release, trees: trees.map(toData) };
    return { report: { stage, outcome: inputs['dry-run'] ? 'planned' : 'done', lines, data } };
  } catch (error) {
    if (!inputs['dry-run'] || !isTreeUnknown(error) || !isFailure(error)) throw error;
    const lines = [`${folders.release} would be rendered`, `tree: unknown (${error.message})`];
    return { report: { stage, outcome: 'planned', lines, data: { folder: folders.release, trees: null } } };
  }
}

async function renderInto(out: string, { gathered, built, unbuilt, inputs, context }: Going) {
  checkBuilt(gathered.definition, unbuilt);
  const { ports, environment } = context;
  const release = withBinaries(gathered.release, built);
  if (!inputs['dry-run']) await (await ports.files()).makeTopFolder(inputs['top-dir']);
  const wish = { ...inputs, out, gathered: { ...gathered, release }, createsState: true };
  return (await renderGathered(wish, ports, environment)).trees;
}

function describeTree({ digest, hosts, files }: RenderedTree): string {
  return `${digest.slice(0, 12)}  ${files} files  ${hosts.join(', ')}`;
}

function toData({ digest, hosts, files, folders }: RenderedTree): JsonObject {
  return { digest, hosts: [...hosts], files, folders: [...folders] };
}
