/** Writing trees to a folder of this machine, in the place of what was rendered there before. */
import { posix } from 'node:path';
import { inputFailure } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import { pathProblem } from '../../core/tree/path.ts';
import type { Piece, PieceBody } from '../../core/tree/piece.ts';
import type { BuiltTree } from '../../core/tree/tree.ts';
import type { LocalFiles } from '../ports/local-files.ts';
import { mapBounded } from './pieces.ts';

/** Marks a folder as ours to replace, and says what lies in it. */
const NOTE = '.facsimile-render.json';

/** Trees by host name, the folder that they go to, and what its note says. */
export interface Writing {
  readonly out: string;
  readonly built: ReadonlyMap<string, BuiltTree>;
  readonly note: object;
}

/**
 * Replaces the content of `out`. One tree for all hosts lies right in it; several lie in a folder per host.
 * @throws input `render/not-ours`: it holds something that no render wrote; nothing was changed.
 */
export async function writeTrees({ out, built, note }: Writing, files: LocalFiles): Promise<void> {
  await clear(out, files);
  const alone = new Set(built.values()).size === 1;
  const places = alone ? [...built].slice(0, 1).map(([, tree]) => ['', tree] as const) : [...built];
  for (const [host, tree] of places)
    await mapBounded(toFiles(tree), (file) => writeOne(posix.join(out, folderOf(host)), file, files));
  await files.write({ path: posix.join(out, NOTE), mode: 0o644, content: encodeNote(note) });
}

type File = Pick<Piece, 'path' | 'mode' | 'body'>;

/** Empties the folder, but for the note that lets the next render go on where this one was killed. */
async function clear(out: string, files: LocalFiles): Promise<void> {
  const names = (await files.names(out)) ?? [];
  if (names.length > 0 && !names.includes(NOTE))
    throw inputFailure({
      code: 'render/not-ours',
      message: `${out} holds files that facs render did not write: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`,
      hint: 'name an empty or a new folder',
      origin: inputOrigin('--out'),
    });
  await files.write({ path: posix.join(out, NOTE), mode: 0o644, content: encodeNote({}) });
  for (const name of names) if (name !== NOTE) await files.remove(posix.join(out, name));
}

function toFiles({ tree, contents, artefacts }: BuiltTree): readonly File[] {
  const deployed = tree.entries.map(({ path, mode, content }): File => {
    if (content.kind === 'link' || content.kind === 'dir') return { path, mode, body: content };
    const bytes = contents.get(path);
    if (bytes === undefined) throw new Error(`no bytes for ${path}`);
    const body: PieceBody = { kind: 'file', content: bytes, secret: content.kind === 'secret' };
    return { path, mode, body };
  });
  return [...deployed, ...artefacts.values()];
}

async function writeOne(folder: string, { path, mode, body }: File, files: LocalFiles): Promise<void> {
  const full = posix.join(folder, path);
  if (body.kind === 'dir') await files.makeFolder(full);
  else if (body.kind === 'link') await files.link(full, body.target);
  else
    await files.write({
      path: full,
      mode: Number.parseInt(mode, 8),
      content: body.content.open(),
      passing: true,
      fresh: true,
    });
}

function folderOf(host: string): string {
  const problem = host === '' ? undefined : pathProblem(host);
  if (problem === undefined) return host;
  throw inputFailure({ code: 'render/host', message: `no folder can have the name of this host: ${problem}` });
}

function encodeNote(note: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(note, null, 2)}\n`);
}
