/** Compares every file on a host with the tree that it got. */
import type { Host } from '../../core/definition/settings.ts';
import { shortCopy } from '../../core/deploy/describe-plan.ts';
import { type Drift, findDrift } from '../../core/deploy/drift.ts';
import { type Expectation, expectManifest, expectTree } from '../../core/deploy/expected.ts';
import { type HostFiles, parseHostFiles } from '../../core/deploy/host-files.ts';
import { isSpared, keepingHome } from '../../core/deploy/in-place.ts';
import { verifyCommand } from '../../core/deploy/scripts/verify.ts';
import type { ExcludeRule } from '../../core/install/exclude-rules.ts';
import type { Copy } from '../../core/meta/record.ts';
import type { Secret } from '../../core/secret.ts';
import type { TreeEntry } from '../../core/tree/tree.ts';
import { describeEnding } from '../deploy/finished.ts';
import { hostFailure } from '../deploy/fleet.ts';
import type { Connection } from '../ports/hosts.ts';

/** What a host should run, as far as anything but the host itself says so. */
export interface Recorded {
  readonly copy: Copy;
  /** Of its tree, those that go into the release folder; undefined when nobody knows them. */
  readonly entries: readonly TreeEntry[] | undefined;
}

/** The means to judge a host. */
export interface Judging {
  /** Undefined: the host's own word is all there is. */
  readonly recorded: Recorded | undefined;
  readonly key: Secret<Uint8Array> | undefined;
  readonly shared: readonly string[];
  /** Files that reach no host, and are left alone there. */
  readonly excludes: readonly ExcludeRule[];
}

/** What was found. */
export interface Inspection {
  readonly found: HostFiles;
  /** What the host says that it runs. */
  readonly copy: Copy | undefined;
  readonly drift: readonly Drift[];
  /** Files that were compared. */
  readonly files: number;
  /** Files that could be compared only with what the host remembers. */
  readonly unproven: number;
}

/**
 * One execution.
 * @throws operation `host/unreadable`; `verify/other-copy`: it runs something else than was recorded; `verify/nothing`:
 *   nothing of ours runs there; `host/tools`: it cannot hash.
 */
export async function inspectHost(host: Host, connection: Connection, judging: Judging): Promise<Inspection> {
  const inPlace = host.inPlace && { live: host.home, cleared: host.inPlace.cleared };
  const finished = await connection.execute({ command: verifyCommand(keepingHome(host), inPlace) });
  const found = parseHostFiles(finished.stdout);
  if (found === undefined) {
    const message = `the listing broke off (${describeEnding(finished)})`;
    throw hostFailure(host, { code: 'host/unreadable', message, retry: 'safe' });
  }
  const { about } = found;
  if (about === undefined) throw nothingThere(host, found);
  if (found.sha256 === 'none') throw cannotHash(host);
  const copy = { release: about.release, tree: about.tree };
  checkCopy(host, copy, judging.recorded);
  const { expected, unproven } = expectation(found, judging);
  const shared = inPlace === undefined ? judging.shared : [];
  const drift = findDrift(expected, found, { shared }).filter(
    ({ path, kind }) => kind !== 'added' || !isLeftAlone(path, host, judging),
  );
  return { found, copy, drift, files: expected.length, unproven };
}

/** In place: shared, or excluded. Directories of the state the host leaves out by itself. */
function isLeftAlone(path: string, { inPlace }: Host, { shared, excludes }: Judging): boolean {
  return inPlace !== undefined && isSpared(path, { cleared: inPlace.cleared, shared, excludes });
}

function expectation({ manifest }: HostFiles, { recorded, key }: Judging): Expectation {
  return recorded?.entries === undefined ? expectManifest(manifest) : expectTree(recorded.entries, manifest, key);
}

function checkCopy(host: Host, copy: Copy, recorded: Recorded | undefined): void {
  if (recorded === undefined) return;
  const { release, tree } = recorded.copy;
  if (release === copy.release && tree === copy.tree) return;
  throw hostFailure(host, {
    code: 'verify/other-copy',
    message: `it runs ${shortCopy(copy)}, and records say ${shortCopy(recorded.copy)}`,
    retry: 'never',
    next: 'facs deploy brings it to what is wanted, and records that',
  });
}

function nothingThere(host: Host, { current }: HostFiles) {
  const message = current === '?' ? `${host.home}/current is not ours` : 'no release runs there';
  return hostFailure(host, { code: 'verify/nothing', message, retry: 'never', next: 'facs deploy brings one' });
}

function cannotHash(host: Host) {
  const message = 'it has none of sha256sum, shasum, openssl, sha256';
  return hostFailure(host, { code: 'host/tools', message, retry: 'never', next: 'install one of them' });
}
