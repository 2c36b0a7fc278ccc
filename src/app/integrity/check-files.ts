/** Files of a commit against the rules of their places, and against what they refer to. */
import { decodeRecord } from '../../core/meta/codec.ts';
import {
  type CheckedFile,
  checkFile,
  type FoundFile,
  isRead,
  type Surroundings,
} from '../../core/meta/integrity/check-file.ts';
import { RECORD_REMEDY } from '../../core/meta/integrity/check-record.ts';
import { checkTime } from '../../core/meta/integrity/check-time.ts';
import { type Claim, checkClaim, type Fact, factOf } from '../../core/meta/integrity/claims.ts';
import { errorIn, type Finding } from '../../core/meta/integrity/finding.ts';
import type { Ledger } from '../../core/meta/integrity/ledger.ts';
import { digestProblem } from '../../core/meta/integrity/tree-problems.ts';
import { treePath } from '../../core/meta/paths.ts';
import type { TreeRecord } from '../../core/meta/record.ts';
import type { MetaHistory } from '../ports/meta-history.ts';
import type { TipView } from './tip-view.ts';

/** A file, and the blob that it is. */
export interface TipFile extends FoundFile {
  readonly hash: string;
}

/** Files that are read at once: enough that git never waits, few enough to hold. */
const AT_ONCE = 1000;

/** What every check of files needs. */
export interface Checking {
  readonly history: MetaHistory;
  readonly tip: TipView;
  readonly around: Surroundings;
  readonly ledger: Ledger;
}

/** Findings of files, of what they claim, and of trees that say how they differ from others. */
export async function checkFiles(files: Iterable<TipFile>, checking: Checking): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const facts = new Map<string, Fact>();
  const held: Claim[] = [];
  const based: { readonly file: TipFile; readonly base: string }[] = [];
  for await (const { file, checked } of readChecked(files, checking)) {
    findings.push(...checked.findings, ...checkTime(file, checking.ledger.dateOf(file.commit)));
    if (checked.fact !== undefined) facts.set(file.path, checked.fact);
    if (checked.based !== undefined) based.push({ file, base: checked.based.base });
    // What must only be there is looked up at once; what must hold something waits until all is read.
    for (const claim of checked.claims) {
      const there = await isThere(checking.tip, claim.path);
      if (there && claim.holds !== undefined) held.push(claim);
      else findings.push(...checkClaim(claim, there, undefined));
    }
  }
  await addFacts(held, facts, checking);
  for (const claim of held) findings.push(...checkClaim(claim, true, facts.get(claim.path)));
  return [...findings, ...(await checkDigests(based, facts, checking))];
}

async function* readChecked(
  files: Iterable<TipFile>,
  { history, around }: Checking,
): AsyncGenerator<{ readonly file: TipFile; readonly checked: CheckedFile }> {
  for (const some of inParts(files)) {
    const read = await history.readAll(some.filter((file) => isRead(file, around)).map(({ hash }) => hash));
    for (const file of some) yield { file, checked: checkFile(file, read.get(file.hash), around) };
  }
}

async function isThere(tip: TipView, path: string): Promise<boolean> {
  return (await tip.entry(path))?.kind === 'file';
}

/** What is claimed of records that were not among the files. */
async function addFacts(claims: readonly Claim[], facts: Map<string, Fact>, { history, tip }: Checking): Promise<void> {
  const unknown = [...new Set(claims.map(({ path }) => path))].filter((path) => !facts.has(path));
  for (const some of inParts(unknown)) {
    const hashes = await Promise.all(some.map(async (path) => (await tip.entry(path))?.hash ?? ''));
    const read = await history.readAll(hashes.filter((hash) => hash !== ''));
    some.forEach((path, i) => {
      const decoded = decodeRecord(read.get(hashes[i] ?? '') ?? new Uint8Array(), path);
      const fact = decoded.ok ? factOf(decoded.value) : undefined;
      if (fact !== undefined) facts.set(path, fact);
    });
  }
}

/** Trees of one base are looked at together, so that it is read once. */
async function checkDigests(
  based: readonly { readonly file: TipFile; readonly base: string }[],
  facts: ReadonlyMap<string, Fact>,
  { history, tip }: Checking,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const groups = Map.groupBy(based, ({ file, base }) => treePath(file.path.split('/')[0] ?? '', base));
  for (const [path, group] of groups) {
    const fact = facts.get(path);
    const entry = await tip.entry(path);
    // A base that is missing, or is none, is told by the claims.
    if (fact === undefined || !('fullTree' in fact) || !fact.fullTree || entry === undefined) continue;
    for (const some of inParts(group)) {
      const read = await history.readAll([entry.hash, ...some.map(({ file }) => file.hash)]);
      const base = toTree(read.get(entry.hash), path);
      for (const { file } of some) {
        const record = toTree(read.get(file.hash), file.path);
        if (base === undefined || record === undefined) continue;
        const problems = digestProblem(record, base);
        findings.push(...problems.map((words) => errorIn(file, 'record/value', words, RECORD_REMEDY)));
      }
    }
  }
  return findings;
}

function toTree(bytes: Uint8Array | undefined, path: string): TreeRecord | undefined {
  const decoded = decodeRecord(bytes ?? new Uint8Array(), path);
  return decoded.ok && decoded.value.kind === 'tree' ? decoded.value : undefined;
}

function* inParts<T>(items: Iterable<T>): Generator<readonly T[]> {
  let part: T[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length < AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
