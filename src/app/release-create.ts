/** A commit becomes a release: its record and its binaries, in one commit of meta. */
import { hasCode, inputFailure, unwrap } from '../core/error.ts';
import { type Issue, inputOrigin } from '../core/issue.ts';
import type { BinaryRecord, ReleaseRecord } from '../core/meta/record.ts';
import { type BinaryOutput, parseBinaryWords } from '../core/release/binary-word.ts';
import { checkClean, resolveRelease } from '../core/release/resolve-release.ts';
import { landRecords, type Surroundings } from './land-records.ts';
import type { DefinitionInputs } from './open-definition.ts';
import { type MetaInputs, openMeta } from './open-meta.ts';
import { readOwnWorkTree } from './own-work-tree.ts';
import type { Meta } from './ports/meta-repo.ts';
import type { SourceRepos } from './ports/source-repos.ts';
import type { Talk } from './ports/talk.ts';
import { findProjectSource, type ProjectSource } from './project-source.ts';
import { checkStore, findRecorded, packNew, type StoreInputs, storeAll } from './record-binaries.ts';
import { findTagged, gatherFacts, type TaggedTree } from './release-facts.ts';
import { binariesOf, readRelease } from './releases.ts';

/** What is to be released, as the user named it. */
export interface ReleaseWish extends MetaInputs, StoreInputs, Omit<DefinitionInputs, 'instance'> {
  readonly 'top-dir': string;
  readonly tag?: string | undefined;
  /** `NAME.PLATFORM=FILE|DIR`. */
  readonly binary: readonly string[];
  readonly 'dry-run': boolean;
}

/** What came of it. */
export interface CreatedRelease {
  readonly release: ReleaseRecord;
  /** True when meta had the release before. */
  readonly recorded: boolean;
  /** True when meta had every binary that the wish names before; without names: when it had any. */
  readonly built: boolean;
  /** All binaries of the release that are recorded now. */
  readonly binaries: readonly BinaryRecord[];
  /** The commit of meta that this run wrote. */
  readonly commit?: string;
}

/** The wish, with everything that is known before meta is looked at. */
interface Prepared {
  readonly outputs: readonly BinaryOutput[];
  readonly meta: Meta;
  readonly sources: SourceRepos;
  readonly source: ProjectSource;
  readonly tagged: TaggedTree;
}

/**
 * Records the release at the work tree's commit or tag. What is recorded already stays as it is, a second tag too; a
 * dry run stops before anything is packed.
 * @throws input: every reason against it at once (`resolveRelease`, `binary/…`, `store/…`, `definition/…`); operation
 *   `binary/exists`, and as the ports.
 */
export async function createRelease(wish: ReleaseWish, around: Surroundings): Promise<CreatedRelease> {
  const prepared = await prepare(wish, around);
  try {
    return await createOn(prepared, wish, around);
  } catch (error) {
    // Another run was first with the same commit: what it recorded decides, as if it had been there from the start.
    if (!hasCode(error, 'meta/exists') && !hasCode(error, 'meta/changed')) throw error;
    return createOn(prepared, wish, around);
  }
}

async function prepare(wish: ReleaseWish, { ports }: Surroundings): Promise<Prepared> {
  const words = parseBinaryWords(wish.binary);
  const problems = [...(words.ok ? [] : words.issues), ...(wish.binary.length === 0 ? [] : checkStore(wish))];
  if (problems.length > 0) throw inputFailure(...problems);
  const outputs = unwrap(words);
  const source = await findProjectSource(wish, ports);
  const sources = await ports.sourceRepos(wish['top-dir']);
  const made = outputs.map(({ path }) => path);
  const tree = await readOwnWorkTree(sources, wish['src-dir'], made);
  const tagged = await findTagged(sources, tree, wish.tag);
  return { outputs, source, sources, tagged, meta: await openMeta(ports, wish) };
}

async function createOn(prepared: Prepared, wish: ReleaseWish, around: Surroundings): Promise<CreatedRelease> {
  const { meta, outputs, source, tagged } = prepared;
  const { ports } = around;
  const snapshot = await meta.snapshot();
  const recorded = await readRelease(snapshot, source.project, tagged.commit.githash);
  const release = recorded ?? (await resolve(prepared, ports.talk));
  if (recorded !== undefined) accept(recorded, prepared, ports.talk.say);
  const standing = recorded === undefined ? [] : await binariesOf(snapshot, release.project, release.githash);
  const built = outputs.length === 0 ? standing.length > 0 : outputs.every((output) => findRecorded(standing, output));
  const before = { release, recorded: recorded !== undefined, built, binaries: standing };
  if (wish['dry-run']) return before;
  const binaries = await storeAll(await packNew(outputs, { release, standing }, ports), wish, ports);
  const records = [...(recorded === undefined ? [release] : []), ...binaries];
  const commit = await landRecords({ meta, snapshot }, records, around);
  return { ...before, binaries: [...standing, ...binaries], ...(commit === undefined ? {} : { commit }) };
}

async function resolve({ sources, source, tagged, outputs }: Prepared, talk: Talk): Promise<ReleaseRecord> {
  if (source.repo === undefined && tagged.tree.url === tagged.tree.root) {
    const message = `${tagged.tree.root} has no origin: the release can be fetched from this machine alone`;
    talk.warn({ code: 'release/local', message, hint: 'add one, or name it as repo: in the definitions' });
  }
  const facts = await gatherFacts(sources, tagged, source);
  return unwrap(resolveRelease({ ...facts, problems: [...facts.problems, ...checkBuilt(tagged, outputs)] }));
}

/** A recorded release is not questioned again; what is built from the work tree now must still be built from it. */
function accept(release: ReleaseRecord, { tagged, outputs }: Prepared, say: (line: string) => void): void {
  const problems = outputs.length === 0 ? [] : [...checkClean(tagged.tree.dirty), ...checkBuilt(tagged, outputs)];
  if (problems.length > 0) throw inputFailure(...problems);
  const { tag } = tagged;
  const named = release.tag === '' ? 'without a tag' : `as ${release.tag}`;
  if (tag !== undefined && tag !== release.tag)
    say(`${release.githash} was released ${named}; the record stays, and ${tag} adds nothing to it`);
}

/** Outputs lie in the work tree: they are of its commit, not of an older one. */
function checkBuilt({ tree, commit, tag }: TaggedTree, outputs: readonly BinaryOutput[]): readonly Issue[] {
  if (outputs.length === 0 || tree.head.githash === commit.githash) return [];
  return [
    {
      code: 'release/other-commit',
      message: `the work tree is at ${tree.head.githash.slice(0, 12)}, and ${tag} is ${commit.githash.slice(0, 12)}`,
      hint: `what is recorded for ${tag} must be built from it: git checkout ${tag}`,
      origin: inputOrigin('--binary'),
    },
  ];
}
