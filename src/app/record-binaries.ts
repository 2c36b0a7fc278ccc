/** Binaries of a release on their way into a store and into meta: what is new, what is there, what contradicts. */
import { inputFailure, operationFailure } from '../core/error.ts';
import { type Issue, inputOrigin } from '../core/issue.ts';
import type { BinaryRecord, ReleaseRecord } from '../core/meta/record.ts';
import { type BinaryOutput, binaryLabel } from '../core/release/binary-word.ts';
import { objectName, parseStore } from '../core/release/store.ts';
import type { Secret } from '../core/secret.ts';
import { type PackedBinary, packBinary } from './pack-binary.ts';
import type { Ports } from './ports/ports.ts';

/** Where new binaries go: the inputs of that name. */
export interface StoreInputs {
  readonly store?: string | undefined;
  readonly 'store-token'?: Secret<string> | undefined;
}

/** A binary that is not recorded yet, with its bytes; `url` is still to come. */
export interface NewBinary {
  readonly record: Omit<BinaryRecord, 'url'>;
  readonly bytes: Uint8Array;
}

/** Why these inputs cannot lead to a store: one issue, or none. */
export function checkStore({ store, 'store-token': token }: StoreInputs): readonly Issue[] {
  if (store === undefined) {
    const hint = 'name a folder, or a URL that takes PUT, with --store';
    return [{ code: 'store/none', message: 'a binary needs a store', hint, origin: inputOrigin('--store') }];
  }
  const parsed = parseStore(store, token !== undefined);
  return parsed.ok ? [] : parsed.issues;
}

/**
 * Packs the outputs and keeps those that meta does not have. One that is recorded need not be there any more.
 *
 * @param standing The binaries of the release that are recorded.
 * @throws input `binary/none` for outputs that are not there; operation `binary/exists`: other bytes are recorded.
 */
export async function packNew(
  outputs: readonly BinaryOutput[],
  {
    release,
    standing,
  }: { readonly release: Pick<ReleaseRecord, 'project' | 'githash'>; readonly standing: readonly BinaryRecord[] },
  ports: Ports,
): Promise<readonly NewBinary[]> {
  const packed = await Promise.all(
    outputs.map(async (output) => ({
      output,
      packed: await packBinary(output.path, ports),
      recorded: findRecorded(standing, output),
    })),
  );
  const missing = packed.filter((each) => each.packed === undefined && each.recorded === undefined);
  if (missing.length > 0) throw inputFailure(...missing.map(({ output }) => nothingThere(output)));
  return packed.flatMap(({ output, packed, recorded }) => {
    if (packed === undefined || isRecorded(packed, recorded)) return [];
    const { name, platform } = output;
    const { bytes, sha256 } = packed;
    const { project, githash } = release;
    return [
      { bytes, record: { kind: 'binary', project, release: githash, name, platform, sha256, size: bytes.length } },
    ];
  });
}

/** Stores them; the records say where. @throws as `BinaryStores.put`. */
export async function storeAll(
  binaries: readonly NewBinary[],
  { store = '', 'store-token': token }: StoreInputs,
  ports: Ports,
): Promise<readonly BinaryRecord[]> {
  if (binaries.length === 0) return [];
  const stores = await ports.binaryStores();
  return Promise.all(
    binaries.map(async ({ record, bytes }) => ({
      ...record,
      url: await stores.put({ store, name: objectName(record), bytes, token }),
    })),
  );
}

/** The record of an output; undefined when there is none. */
export function findRecorded(
  standing: readonly BinaryRecord[],
  { name, platform }: Pick<BinaryOutput, 'name' | 'platform'>,
): BinaryRecord | undefined {
  return standing.find((each) => each.name === name && each.platform === platform);
}

function isRecorded({ sha256 }: PackedBinary, recorded: BinaryRecord | undefined): boolean {
  if (recorded === undefined) return false;
  if (recorded.sha256 === sha256) return true;
  throw operationFailure({
    code: 'binary/exists',
    message:
      `${binaryLabel(recorded)} of ${recorded.project} ${recorded.release.slice(0, 12)} is recorded with ` +
      `sha256:${recorded.sha256}, and this build gave sha256:${sha256}; what was recorded once is never changed`,
    target: recorded.url,
    retry: 'never',
    next: 'deploy what is recorded, or make a new commit and release that',
  });
}

function nothingThere(output: BinaryOutput): Issue {
  return {
    code: 'binary/none',
    message: `${binaryLabel(output)}: there is nothing to pack at ${output.path}`,
    hint: 'run the build first, and check the path',
    origin: inputOrigin('--binary'),
  };
}
