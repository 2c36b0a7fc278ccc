/** Binaries of a build that no record describes: of a release without meta, of a branch, of a work tree. */
import { posix } from 'node:path';
import { inputFailure } from '../../core/error.ts';
import { type BinaryOutput, binaryLabel } from '../../core/release/binary-word.ts';
import { packBinary } from '../pack-binary.ts';
import type { ReleaseBinary } from '../release-choice.ts';
import { sha256Of } from '../tree/content.ts';
import type { Going } from './stage.ts';

const FILE = /^(?<name>.+)\.(?<platform>[a-z0-9_-]+)\.tar\.gz$/;

/** Those that earlier builds left under `--top-dir`, of any platform. */
export async function readKept({
  folders,
  context,
}: Pick<Going, 'folders' | 'context'>): Promise<readonly ReleaseBinary[]> {
  const files = await context.ports.files();
  const names = (await files.names(folders.binaries)) ?? [];
  const read = names.toSorted().map(async (file): Promise<readonly ReleaseBinary[]> => {
    const { name, platform } = FILE.exec(file)?.groups ?? {};
    const path = `${folders.binaries}/${file}`;
    const bytes = name === undefined || platform === undefined ? undefined : await files.read(path);
    if (bytes === undefined || name === undefined || platform === undefined) return [];
    return [{ name, platform, ...describeBytes(bytes), url: posix.resolve(context.environment.cwd, path) }];
  });
  return (await Promise.all(read)).flat();
}

/** Packs what a build made, in the place of what an earlier one left. @throws input `build/nothing`. */
export async function keepBinaries(outputs: readonly BinaryOutput[], going: Going): Promise<readonly ReleaseBinary[]> {
  const { ports } = going.context;
  const packed = await Promise.all(outputs.map((output) => packBinary(output.path, ports)));
  const missing = outputs.filter((_, i) => packed[i] === undefined);
  if (missing.length > 0) throw inputFailure(...missing.map(nothingMade));
  const files = await ports.files();
  await files.makeTopFolder(going.folders.top);
  for (const [i, output] of outputs.entries()) {
    const path = `${going.folders.binaries}/${binaryLabel(output)}.tar.gz`;
    await files.write({ path, mode: 0o644, content: packed[i]?.bytes ?? new Uint8Array() });
  }
  return readKept(going);
}

function nothingMade(output: BinaryOutput) {
  return {
    code: 'build/nothing',
    message: `the build made nothing at ${output.path}, which was to become ${binaryLabel(output)}`,
    hint: 'see build.binaries: paths are counted from the project’s folder',
  };
}

function describeBytes(bytes: Uint8Array) {
  return { sha256: sha256Of(bytes), size: bytes.length };
}
