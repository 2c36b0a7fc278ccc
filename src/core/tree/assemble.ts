/** From pieces to a tree: the last piece of a path wins, names are checked, the digest is taken. */
import type { Issue } from '../issue.ts';
import { describeOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { Secret } from '../secret.ts';
import { ROOT } from '../template/root.ts';
import { keyedDigest, makeTree } from './format.ts';
import { pathProblem } from './path.ts';
import type { Piece } from './piece.ts';
import type { BuiltTree, Content, EntryContent } from './tree.ts';

/** Paths below this go to the host's release folder; all else, but `_ROOT_/`, is an artefact beside the tree. */
export const DEPLOY = '_DEPLOY_/';

/**
 * The tree of one host. `pieces` come weakest first: a later one takes the place of an earlier one at the same path.
 * Refused with every problem: a name that a tree cannot hold, a path that is both a file and a folder.
 *
 * @param digestKey The state's key; needed as soon as one piece is secret.
 */
export function assembleTree(pieces: readonly Piece[], digestKey: Secret<Uint8Array> | undefined): Result<BuiltTree> {
  const byPath = new Map<string, Piece>();
  for (const piece of pieces) byPath.set(piece.path, piece);
  const issues = [...byPath.values()].flatMap(nameIssues);
  const folders = foldersOf(byPath.values());
  issues.push(...[...folders.values()].flatMap((inside) => clashIssues(inside, byPath)));
  if (issues.length > 0) return invalid(...issues);

  const kept = [...byPath.values()].filter((piece) => piece.body.kind !== 'dir' || !folders.has(piece.path));
  const deployed = kept.filter(isForHosts);
  return valid({
    tree: makeTree(
      deployed.map((piece) => ({ path: piece.path, mode: piece.mode, content: toEntry(piece, digestKey) })),
    ),
    contents: new Map(deployed.flatMap(toContent)),
    artefacts: new Map(kept.filter((piece) => !isForHosts(piece)).map((piece) => [piece.path, piece])),
  });
}

function isForHosts({ path }: Piece): boolean {
  return path.startsWith(DEPLOY) || path.startsWith(ROOT);
}

function nameIssues(piece: Piece): Issue[] {
  const problem = pathProblem(piece.path);
  return problem === undefined ? [] : [{ code: 'tree/name', message: problem, origin: piece.origin }];
}

/** Every folder that has something in it, with the first piece found inside. */
function foldersOf(pieces: Iterable<Piece>): ReadonlyMap<string, { readonly folder: string; readonly piece: Piece }> {
  const folders = new Map<string, { folder: string; piece: Piece }>();
  for (const piece of pieces) {
    for (let end = piece.path.lastIndexOf('/'); end > 0; end = piece.path.lastIndexOf('/', end - 1)) {
      const folder = piece.path.slice(0, end);
      if (folders.has(folder)) break;
      folders.set(folder, { folder, piece });
    }
  }
  return folders;
}

function clashIssues(inside: { readonly folder: string; readonly piece: Piece }, byPath: ReadonlyMap<string, Piece>) {
  const file = byPath.get(inside.folder);
  if (file === undefined || file.body.kind === 'dir') return [];
  const message = `${inside.folder} is a file (${describeOrigin(file.origin)}) and cannot be the folder of ${inside.piece.path}`;
  return [{ code: 'tree/clash', message, origin: inside.piece.origin }];
}

function toEntry({ path, body }: Piece, digestKey: Secret<Uint8Array> | undefined): EntryContent {
  if (body.kind !== 'file') return body;
  const { sha256, size } = body.content;
  if (!body.secret) return { kind: 'file', sha256, size };
  if (digestKey === undefined) throw new Error(`${path} holds a secret, but there is no key for its digest`);
  return { kind: 'secret', hmac: keyedDigest(digestKey, sha256) };
}

function toContent({ path, body }: Piece): (readonly [string, Content])[] {
  return body.kind === 'file' ? [[path, body.content]] : [];
}
