/** The exact files that each host of an instance gets. */
import type { Definition } from '../core/definition/definition.ts';
import { definitionFor } from '../core/definition/overrides.ts';
import type { Host } from '../core/definition/settings.ts';
import { hasCode, inputFailure, type OperationFailure } from '../core/error.ts';
import { isExcluded } from '../core/install/exclude-rules.ts';
import { describeIssue, type Issue } from '../core/issue.ts';
import { collect, invalid, type Result, valid } from '../core/result.ts';
import type { OptionValues } from '../core/run/plugin-options.ts';
import { maskValue } from '../core/state/mask-state.ts';
import { createRenderer } from '../core/template/render.ts';
import { missing } from '../core/template/witness.ts';
import { assembleTree, DEPLOY } from '../core/tree/assemble.ts';
import type { Piece } from '../core/tree/piece.ts';
import type { BuiltTree } from '../core/tree/tree.ts';
import type { DefinePlace } from './layer-files.ts';
import { openSecrets, type SecretPorts, type Secrets } from './open-secrets.ts';
import type { Ports } from './ports/ports.ts';
import type { ChosenRelease } from './release-choice.ts';
import { type StateStanding, stateNeeded } from './state-standing.ts';
import { openSources } from './tree/open-sources.ts';
import type { PieceSource } from './tree/pieces.ts';
import type { Need } from './tree/template-pieces.ts';

/** What trees are made from. */
export interface TreeInputs {
  readonly definition: Definition;
  readonly release: ChosenRelease;
  /** Where the definitions lie: `tmpl/` and `extra/` lie there too, else in the source. */
  readonly define: DefinePlace;
  /** Hosts to build for: all of the instance, or some. */
  readonly hosts: readonly Host[];
  readonly state: StateStanding;
  /** Values of the options that a run was given. */
  readonly options?: OptionValues;
  /** Folder for caches: `--top-dir`. */
  readonly topDir: string;
  /** Stand-ins in the place of the definition's own secrets: what comes of it can be shown. */
  readonly masked?: true;
}

type TreePorts = Pick<Ports, 'archives' | 'binaryStores' | 'files'> & SecretPorts;

/** Trees by host name, and the files that they lack because a secret is not at hand. */
export interface KnownTrees {
  readonly trees: ReadonlyMap<string, BuiltTree>;
  readonly needs: readonly Need[];
  /** Why a secret of the definition is not at hand. */
  readonly refused: OperationFailure | undefined;
}

/**
 * The tree of every host, by host name; hosts with equal trees and artefacts share one object.
 *
 * Where two sources give one path, the later wins: templates of `tmpl/`, `extra/`, then `install.groups` in the order
 * written (a `tmpl` group there takes the place of the default one), then the version file.
 *
 * @throws input: every problem of templates, groups and names at once. Operation: as `openSecrets`; `state/no-key`, `state/absent` or
 *   `state/incomplete` when a file needs a secret that is not at hand (`isTreeUnknown`); and as the stores.
 */
export async function buildTrees(inputs: TreeInputs, ports: TreePorts): Promise<ReadonlyMap<string, BuiltTree>> {
  const { state } = inputs;
  const { trees, needs, refused } = await buildKnownTrees(inputs, ports);
  if (refused !== undefined) throw refused;
  const isKeyless = state.kind === 'open' && state.state.digestKey === undefined;
  const wanted = isKeyless ? ['key of its digests'] : [...new Set(needs.map((need) => need.wanted))];
  if (needs.length > 0) throw stateNeeded(state, wanted);
  return trees;
}

/** The same, for a look at what can be known: files whose secrets are not at hand are left out. @throws as above. */
export async function buildKnownTrees(inputs: TreeInputs, ports: TreePorts): Promise<KnownTrees> {
  const needs: Need[] = [];
  const built: Result<readonly NamedTree[]>[] = [];
  const groups = byDefinition(inputs);
  const secrets = await openSecrets(new Map(groups.flatMap(({ definition }) => [...definition.sealed])), ports);
  for (const alike of groups) built.push(await buildAlike(alike, ports, { needs, secrets }));
  throwIssues(built);
  const found = new Map(built.flatMap((each) => (each.ok ? each.value : [])));
  const shared = new Map<string, BuiltTree>();
  const byHost = inputs.hosts.flatMap(({ name }) => {
    const tree = found.get(name);
    return tree === undefined ? [] : [[name, share(shared, tree)] as const];
  });
  return { trees: new Map(byHost), needs, refused: secrets.refused() };
}

type NamedTree = readonly [string, BuiltTree];

/** Hosts that have one definition go together: those of one operating system, or all. */
function byDefinition(inputs: TreeInputs): readonly TreeInputs[] {
  const groups = new Map<Definition, Host[]>();
  for (const host of inputs.hosts) {
    const definition = definitionFor(inputs.definition, host);
    const alike = groups.get(definition);
    if (alike === undefined) groups.set(definition, [host]);
    else alike.push(host);
  }
  return [...groups].map(([definition, hosts]) => ({ ...inputs, definition, hosts }));
}

interface Wanting {
  /** Takes what templates want and do not get. */
  readonly needs: Need[];
  readonly secrets: Secrets;
}

async function buildAlike(
  inputs: TreeInputs,
  ports: TreePorts,
  { needs, secrets }: Wanting,
): Promise<Result<readonly NamedTree[]>> {
  const { definition, release, state, hosts } = inputs;
  const opened = state.kind === 'open' ? state.state : undefined;
  const digestKey = opened?.digestKey;
  // Without the key of its digest a secret file cannot be named, so then nothing secret is rendered.
  const shared = { definition, release, ...(inputs.options && { options: inputs.options }) };
  const render = createRenderer(
    digestKey === undefined
      ? { ...shared, state: undefined, openSecret: nameless(secrets) }
      : { ...shared, state: opened, openSecret: inputs.masked ? masked(secrets) : secrets.open },
  );
  const sources = await openSources(inputs, { rendering: { definition, render, needs }, ports });
  if (!sources.ok) return sources;
  const pieces = collect(hosts.map((host) => gatherPieces(sources.value, host)));
  if (!pieces.ok) return pieces;
  const trees = collect(pieces.value.map((each) => assembleTree(withoutExcluded(each, definition), digestKey)));
  return trees.ok ? valid(trees.value.map((tree, i): NamedTree => [hosts[i]?.name ?? '', tree])) : trees;
}

/** True when trees cannot be known for want of the state, its key, or a build that is still to come: a plan then says `tree: unknown` and goes on. */
export function isTreeUnknown(error: unknown): boolean {
  return ['state/no-key', 'state/absent', 'state/incomplete', 'build/pending'].some((code) => hasCode(error, code));
}

/** The file may still tell that no key opens it, which is the nearer reason. */
function nameless(secrets: Secrets): Secrets['open'] {
  return (sealed) => {
    secrets.open(sealed);
    throw missing('key of its digests');
  };
}

/** Each with a stand-in of its type. */
function masked(secrets: Secrets): Secrets['open'] {
  return (sealed) => maskValue(secrets.open(sealed));
}

function gatherPieces(sources: readonly PieceSource[], host: Host): Result<readonly Piece[]> {
  const given = sources.map((source) => source(host));
  const issues = given.flatMap((pieces) => (pieces.ok ? [] : pieces.issues));
  return issues.length > 0 ? invalid(...issues) : valid(given.flatMap((pieces) => (pieces.ok ? pieces.value : [])));
}

/** What `exclude.rsync` leaves out reaches no host. */
function withoutExcluded(pieces: readonly Piece[], { excludes }: Definition): readonly Piece[] {
  if (excludes.length === 0) return pieces;
  return pieces.filter(({ path }) => !path.startsWith(DEPLOY) || !isExcluded(excludes, path.slice(DEPLOY.length)));
}

/** Hosts have most problems in common: each is told once. */
function throwIssues(results: readonly Result<unknown>[]): void {
  const issues = new Map<string, Issue>();
  for (const result of results) {
    if (!result.ok) for (const issue of result.issues) issues.set(describeIssue(issue), issue);
  }
  if (issues.size > 0) throw inputFailure(...issues.values());
}

/** The first tree that is the same copy, artefacts included. */
function share(shared: Map<string, BuiltTree>, built: BuiltTree): BuiltTree {
  const beside = [...built.artefacts.values()].map(({ path, mode, body }) => [
    path,
    mode,
    body.kind === 'file' ? body.content.sha256 : body.kind === 'link' ? body.target : '',
  ]);
  const name = JSON.stringify([built.tree.digest, beside]);
  const first = shared.get(name) ?? built;
  shared.set(name, first);
  return first;
}
