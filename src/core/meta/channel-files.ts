/**
 * `channels/<channel>.<platform>.txt`: what a machine with nothing but `curl` and `sh` needs to install what a channel
 * maps to. A line is a word, a space and a value; what is said of a binary follows its `binary` line.
 */
import { base64Encode } from '@bufbuild/protobuf/wire';
import { comparePaths } from '../files.ts';
import { channelFilePath } from './paths.ts';
import type { BinaryRecord } from './record.ts';
import type { SignedBytes } from './signatures.ts';

/** A binary as it is recorded, with the signatures of its record. */
export interface ListedBinary extends Pick<BinaryRecord, 'name' | 'platform' | 'sha256' | 'size' | 'url'> {
  readonly signed: SignedBytes;
}

/** What a channel maps to. `version` is empty where it has none. */
export interface MappedRelease {
  readonly githash: string;
  readonly version: string;
  /** All binaries that are recorded of it. */
  readonly binaries: readonly ListedBinary[];
}

/** A file that must be there, with exactly this text. */
export interface ChannelFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Every file of a channel as it must be, in order of paths: one for each platform that the release has a binary for,
 * and for each that has a file already, which then says that there is none.
 * @param mapped Undefined: the channel maps to nothing, and its files are empty.
 * @param standing Platforms that have a file.
 */
export function computeChannelFiles(
  { project, channel }: { readonly project: string; readonly channel: string },
  mapped: MappedRelease | undefined,
  standing: readonly string[],
): readonly ChannelFile[] {
  const platforms = new Set([...standing, ...(mapped?.binaries ?? []).map(({ platform }) => platform)]);
  return [...platforms].sort(comparePaths).map((platform) => ({
    path: channelFilePath(project, channel, platform),
    text: mapped === undefined ? '' : encode(mapped, platform),
  }));
}

/** Platform of a file of this channel; undefined for any other path. */
export function platformIn(path: string, { project, channel }: { readonly project: string; readonly channel: string }) {
  const [, platform = ''] = /\.([^./]*)\.txt$/.exec(path) ?? [];
  return platform !== '' && path === `${project}/channels/${channel}.${platform}.txt` ? platform : undefined;
}

function encode({ githash, version, binaries }: MappedRelease, platform: string): string {
  const own = binaries.filter((binary) => binary.platform === platform);
  const lines = [
    `release ${githash}`,
    ...(version === '' ? [] : [`version ${version}`]),
    ...own.toSorted((a, b) => comparePaths(a.name, b.name)).flatMap(linesOf),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf({ name, url, sha256, size, signed }: ListedBinary): string[] {
  const { bytes, signatures } = signed;
  return [
    `binary ${name}`,
    `url ${url}`,
    `sha256 ${sha256}`,
    `size ${size}`,
    ...(signatures.length === 0 ? [] : [`record ${base64Encode(bytes)}`]),
    ...signatures.map(({ signer, armored }) => `signature ${signer} ${withoutArmor(armored)}`),
  ];
}

/** The base64 of an armored signature in one line. @source OpenSSH, PROTOCOL.sshsig, "Armored format". */
function withoutArmor(armored: string): string {
  return armored.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
}
