/** What a deployment would do, as a value: shown, saved, compared, recorded by its digest. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { comparePaths } from '../files.ts';
import { isObject } from '../json.ts';
import type { Copy } from '../meta/record.ts';

/** Every host of the selection, in definition order, and what is done once for all of them. */
export interface Plan {
  readonly project: string;
  readonly instance: string;
  readonly release: {
    readonly githash: string;
    readonly version: string;
    readonly tag: string;
    /** From a work tree with changes that are in no commit. */
    readonly dirty: boolean;
  };
  /** Channel that named the release; empty when it was given explicitly. */
  readonly channel: string;
  /** Where the definitions were read; empty texts when in no git repo. */
  readonly definitions: { readonly url: string; readonly githash: string };
  /** Commands that run on one host after all have staged; empty when every host is unchanged. */
  readonly once: readonly string[];
  /** Names of the hosts that change, in the groups in which they are activated; absent when all go at once. */
  readonly waves?: readonly (readonly string[])[];
  readonly hosts: readonly PlannedHost[];
}

/**
 * What happens on one host. `unchanged`: it runs this copy. `activate`: it keeps this copy from before. `stage`: files
 * are sent first.
 */
export interface PlannedHost {
  readonly host: string;
  readonly targets: readonly string[];
  readonly action: 'unchanged' | 'activate' | 'stage';
  /** Absent when nothing of ours runs there. */
  readonly from?: Copy;
  readonly to: Copy;
  /** Name of the folder below `releases/`. */
  readonly folder: string;
  /** Paths below the release folder, compared with what is current, in order of their bytes. */
  readonly files: FileChanges;
  /** What goes over the wire. */
  readonly send: { readonly files: number; readonly bytes: number };
  /** Files linked from a release that the host keeps. */
  readonly link: number;
  readonly run: HostCommands;
  /** Directories of the state that are made there; absent when it has them all. */
  readonly directories?: readonly string[];
}

/** Paths in order of their bytes. */
export interface FileChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Commands of one host in the order in which they run: two before the switch, the others after it. */
export interface HostCommands {
  /** Absent where nothing is drained; the same for `readd`. */
  readonly drain?: readonly string[];
  readonly before: readonly string[];
  readonly postcmd: readonly string[];
  readonly after: readonly string[];
  readonly restart: readonly string[];
  readonly readd?: readonly string[];
}

/** No file differs. */
export const NO_CHANGES: FileChanges = { added: [], changed: [], removed: [] };

/** Nothing runs. */
export const NO_COMMANDS: HostCommands = { before: [], postcmd: [], after: [], restart: [] };

/** SHA-256 (lowercase hex) over the plan as JSON with sorted keys: the same plan, the same digest. */
export function planDigest(plan: Plan): string {
  return bytesToHex(sha256(utf8ToBytes(stableJson(plan))));
}

/** True when no host would change. */
export function isUnchanged(plan: Plan): boolean {
  return plan.hosts.every((host) => host.action === 'unchanged');
}

function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort(comparePaths)
    .map((key) => `${JSON.stringify(key)}:${stableJson(value[key])}`)
    .join(',')}}`;
}
