/** Out of all records of a project those that a trace of one word needs: it finds in them what it would find in all. */
import type { StoredRecord } from '../core/meta/find-records.ts';
import { foldInstances } from '../core/meta/fold.ts';
import { isGithash, isSha256, parseName } from '../core/meta/names.ts';
import {
  binariesFolder,
  deploymentsFolder,
  eventsFolder,
  releaseBinariesFolder,
  releasePath,
  releasesFolder,
  treePath,
  treesFolder,
} from '../core/meta/paths.ts';
import { toProjectRecords } from '../core/meta/project-records.ts';
import type { TreeRecord } from '../core/meta/record.ts';
import {
  byBase,
  byCopy,
  byDefinitions,
  byEvent,
  byGithash,
  byHost,
  byName,
  bySha256,
  byTree,
  type RecordKey,
} from '../core/meta/record-keys.ts';
import { GITHASH_PREFIX, type ProjectRecords, resolveTrace } from '../core/meta/trace.ts';
import { listChannels } from './channels.ts';
import { findLastBegins, recordsOf, withOtherHalves } from './deployments.ts';
import { readRecords, readRecordsAt } from './meta-records.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';

type Found = readonly StoredRecord[];

/** What meta says of one project, as far as it has to do with `word`. @throws input as `listChannels`, `meta/not-a-record`. */
export async function gatherTrace(snapshot: MetaSnapshot, project: string, word: string): Promise<ProjectRecords> {
  const [channels, seeds] = await Promise.all([
    listChannels(snapshot, project),
    Promise.all([findCode, findContent, findPlaces].map((find) => find(snapshot, project, word))),
  ]);
  const mapped = channels.flatMap(({ name, release }) => (release === undefined ? [] : [{ name, release }]));
  const toRecords = (found: Found) => toProjectRecords(project, mapped, found);
  const found = await withOtherHalves(snapshot, seeds.flat());
  const { clues } = resolveTrace([toRecords(found)], word);
  const releases = new Set(clues.flatMap((clue) => clue.releases).filter(isGithash));
  const around = await Promise.all([...releases].map((githash) => findAround(snapshot, project, githash)));
  return toRecords(await withLastBegins(snapshot, project, { found: [...found, ...around.flat()], releases }));
}

/** Releases by githash of any repo, version or tag; begins by the githash of their definitions. */
async function findCode(snapshot: MetaSnapshot, project: string, word: string): Promise<Found> {
  const begins = (folder: string, key: RecordKey) => snapshot.find({ folder, key, match: 'beginning' });
  const isPrefix = GITHASH_PREFIX.test(word);
  const found = await Promise.all([
    word === '' ? [] : snapshot.find({ folder: releasesFolder(project), key: byName(word) }),
    isPrefix ? begins(releasesFolder(project), byGithash(word)) : [],
    isPrefix ? begins(deploymentsFolder(project), byDefinitions(word)) : [],
  ]);
  return found.flat();
}

/** Binaries of these bytes, trees that hold them or have this digest, begins that are about such a tree. */
async function findContent(snapshot: MetaSnapshot, project: string, word: string): Promise<Found> {
  if (!isSha256(word)) return [];
  const folder = treesFolder(project);
  const [binaries, listing, named] = await Promise.all([
    snapshot.find({ folder: binariesFolder(project), key: bySha256(word) }),
    snapshot.find({ folder, key: bySha256(word) }),
    readRecordsAt(snapshot, [treePath(project, word)]),
  ]);
  const trees = [...listing, ...named];
  const bases = treesIn(trees).flatMap(({ base }) => (isSha256(base) ? [treePath(project, base)] : []));
  const heirs = await Promise.all(treesIn(trees).map(({ digest }) => snapshot.find({ folder, key: byBase(digest) })));
  const all = [...trees, ...(await readRecordsAt(snapshot, bases)), ...heirs.flat()];
  const uses = await Promise.all(
    treesIn(all).map(({ digest }) => snapshot.find({ folder: deploymentsFolder(project), key: byTree(digest) })),
  );
  return [...binaries, ...all, ...uses.flat()];
}

/** The last begins of an instance, or of a host in every instance; an event tells of an instance without deployments. */
async function findPlaces(snapshot: MetaSnapshot, project: string, word: string): Promise<Found> {
  const folder = deploymentsFolder(project);
  const found = await Promise.all([
    parseName('instance', word).ok ? findLastBegins(snapshot, { project, instance: word }) : [],
    snapshot.find({ folder: eventsFolder(project), key: byEvent(word), last: 1 }),
    snapshot.find({ folder, key: byHost(word), match: 'beginning', last: 'of-each-key' }),
  ]);
  return found.flat();
}

/** A release, its binaries, and all deployments that had to do with it. */
async function findAround(snapshot: MetaSnapshot, project: string, githash: string): Promise<Found> {
  const found = await Promise.all([
    readRecordsAt(snapshot, [releasePath(project, githash)]),
    readRecords(snapshot, releaseBinariesFolder(project, githash)),
    snapshot.find({ folder: deploymentsFolder(project), key: byCopy(githash) }),
  ]);
  return withOtherHalves(snapshot, found.flat());
}

interface Gathered {
  readonly found: Found;
  readonly releases: ReadonlySet<string>;
}

/** Whoever seems to run one of the releases may have had another deployment since: that is found too. */
async function withLastBegins(snapshot: MetaSnapshot, project: string, { found, releases }: Gathered): Promise<Found> {
  const all = [...found];
  const asked = new Set<RecordKey>();
  for (;;) {
    const states = [...foldInstances(recordsOf(all)).values()];
    const seeming = states.flatMap(({ instance, hosts }) =>
      hosts.flatMap(({ host, copy }) => (releases.has(copy?.release ?? '') ? [byHost(host, instance)] : [])),
    );
    const open = seeming.filter((key) => !asked.has(key));
    if (open.length === 0) return all;
    for (const key of open) asked.add(key);
    const folder = deploymentsFolder(project);
    const last = await Promise.all(open.map((key) => snapshot.find({ folder, key, last: 1 })));
    all.push(...(await withOtherHalves(snapshot, last.flat())));
  }
}

function treesIn(found: Found): TreeRecord[] {
  return found.flatMap(({ record }) => (record.kind === 'tree' ? [record] : []));
}
