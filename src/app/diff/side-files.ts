/** The files of every host of one side: as they are for comparing, and masked for showing. */
import { hostsOrLocal } from '../../core/definition/choose-hosts.ts';
import type { FileState, HostFiles } from '../../core/diff/compare-files.ts';
import { isFailure } from '../../core/error.ts';
import { maskState } from '../../core/state/mask-state.ts';
import type { BuiltTree, Content } from '../../core/tree/tree.ts';
import { buildKnownTrees, type KnownTrees, type TreeInputs } from '../build-trees.ts';
import type { Gathered } from '../gather.ts';
import type { Ports } from '../ports/ports.ts';
import { readState } from '../state.ts';
import { stateInputsFor } from '../state-inputs.ts';
import type { StateStanding } from '../state-standing.ts';

/** What a host gets. Hosts with equal files have the same `copy`. */
export interface HostView extends HostFiles {
  readonly copy: string;
  /** The bytes of a file with its secrets masked; undefined where they cannot be shown. */
  content(path: string): Content | undefined;
}

/** Folder for caches, working folder; what this machine is, where an instance without hosts is compared. */
export interface SidePlaces {
  readonly topDir: string;
  readonly cwd: string;
  readonly platform: string;
}

/**
 * By host name. State is read and never made.
 * @throws as `buildTrees`, but for secrets that are not at hand, and as `readState`.
 */
export async function readSideFiles(
  gathered: Gathered,
  places: SidePlaces,
  ports: Ports,
): Promise<ReadonlyMap<string, HostView>> {
  const { definition, release, define } = gathered;
  const state = await readState(stateInputsFor(gathered, places), ports);
  const hosts = hostsOrLocal(definition.settings, places.platform);
  const inputs: TreeInputs = { definition, release, define, hosts, state, topDir: places.topDir };
  const real = await buildKnownTrees(inputs, ports);
  const masked = await buildMasked(inputs, real, ports);
  const trees = [...new Set(real.trees.values())];
  return new Map(
    [...real.trees].map(([host, tree]) => {
      const needs = real.needs.filter((need) => need.host === host);
      const unknown = new Map(
        needs.map(({ path, wanted }) => [path, describeNeed(state, real.refused, wanted)] as const),
      );
      const copy = JSON.stringify([trees.indexOf(tree), [...unknown]]);
      return [host, { ...viewHost(tree, masked?.trees.get(host)), copy, unknown }] as const;
    }),
  );
}

/** The same with stand-ins for secrets; undefined where a template cannot do with those. */
async function buildMasked(inputs: TreeInputs, real: KnownTrees, ports: Ports): Promise<KnownTrees | undefined> {
  const { state } = inputs;
  if (state.kind !== 'open' || ![...real.trees.values()].some(holdsSecrets)) return real;
  try {
    return await buildKnownTrees(
      { ...inputs, state: { ...state, state: maskState(state.state) }, masked: true },
      ports,
    );
  } catch (error) {
    if (isFailure(error) && error.kind === 'input') return undefined;
    throw error;
  }
}

function holdsSecrets(tree: BuiltTree): boolean {
  return secretPaths(tree).size > 0;
}

function secretPaths({ tree, artefacts }: BuiltTree): ReadonlySet<string> {
  const deployed = tree.entries.filter(({ content }) => content.kind === 'secret');
  const beside = [...artefacts.values()].filter(({ body }) => body.kind === 'file' && body.secret);
  return new Set([...deployed, ...beside].map(({ path }) => path));
}

function viewHost(real: BuiltTree, masked: BuiltTree | undefined): Pick<HostView, 'files' | 'content'> {
  const secrets = secretPaths(real);
  const content = (path: string) =>
    masked === undefined && secrets.has(path) ? undefined : contentOf(masked ?? real, path);
  const states = [...statesOf(real)].map(([path, state]) => {
    const shown = content(path)?.sha256 ?? state.content;
    return [path, { ...state, shown }] as const;
  });
  return { files: new Map(states), content };
}

function statesOf({ tree, contents, artefacts }: BuiltTree): ReadonlyMap<string, Omit<FileState, 'shown'>> {
  const states = new Map<string, Omit<FileState, 'shown'>>();
  for (const { path, mode, content } of tree.entries) {
    if (content.kind === 'link') states.set(path, { kind: 'link', mode, content: content.target });
    else if (content.kind === 'dir') states.set(path, { kind: 'dir', mode, content: '' });
    else states.set(path, { kind: 'file', mode, content: contents.get(path)?.sha256 ?? '' });
  }
  for (const [path, { mode, body }] of artefacts) {
    const content = body.kind === 'file' ? body.content.sha256 : body.kind === 'link' ? body.target : '';
    states.set(path, { kind: body.kind, mode, content });
  }
  return states;
}

function contentOf({ contents, artefacts }: BuiltTree, path: string): Content | undefined {
  const body = artefacts.get(path)?.body;
  return contents.get(path) ?? (body?.kind === 'file' ? body.content : undefined);
}

/** What it takes to compare a file that wants this secret. */
function describeNeed(state: StateStanding, refused: KnownTrees['refused'], wanted: string): string {
  if (refused !== undefined) return `needs key: ${refused.message}`;
  if (state.kind === 'locked') return `needs key: ${state.failure.message}`;
  const missing = state.kind === 'absent' ? 'does not exist yet' : 'does not hold it yet';
  return `needs the ${wanted}: ${state.path} ${missing}`;
}
