/** The files for `curl` and `sh` that lie beside a channel, and change with it. */

import { unwrap } from '../core/error.ts';
import { type ChannelFile, computeChannelFiles, type ListedBinary, platformIn } from '../core/meta/channel-files.ts';
import { decodeRecord } from '../core/meta/codec.ts';
import { channelsFolder, releaseBinariesFolder } from '../core/meta/paths.ts';
import type { ReleaseRecord } from '../core/meta/record.ts';
import { signedBytes } from '../core/meta/signatures.ts';
import type { AddedFile, ChangedFile, MetaSnapshot } from './ports/meta-repo.ts';

/** A channel as it is to be: `release` undefined maps it to nothing. */
export interface WantedMapping {
  readonly project: string;
  readonly channel: string;
  readonly release: Pick<ReleaseRecord, 'githash' | 'version'> | undefined;
}

/**
 * Every file that must lie beside the channel, whether or not it does.
 * @param added Records that land together with them. @throws input `meta/not-a-record`.
 */
export async function expectChannelFiles(
  snapshot: MetaSnapshot,
  { project, channel, release }: WantedMapping,
  added: readonly AddedFile[] = [],
): Promise<readonly ChannelFile[]> {
  const names = await snapshot.children(channelsFolder(project));
  const standing = names.flatMap(
    (name) => platformIn(`${channelsFolder(project)}/${name}`, { project, channel }) ?? [],
  );
  if (release === undefined) return computeChannelFiles({ project, channel }, undefined, standing);
  const binaries = await listBinaries(snapshot, { project, githash: release.githash }, added);
  return computeChannelFiles({ project, channel }, { ...release, binaries }, standing);
}

/** What is to be changed so that they are right. @throws as `expectChannelFiles`. */
export async function changeChannelFiles(
  snapshot: MetaSnapshot,
  wanted: WantedMapping,
  added: readonly AddedFile[] = [],
): Promise<readonly ChangedFile[]> {
  const expected = await expectChannelFiles(snapshot, wanted, added);
  const there = await snapshot.readAll(expected.map(({ path }) => path));
  return expected.flatMap(({ path, text }, i) => {
    const basedOn = there[i];
    const isRight = basedOn !== undefined && new TextDecoder().decode(basedOn) === text;
    return isRight ? [] : [{ path, bytes: new TextEncoder().encode(text), basedOn }];
  });
}

async function listBinaries(
  snapshot: MetaSnapshot,
  { project, githash }: { readonly project: string; readonly githash: string },
  added: readonly AddedFile[],
): Promise<readonly ListedBinary[]> {
  const folder = releaseBinariesFolder(project, githash);
  const paths = (await snapshot.list(folder)).filter((path) => path.endsWith('.binpb'));
  const recorded = await snapshot.readAll(paths);
  const files = new Map(
    added.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path, bytes }) => [path, bytes]),
  );
  // What is recorded stays as it is, also where the same is added once more.
  for (const [i, path] of paths.entries()) files.set(path, recorded[i] ?? new Uint8Array());
  return [...files].flatMap(([path, bytes]) => {
    const record = unwrap(decodeRecord(bytes, path));
    const signed = signedBytes(bytes);
    return record.kind === 'binary' && signed !== undefined ? [{ ...record, signed }] : [];
  });
}
