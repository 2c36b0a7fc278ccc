/** One file of a meta repo, whatever it is: the rules that its place calls for. */
import type { FileEntry } from '../../files.ts';
import type { Result } from '../../result.ts';
import type { Project } from '../project.ts';
import type { TreeRecord } from '../record.ts';
import { checkKind } from './check-mode.ts';
import { checkRecord } from './check-record.ts';
import {
  checkChannel,
  checkChannelName,
  checkFlags,
  checkFormatFile,
  checkProject,
  listingClaim,
} from './check-settings.ts';
import { checkState } from './check-state.ts';
import { type Claim, claimsOf, type Fact, factOf } from './claims.ts';
import { errorIn, type Finding, findingsOf, type Subject } from './finding.ts';
import { type Place, parsePlace } from './place.ts';

/** A file as the tip has it. */
export interface FoundFile extends Subject {
  readonly kind: FileEntry['kind'];
}

/** What files are checked against. */
export interface Surroundings {
  /** Top folders that are projects: what they say of themselves; undefined when nobody can read that. */
  readonly projects: ReadonlyMap<string, Project | undefined>;
  /** UTF-8, or issues under `<area>/`. */
  decode(bytes: Uint8Array, path: string, area: string): Result<string>;
}

/** What came of a file. */
export interface CheckedFile {
  readonly findings: readonly Finding[];
  readonly claims: readonly Claim[];
  readonly fact?: Fact;
  /** A tree that says how it differs from another: its digest needs both. */
  readonly based?: TreeRecord;
}

/** Places whose files are read; of the others only the kind counts. */
const READ: readonly Place['kind'][] = ['format', 'project', 'channel', 'flags', 'state', 'record'];

/** True when the file's bytes are asked for. */
export function isRead(file: FoundFile, { projects }: Surroundings): boolean {
  return file.kind === 'file' && READ.includes(parsePlace(file.path, projects).kind);
}

/** @param bytes Undefined for a file that is not read, or could not be, which is told elsewhere. */
export function checkFile(file: FoundFile, bytes: Uint8Array | undefined, around: Surroundings): CheckedFile {
  const place = parsePlace(file.path, around.projects);
  if (place.kind === 'outside') return only([]);
  if (place.kind === 'nothing') return only([misplaced(file, place.why)]);
  const kind = checkKind(file, file.kind);
  const named = checkNamed(file, place, around);
  if (kind.length > 0 || bytes === undefined) return { ...named, findings: [...kind, ...named.findings] };
  const read = checkBytes(file, place, { ...around, bytes });
  return { ...read, findings: [...named.findings, ...read.findings], claims: [...named.claims, ...read.claims] };
}

/** What the path alone tells. */
function checkNamed(file: FoundFile, place: Place, { projects }: Surroundings): CheckedFile {
  if (place.kind === 'flags') {
    const { project, channel } = place;
    return only(checkChannelName(file, channel, { project, of: projects.get(project) }));
  }
  if (place.kind !== 'listing') return only([]);
  return { findings: [], claims: [listingClaim(file, place.project, place.channel)] };
}

function checkBytes(file: FoundFile, place: Place, around: Surroundings & { readonly bytes: Uint8Array }): CheckedFile {
  const { bytes, projects } = around;
  if (place.kind === 'record') {
    const { record, findings } = checkRecord(file, bytes);
    if (record === undefined || findings.length > 0) return only(findings);
    const fact = factOf(record);
    const based = record.kind === 'tree' && record.base !== '' ? { based: record } : {};
    return { findings, claims: claimsOf(file, record), ...(fact && { fact }), ...based };
  }
  const decoded = around.decode(bytes, file.path, place.kind);
  if (!decoded.ok) return only(findingsOf(file, decoded.issues, 'put back the version before'));
  const text = decoded.value;
  if (place.kind === 'channel') {
    const { project, channel } = place;
    return checkChannel(file, text, { project, channel, of: projects.get(project) });
  }
  const rules: Partial<Record<Place['kind'], (file: FoundFile, text: string) => readonly Finding[]>> = {
    format: checkFormatFile,
    project: checkProject,
    flags: checkFlags,
    state: checkState,
  };
  return only(rules[place.kind]?.(file, text) ?? []);
}

function misplaced(file: FoundFile, why: string): Finding {
  const remedy = `git rm it: notes and programs belong into folders that are no project, definitions into define/`;
  return errorIn(file, 'file/unknown', `nothing of that name belongs here: ${why}`, remedy);
}

function only(findings: readonly Finding[]): CheckedFile {
  return { findings, claims: [] };
}
