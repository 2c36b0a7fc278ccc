/** Pieces rendered from templates. */
import type { Definition } from '../../core/definition/definition.ts';
import type { Host, InstallGroup } from '../../core/definition/settings.ts';
import type { FileSet } from '../../core/files.ts';
import { fileOrigin, type Issue } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import {
  type ChosenTemplate,
  chooseTemplates,
  folderIssues,
  foldersFor,
  isSkipped,
} from '../../core/template/folders.ts';
import type { Renderer, TemplateFile, TemplateSet } from '../../core/template/render.ts';
import { nameIssues } from '../../core/tree/path.ts';
import { contentOf, type Piece } from '../../core/tree/piece.ts';
import { mapBounded, type PieceSource, readBytes, readPiece } from './pieces.ts';

/** A group of type `tmpl`, as far as rendering cares. */
export type TemplateGroup = Pick<Extract<InstallGroup, { readonly type: 'tmpl' }>, 'skip'>;

/** What the renderers of all template groups share. `needs` collects the secrets that were asked for and not at hand. */
export interface Rendering {
  readonly definition: Definition;
  readonly render: Renderer;
  readonly needs: Set<string>;
}

/** A file of `tmpl/`, read: text to render, or a piece to copy because it is a link or no text. */
type Loaded = { readonly file: TemplateFile; readonly executable: boolean } | { readonly piece: Piece };

/**
 * Reads all templates that take part for any of the hosts.
 *
 * Issues: those of templates, `template/folder`, `tree/name`, `tree/root`. A template whose secret is missing gives no piece; its
 * need is noted.
 */
export async function openTemplates(
  folder: FileSet,
  group: TemplateGroup,
  hosts: readonly Host[],
  rendering: Rendering,
): Promise<Result<PieceSource>> {
  const listing = await folder.list('');
  const locate = (path: string) => folder.locate(path);
  const issues = [...folderIssues(listing, locate), ...nameIssues(listing, locate)];
  if (issues.length > 0) return invalid(...issues);
  const present = new Set(listing.map(({ path }) => path.split('/', 2).join('/')));
  const choices = new Map<string, ReadonlyMap<string, ChosenTemplate>>();
  const choose = (host: Host) => {
    const folders = foldersFor(rendering.definition, host);
    // A host without a folder of its own has the same templates as its neighbours.
    const key = JSON.stringify(folders.filter((name) => !name.startsWith('_HOST_/') || present.has(name)));
    const chosen = choices.get(key) ?? chooseTemplates(listing, folders);
    choices.set(key, chosen);
    return chosen;
  };
  const loaded = await load(folder, hosts.map(choose));
  const skip = group.skip === undefined ? undefined : new RegExp(group.skip);
  const sets = new Map<ReadonlyMap<string, ChosenTemplate>, Chosen>();
  return valid((host) => {
    const chosen = choose(host);
    const set = sets.get(chosen) ?? toSet(chosen, loaded);
    sets.set(chosen, set);
    return renderAll(set, host, { skip, rendering });
  });
}

interface Chosen {
  readonly all: readonly (readonly [string, Loaded])[];
  readonly templates: TemplateSet;
}

async function load(folder: FileSet, choices: readonly ReadonlyMap<string, ChosenTemplate>[]) {
  const wanted = new Map<string, ChosenTemplate>();
  for (const chosen of new Set(choices)) for (const one of chosen.values()) wanted.set(one.entry.path, one);
  const read = await mapBounded([...wanted.values()], (one) => loadOne(folder, one));
  return new Map([...wanted.keys()].map((path, i) => [path, read[i] as Loaded]));
}

async function loadOne(folder: FileSet, { path, layer, entry }: ChosenTemplate): Promise<Loaded> {
  if (entry.kind === 'link') return { piece: await readPiece(folder, entry, path) };
  const text = toText(await readBytes(folder, entry.path));
  if (text === undefined) return { piece: await readPiece(folder, entry, path) };
  return { file: { path, layer, shown: folder.locate(entry.path), text }, executable: entry.kind === 'executable' };
}

/** Undefined for bytes that are no text: not UTF-8, or with a NUL. A byte order mark is text and stays. */
function toText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function toSet(chosen: ReadonlyMap<string, ChosenTemplate>, loaded: ReadonlyMap<string, Loaded>): Chosen {
  const all = [...chosen].map(([path, one]) => [path, loaded.get(one.entry.path) as Loaded] as const);
  const templates = new Map(all.flatMap(([path, one]) => ('file' in one ? [[path, one.file] as const] : [])));
  return { all, templates };
}

interface Settings {
  readonly skip: RegExp | undefined;
  readonly rendering: Rendering;
}

function renderAll({ all, templates }: Chosen, host: Host, { skip, rendering }: Settings): Result<readonly Piece[]> {
  const pieces: Piece[] = [];
  const issues: Issue[] = [];
  for (const [path, one] of all) {
    if (isSkipped(path, skip)) continue;
    if (path.startsWith('_ROOT_/')) issues.push(rootIssue(path, one));
    else if ('piece' in one) pieces.push(one.piece);
    else {
      const rendered = rendering.render(one.file, templates, { host });
      if (rendered.kind === 'issue') issues.push(rendered.issue);
      else if (rendered.kind === 'missing') rendering.needs.add(rendered.wanted);
      else pieces.push(toPiece(one.file, one.executable, rendered));
    }
  }
  return issues.length > 0 ? invalid(...issues) : valid(pieces);
}

const made = new WeakMap<object, Piece>();

/** The piece of a rendered text; the same object for the same rendering, so that its bytes are hashed once. */
function toPiece(
  file: TemplateFile,
  executable: boolean,
  rendered: { readonly text: string; readonly secret: boolean },
): Piece {
  const before = made.get(rendered);
  if (before !== undefined) return before;
  const content = contentOf(new TextEncoder().encode(rendered.text));
  // A secret is for its owner alone.
  const mode = `0${executable ? 7 : 6}${rendered.secret ? '00' : executable ? '55' : '44'}`;
  const body = { kind: 'file', content, secret: rendered.secret } as const;
  const piece: Piece = { path: file.path, mode, body, origin: fileOrigin(file.shown) };
  made.set(rendered, piece);
  return piece;
}

function rootIssue(path: string, one: Loaded): Issue {
  return {
    code: 'tree/root',
    message: `${path}: files outside the release folder are not supported by this version`,
    hint: 'put it under _DEPLOY_/',
    origin: 'file' in one ? fileOrigin(one.file.shown) : one.piece.origin,
  };
}
