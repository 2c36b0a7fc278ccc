/** What all parts of one deployment have in common. */
import type { DeploySettings, Host } from '../../core/definition/settings.ts';
import type { HostFacts } from '../../core/deploy/host-facts.ts';
import { isFailure, type Operation, operationFailure } from '../../core/error.ts';
import type { ExcludeRule } from '../../core/install/exclude-rules.ts';
import type { Connection } from '../ports/hosts.ts';
import type { Ports } from '../ports/ports.ts';
import type { ChosenRelease } from '../release-choice.ts';

/** Opens the connection to a host: over SSH, or to this machine. */
export type Reach = (host: Host) => Promise<Connection>;

/** The deployment itself. */
export interface Deployment {
  /** ULID. */
  readonly id: string;
  readonly project: string;
  readonly instance: string;
  readonly release: DeployedRelease;
  /** Where the definitions were read; empty texts when in no git repo. */
  readonly definitions: { readonly url: string; readonly githash: string };
  readonly settings: DeploySettings;
  /** Only some hosts of the instance were chosen. */
  readonly partial: boolean;
  /** What it goes on with. */
  readonly resumes?: Resumed;
  /** Files that never reach a host, and are not cleared away there. */
  readonly excludes: readonly ExcludeRule[];
  /** `all`: every file is hashed, also the linked ones. */
  readonly check: 'changed' | 'all';
  /** Done when the work is to be broken off: hosts that are not done go back. */
  readonly interruption: AbortSignal;
}

/** A deployment that came to no good end everywhere, and that another goes on with. */
export interface Resumed {
  /** ULID. */
  readonly id: string;
  /** It, and those that it went on with itself. */
  readonly chain: readonly string[];
  /** Host on which what runs once for all was done, as far as meta knows; empty: nowhere. */
  readonly onceOn: string;
}

/** What of a release is needed once its files are known. */
export type DeployedRelease = Pick<
  ChosenRelease,
  'githash' | 'version' | 'tag' | 'committedAt' | 'repos' | 'dirty' | 'channel'
>;

/** Ports that deploying uses. */
export type DeployPorts = Pick<Ports, 'archives' | 'clock' | 'talk'>;

/** A host that answered. */
export interface Member {
  readonly host: Host;
  readonly connection: Connection;
  readonly facts: HostFacts;
}

/** Work on one host: what it gave, or why not. */
export type Settled<T> =
  | { readonly host: Host; readonly value: T }
  | { readonly host: Host; readonly failure: Operation };

/** Works on all hosts at once and waits for all of them: one that fails stops no other. Bugs and input are thrown. */
export async function settleAll<H extends { readonly host: Host }, T>(
  hosts: readonly H[],
  work: (host: H) => Promise<T>,
): Promise<readonly Settled<T>[]> {
  const outcomes = await Promise.allSettled(hosts.map(work));
  return hosts.map(({ host }, i): Settled<T> => {
    const outcome = outcomes[i];
    if (outcome?.status === 'fulfilled') return { host, value: outcome.value };
    const error: unknown = outcome?.reason;
    if (!isFailure(error) || error.kind !== 'operation') throw error;
    return { host, failure: error };
  });
}

/** The failures among what settled. */
export function failuresOf(settled: readonly Settled<unknown>[]): readonly { host: Host; failure: Operation }[] {
  return settled.flatMap((each) => ('failure' in each ? [each] : []));
}

/** A host is not as it must be. */
export function hostFailure(host: Host, problem: Omit<Operation, 'target'>) {
  return operationFailure({ ...problem, message: `${host.name}: ${problem.message}`, target: host.name });
}
