/** Takes out of a virtual environment what belongs to the place and the moment that it was made at. */
import { posix } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { operationFailure } from '../../core/error.ts';
import type { FileEntry, FileSet } from '../../core/files.ts';
import { type FileChange, isCompiled, rewriteInstalled } from '../../core/python/installed-files.ts';
import { type BuildPlaces, type Relocated, relocate, STAND_IN } from '../../core/python/relocate.ts';
import type { LocalFiles } from '../ports/local-files.ts';
import type { Ports } from '../ports/ports.ts';
import { mapBounded } from '../tree/pieces.ts';

/** An installed list of files: what it lists may change, so it comes after all others. */
const INSTALLED = /^(.*)\/[^/]+\.dist-info\/RECORD$/;

/**
 * No compiled files, and no path of the machine that built: the same requirements give the same bytes anywhere.
 * @throws operation `build/editable`.
 */
export async function tidyEnvironment(places: BuildPlaces, ports: Pick<Ports, 'files' | 'talk'>): Promise<void> {
  const files = await ports.files();
  const set = await files.folder(places.environment);
  if (set === undefined) throw new Error(`${places.environment} was not made`);
  const changes = new Map<string, FileChange>();
  const entries = await set.list('');
  await mapBounded(entries, async (entry) => {
    const path = `${places.environment}/${entry.path}`;
    if (isCompiled(entry.path)) return files.remove(path);
    if (entry.kind === 'link') return straighten(entry.path, { set, places }, files);
    if (INSTALLED.test(entry.path)) return;
    const change = await tidyFile(entry, { set, places }, ports);
    if (change !== undefined) changes.set(entry.path, change);
  });
  for (const { path } of entries) {
    const [, folder] = INSTALLED.exec(path) ?? [];
    if (folder === undefined) continue;
    const text = new TextDecoder().decode(await set.read(path));
    const content = new TextEncoder().encode(rewriteInstalled(text, folder, changes));
    await files.write({ path: `${places.environment}/${path}`, mode: 0o644, content, passing: true });
  }
}

interface Tidied {
  readonly set: FileSet;
  readonly places: BuildPlaces;
}

async function tidyFile(
  { path, kind }: FileEntry,
  { set, places }: Tidied,
  ports: Pick<Ports, 'files' | 'talk'>,
): Promise<FileChange | undefined> {
  const bytes = (await set.read(path)) ?? new Uint8Array();
  // What holds a NUL is no text: a path in it has a length that something counts on.
  const relocated: Relocated = bytes.includes(0)
    ? { kind: 'same' }
    : relocate(path, new TextDecoder('latin1').decode(bytes), toLatin1(places));
  if (relocated.kind === 'same') return undefined;
  if (relocated.kind === 'editable') throw editable(set.locate(path));
  const files = await ports.files();
  if (relocated.kind === 'removed') {
    await files.remove(`${places.environment}/${path}`);
    return 'removed';
  }
  if (relocated.stray) ports.talk.warn(strayPath(path));
  const content = Buffer.from(relocated.text, 'latin1');
  const mode = kind === 'executable' ? 0o755 : 0o644;
  await files.write({ path: `${places.environment}/${path}`, mode, content, passing: true });
  return { sha256: Buffer.from(sha256(content)).toString('base64url'), size: content.length };
}

/** A link to the environment's own place becomes one from where it lies. */
async function straighten(path: string, { set, places }: Tidied, files: LocalFiles): Promise<void> {
  const target = new TextDecoder().decode(await set.read(path));
  if (!target.startsWith(`${places.environment}/`)) return;
  const from = posix.dirname(`${places.environment}/${path}`);
  await files.link(`${places.environment}/${path}`, posix.relative(from, target));
}

/** Bytes of any encoding pass through as they are when each is a letter. */
function toLatin1({ environment, build }: BuildPlaces): BuildPlaces {
  const letters = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  return { environment: letters(environment), build: letters(build) };
}

function strayPath(path: string) {
  return {
    code: 'build/path',
    message: `${path} holds the path of the build, which hosts do not have; ${STAND_IN} stands there now`,
    hint: 'see whether the program that reads it can do without',
  };
}

function editable(file: string) {
  return operationFailure({
    code: 'build/editable',
    message: `${file} leads into the project's own files, which are not part of the environment`,
    target: file,
    retry: 'never',
    left: 'nothing: no binary was recorded',
    next: 'require "." instead of "-e ."',
  });
}
