/** What records and channels say of other records: what they speak of must be recorded too. */
import { isGithash, isSha256, parseName } from '../names.ts';
import { beginPath, beginPathOf, binaryPath, releasePath, treePath } from '../paths.ts';
import type { MetaEvent, MetaRecord } from '../record.ts';
import { isUlid } from '../ulid.ts';
import { errorIn, type Finding, type Subject } from './finding.ts';

/** Something that must be there for a file to be right. */
export interface Claim {
  readonly by: Subject;
  /** Where it must lie. */
  readonly path: string;
  /** As the end of a sentence: `its release`. */
  readonly what: string;
  /** What the record there must hold besides; absent: it only has to be there. */
  readonly holds?: { readonly sha256: string } | { readonly fullTree: true };
}

/** What a record tells to those that refer to it; absent: nothing but that it is there. */
export type Fact = { readonly sha256: string } | { readonly fullTree: boolean };

/** Claims of a record at its own place; names that are none are told by `recordProblems`. */
export function claimsOf(by: Subject, record: MetaRecord): readonly Claim[] {
  const [project = ''] = by.path.split('/');
  const release = (githash: string, what: string): Claim[] =>
    isGithash(githash) ? [{ by, path: releasePath(project, githash), what }] : [];
  const tree = (digest: string, what: string): Claim[] =>
    isSha256(digest) ? [{ by, path: treePath(project, digest), what }] : [];
  switch (record.kind) {
    case 'binary':
      return release(record.release, 'the release of its build');
    case 'tree':
      return tree(record.base, 'the tree that it is based on').map((claim) => ({
        ...claim,
        holds: { fullTree: true },
      }));
    case 'deployment-begin':
      return [
        ...release(record.release, 'its release'),
        ...record.hosts.flatMap(({ host, to }) => [
          ...release(to.release, `the release for ${host}`),
          ...tree(to.tree, `the tree for ${host}`),
        ]),
        ...(isUlid(record.resumes) && record.resumes !== record.id
          ? [
              {
                by,
                path: beginPath(project, record.instance, record.resumes),
                what: 'the deployment that it goes on with',
              },
            ]
          : []),
      ];
    case 'deployment-end':
      return [{ by, path: beginPathOf(by.path), what: 'the begin of the deployment' }];
    case 'event':
      return eventClaims(by, project, record);
    default:
      return [];
  }
}

/** Events of other kinds, and those that a run tells of itself, may be about a commit that was never released. */
const ABOUT_RELEASES = ['hold', 'release-recorded'];
const ABOUT_BINARIES = ['binary-recorded', 'binary-copy'];

function eventClaims(by: Subject, project: string, { event, fields }: MetaEvent): readonly Claim[] {
  const { release = '', name = '', platform = '', sha256 = '' } = fields;
  if (!isGithash(release)) return [];
  if (ABOUT_RELEASES.includes(event)) return [{ by, path: releasePath(project, release), what: 'the release' }];
  if (!ABOUT_BINARIES.includes(event) || !parseName('binary', name).ok || !parseName('platform', platform).ok)
    return [];
  return [{ by, path: binaryPath(project, release, name, platform), what: 'the binary', holds: { sha256 } }];
}

/** What others may ask of this record. */
export function factOf(record: MetaRecord): Fact | undefined {
  if (record.kind === 'binary') return { sha256: record.sha256 };
  return record.kind === 'tree' ? { fullTree: record.base === '' } : undefined;
}

/**
 * `reference/missing`, `reference/other`.
 * @param there Whether a plain file lies at the claim's path. @param fact What the record there tells, if it could be read.
 */
export function checkClaim(
  { by, path, what, holds }: Claim,
  there: boolean,
  fact: Fact | undefined,
): readonly Finding[] {
  const remedy = `record what is missing, or take back what speaks of it: facs meta log ${by.path} shows who wrote it`;
  if (!there) return [errorIn(by, 'reference/missing', `${what} is not recorded: there is no ${path}`, remedy)];
  if (holds === undefined || fact === undefined) return [];
  if ('fullTree' in holds && 'fullTree' in fact && !fact.fullTree)
    return [errorIn(by, 'reference/other', `${what}, ${path}, itself only says how it differs from another`, remedy)];
  if ('sha256' in holds && 'sha256' in fact && holds.sha256 !== fact.sha256)
    return [
      errorIn(by, 'reference/other', `${what}, ${path}, has the SHA-256 ${fact.sha256}, not ${holds.sha256}`, remedy),
    ];
  return [];
}
