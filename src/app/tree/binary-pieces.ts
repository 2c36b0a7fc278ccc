/** Pieces unpacked from the release's binaries. */
import type { Host, InstallGroup } from '../../core/definition/settings.ts';
import type { Issue, Origin } from '../../core/issue.ts';
import { didYouMean } from '../../core/nearest.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { DEPLOY } from '../../core/tree/assemble.ts';
import { MODE, type Piece } from '../../core/tree/piece.ts';
import type { ArchiveEntry } from '../ports/archives.ts';
import type { Ports } from '../ports/ports.ts';
import type { ReleaseBinary } from '../release-choice.ts';
import { contentOf } from './content.ts';
import { fetchBinary } from './fetch-binary.ts';
import type { PieceSource } from './pieces.ts';

/** What is needed to get and open binaries. */
export type BinaryPorts = Pick<Ports, 'archives' | 'binaryStores' | 'files'>;

/** A group of type `binary`. */
export type BinaryGroup = Extract<InstallGroup, { readonly type: 'binary' }>;

/** What a binary group needs to know. `origin`: where the group was written. */
export interface BinaryInputs {
  readonly group: BinaryGroup;
  readonly binaries: readonly ReleaseBinary[];
  readonly hosts: readonly Host[];
  readonly origin: Origin | undefined;
  /** Folder for caches. */
  readonly topDir: string;
}

/**
 * Fetches and unpacks the binary of every platform among the hosts.
 *
 * Issues: `binary/missing` (no binary of that name, or none for a host's platform), `binary/platform` (several, and the
 * host does not say which it is).
 * @throws as `fetchBinary`; input as `Archives.unpack`.
 */
export async function openBinary(inputs: BinaryInputs, ports: BinaryPorts): Promise<Result<PieceSource>> {
  const choices = inputs.hosts.map((host) => chooseBinary(inputs, host));
  const issues = choices.flatMap((choice) => (choice.ok ? [] : choice.issues));
  if (issues.length > 0) return invalid(...issues);
  const wanted = new Set(choices.flatMap((choice) => (choice.ok ? [choice.value] : [])));
  const unpacked = new Map<ReleaseBinary, readonly Piece[]>();
  for (const binary of wanted) unpacked.set(binary, await unpack(binary, inputs, ports));
  return valid((host) => {
    const choice = chooseBinary(inputs, host);
    return choice.ok ? valid(unpacked.get(choice.value) ?? []) : choice;
  });
}

/** The binary for a host. Issues as `openBinary`. */
export function chooseBinary<B extends Pick<ReleaseBinary, 'name' | 'platform'>>(
  { group, binaries, origin }: Pick<BinaryInputs, 'group' | 'origin'> & { readonly binaries: readonly B[] },
  host: Host,
): Result<B> {
  const named = binaries.filter((binary) => binary.name === group.name);
  const refuse = (code: string, message: string, hint: string | undefined) => {
    const issue: Issue = {
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(origin === undefined ? {} : { origin }),
    };
    return invalid(issue);
  };
  if (named.length === 0) {
    const names = binaries.map((binary) => binary.name);
    return refuse(
      'binary/missing',
      `the release has no binary ${group.name}`,
      didYouMean(group.name, names) ?? 'facs binary add records one',
    );
  }
  const [first] = host.platform === undefined ? named : named.filter((binary) => binary.platform === host.platform);
  const platforms = `it has ${named.map((binary) => binary.platform).join(', ')}`;
  if (first === undefined)
    return refuse(
      'binary/missing',
      `the release has no binary ${group.name} for ${host.platform} (host ${host.name})`,
      platforms,
    );
  if (host.platform !== undefined || named.length === 1) return valid(first);
  return refuse(
    'binary/platform',
    `which binary ${group.name} does host ${host.name} need?`,
    `${platforms}: set hosts.${host.name}.platform`,
  );
}

async function unpack(
  binary: ReleaseBinary,
  { group: { into }, topDir }: BinaryInputs,
  ports: BinaryPorts,
): Promise<readonly Piece[]> {
  const bytes = await fetchBinary(binary, topDir, ports);
  const prefix = into === '' ? DEPLOY : `${DEPLOY}${into}/`;
  const entries = await (await ports.archives()).unpack(bytes);
  return Promise.all(entries.map((entry) => toPiece(entry, prefix + entry.path, binary)));
}

async function toPiece(entry: ArchiveEntry, path: string, binary: ReleaseBinary): Promise<Piece> {
  const origin: Origin = { kind: 'file', file: binary.url, line: 1, column: 1 };
  if (entry.kind === 'dir') return { path, mode: MODE.dir, body: { kind: 'dir' }, origin };
  if (entry.kind === 'link')
    return { path, mode: MODE.link, body: { kind: 'link', target: entry.target ?? '' }, origin };
  const content = contentOf(await collect(entry.open()));
  const mode = (entry.mode & 0o100) === 0 ? MODE.file : MODE.executable;
  return { path, mode, body: { kind: 'file', content, secret: false }, origin };
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
