/** From anything to the code behind it and on to where it runs: who is related to what, in the records of meta. */
import type { InstanceState } from './fold.ts';
import type { BinaryRecord, ReleaseRecord, TreeRecord } from './record.ts';

/** What meta says of one project, in no particular order. Trees hold their full lists. */
export interface ProjectRecords {
  readonly project: string;
  readonly releases: readonly ReleaseRecord[];
  readonly binaries: readonly BinaryRecord[];
  readonly trees: readonly TreeRecord[];
  /** What each channel maps to; channels that map to nothing are left out. */
  readonly channels: readonly { readonly name: string; readonly release: string }[];
  readonly instances: ReadonlyMap<string, InstanceState>;
}

/** How a word was understood: something in the records that fits it, and the releases that it leads to. */
export interface Clue {
  readonly kind: 'release' | 'repo' | 'definitions' | 'channel' | 'instance' | 'host' | 'binary' | 'tree' | 'file';
  readonly project: string;
  /** For people: `server.linux-x64`, `web1 of production.eu`, `_DEPLOY_/app.js in tree 9f86d081884c`. */
  readonly name: string;
  /** Full githashes. Empty: recorded, but no deployment used it. */
  readonly releases: readonly string[];
}

/** A host, and since when it runs what it runs. */
export interface Running {
  readonly instance: string;
  readonly host: string;
  readonly tree: string;
  /** Id of the deployment. */
  readonly deployment: string;
}

/** A deployment of a release; `definitions` is the githash of those that its plan was made from, empty for none. */
export interface TracedDeployment {
  readonly id: string;
  readonly instance: string;
  readonly begunAt: number;
  readonly definitions: string;
}

/** A release and everything that hangs on it. `release` is undefined when it runs somewhere but is not recorded. */
export interface TracedRelease {
  readonly project: string;
  readonly githash: string;
  readonly release: ReleaseRecord | undefined;
  readonly binaries: readonly BinaryRecord[];
  readonly channels: readonly string[];
  /** All deployments of it, oldest first. */
  readonly deployments: readonly TracedDeployment[];
  readonly running: readonly Running[];
}

/** Both ways from a word; empty lists when nothing fits it. */
export interface Trace {
  readonly clues: readonly Clue[];
  readonly releases: readonly TracedRelease[];
}

/** What may be the beginning of a githash, or all of it. */
export const GITHASH_PREFIX: RegExp = /^[0-9a-f]{7,64}$/;
const SHORT = 12;

/** Everything that `word` may mean, and the releases behind it, each once. */
export function resolveTrace(projects: readonly ProjectRecords[], word: string): Trace {
  const found = projects.map((records) => ({ records, clues: cluesIn(records, word) }));
  return {
    clues: found.flatMap(({ clues }) => clues),
    releases: found.flatMap(({ records, clues }) =>
      [...new Set(clues.flatMap(({ releases }) => releases))].map((githash) => toTraced(records, githash)),
    ),
  };
}

function cluesIn(records: ProjectRecords, word: string): Clue[] {
  return [
    ...codeClues(records, word),
    ...definitionClues(records, word),
    ...contentClues(records, word),
    ...placeClues(records, word),
  ];
}

/** A githash, version or tag of a release, or a githash of any repo that went into one. */
function codeClues({ project, releases }: ProjectRecords, word: string): Clue[] {
  const isPrefix = GITHASH_PREFIX.test(word);
  return releases.flatMap(({ githash, version, tag, repos }): Clue[] => {
    const clue = { project, releases: [githash] };
    if ((isPrefix && githash.startsWith(word)) || (word !== '' && (version === word || tag === word)))
      return [{ ...clue, kind: 'release', name: `${version} ${githash}`.trim() }];
    const used = isPrefix ? repos.filter((repo) => repo.githash.startsWith(word)) : [];
    return used.map((repo) => ({ ...clue, kind: 'repo', name: `${repo.name} ${repo.githash}` }));
  });
}

/** The githash of definitions that a deployment was planned from, unless it is that of its release. */
function definitionClues({ project, instances }: ProjectRecords, word: string): Clue[] {
  if (!GITHASH_PREFIX.test(word)) return [];
  return [...instances.values()].flatMap(({ instance, deployments }): Clue[] => {
    const planned = deployments.map(({ begin }) => begin);
    const apart = planned.filter(({ release, definitions }) => definitions.githash !== release);
    const found = apart.filter(({ definitions }) => definitions.githash.startsWith(word));
    const githashes = [...new Set(found.map(({ definitions }) => definitions.githash))];
    return githashes.map((githash) => ({
      kind: 'definitions',
      project,
      name: `${githash} for ${instance}`,
      releases: [...new Set(found.flatMap((begin) => (begin.definitions.githash === githash ? [begin.release] : [])))],
    }));
  });
}

/** A sha256: of a binary, of a tree, of a file in a tree. */
function contentClues({ project, binaries, trees, instances }: ProjectRecords, word: string): Clue[] {
  const packed = binaries.filter(({ sha256 }) => sha256 === word);
  const uses = (digest: string) => [...new Set(copiesOf(instances, digest))];
  return [
    ...packed.map(
      ({ name, platform, release }): Clue => ({
        kind: 'binary',
        project,
        name: `${name}.${platform}`,
        releases: [release],
      }),
    ),
    ...trees.flatMap(({ digest, entries }): Clue[] => {
      if (digest === word) return [{ kind: 'tree', project, name: digest, releases: uses(digest) }];
      const files = entries.filter(({ content }) => content.kind === 'file' && content.sha256 === word);
      const inTree = `in tree ${digest.slice(0, SHORT)}`;
      return files.map(({ path }) => ({ kind: 'file', project, name: `${path} ${inTree}`, releases: uses(digest) }));
    }),
  ];
}

/** A channel, an instance, a host. */
function placeClues({ project, channels, instances }: ProjectRecords, word: string): Clue[] {
  const mapped = channels.filter(({ name }) => name === word);
  return [
    ...mapped.map(({ name, release }): Clue => ({ kind: 'channel', project, name, releases: [release] })),
    ...[...instances.values()].flatMap(({ instance, hosts }): Clue[] => {
      if (instance === word) return [{ kind: 'instance', project, name: instance, releases: releasesOf(hosts) }];
      const named = hosts.filter(({ host }) => host === word);
      return named.map(({ host }) => ({
        kind: 'host',
        project,
        name: `${host} of ${instance}`,
        releases: releasesOf(named),
      }));
    }),
  ];
}

function releasesOf(hosts: InstanceState['hosts']): string[] {
  return [...new Set(hosts.flatMap(({ copy }) => (copy === undefined ? [] : [copy.release])))];
}

function copiesOf(instances: ProjectRecords['instances'], digest: string): string[] {
  return [...instances.values()].flatMap(({ deployments }) =>
    deployments.flatMap(({ begin }) =>
      begin.hosts.flatMap(({ from, to }) =>
        [from, to].flatMap((copy) => (copy?.tree === digest ? [copy.release] : [])),
      ),
    ),
  );
}

function toTraced(records: ProjectRecords, githash: string): TracedRelease {
  const { project, releases, binaries, channels, instances } = records;
  const states = [...instances.values()];
  return {
    project,
    githash,
    release: releases.find((release) => release.githash === githash),
    binaries: binaries.filter(({ release }) => release === githash),
    channels: channels.filter(({ release }) => release === githash).map(({ name }) => name),
    deployments: states
      .flatMap(({ deployments }) => deployments.map(({ begin }) => begin))
      .filter(({ release }) => release === githash)
      .map(({ id, instance, begunAt, definitions }) => ({ id, instance, begunAt, definitions: definitions.githash })),
    running: states.flatMap(({ instance, hosts }) =>
      hosts.flatMap(({ host, copy, deployment }) =>
        copy?.release === githash ? [{ instance, host, tree: copy.tree, deployment }] : [],
      ),
    ),
  };
}
