/** One template file, and the piece that becomes of it for each host or clone. */
import type { Origin } from '../../core/issue.ts';
import { fileOrigin } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import type { Reader } from '../../core/template/context.ts';
import type { FrontMatter } from '../../core/template/front-matter.ts';
import type { Rendered, TemplateFile, TemplateSet } from '../../core/template/render.ts';
import { rootIssue } from '../../core/template/root.ts';
import type { Piece } from '../../core/tree/piece.ts';
import { contentOf } from './content.ts';
import type { Rendering } from './template-pieces.ts';

/** A file of `tmpl/` that was read: text to render, or a piece to copy because it is a link or no text. */
export type Loaded =
  | { readonly file: TemplateFile; readonly front: FrontMatter; readonly executable: boolean }
  | { readonly piece: Piece };

type Template = Extract<Loaded, { readonly file: unknown }>;
type Output = Extract<Rendered, { readonly kind: 'text' }>;

/** It remembers what it rendered, so that hosts share what cannot differ. */
export class TemplateOutput {
  private readonly loaded: Loaded;
  private readonly rendering: Rendering;
  private readonly naming: TemplateFile | undefined;
  private readonly files = new Map<string, TemplateFile>();
  private readonly pieces = new Map<Output, Piece>();
  private readonly plain: Output | undefined;

  constructor(loaded: Loaded, rendering: Rendering) {
    this.loaded = loaded;
    this.rendering = rendering;
    if ('piece' in loaded) return;
    const { file, front } = loaded;
    // A template of its own, so that a mistake in it is shown where it stands.
    this.naming = front.path && { path: file.path, layer: file.layer, shown: file.shown, text: front.path.text };
    this.plain = front.render ? undefined : { kind: 'text', text: file.text, secret: false };
  }

  /** Undefined where a secret is not at hand: the need is noted. Issues: those of templates, `template/path`, `tree/root`. */
  make(set: TemplateSet, reader: Reader): Result<Piece | undefined> {
    const { loaded } = this;
    if ('piece' in loaded) return this.allowed(loaded.piece);
    const path = this.pathFor(loaded, set, reader);
    if (!path.ok || path.value === undefined) return path.ok ? valid(undefined) : path;
    const file = this.fileAt(loaded.file, path.value);
    const rendered = this.plain ?? this.rendering.render(file, set, reader);
    if (rendered.kind === 'issue') return invalid(rendered.issue);
    if (rendered.kind === 'missing') return this.note(reader, path.value, rendered.wanted);
    return this.allowed(this.toPiece(loaded, file.path, rendered));
  }

  private pathFor({ file }: Template, set: TemplateSet, reader: Reader): Result<string | undefined> {
    if (this.naming === undefined) return valid(file.path);
    const named = this.rendering.render(this.naming, set, reader);
    if (named.kind === 'issue') return invalid({ ...named.issue, origin: this.whereNamed() });
    if (named.kind === 'missing') return this.note(reader, file.path, named.wanted);
    if (named.secret)
      return invalid({ code: 'template/path', message: 'a path may hold no secret', origin: this.whereNamed() });
    return valid(named.text);
  }

  /** The same object for the same path: what was rendered is remembered by it. */
  private fileAt(file: TemplateFile, path: string): TemplateFile {
    if (path === file.path) return file;
    const known = this.files.get(path) ?? { ...file, path };
    this.files.set(path, known);
    return known;
  }

  /** 0600 where it is secret, unless its front matter says otherwise. The same object for the same output: hashed once. */
  private toPiece({ file, front, executable }: Template, path: string, output: Output): Piece {
    const known = this.pieces.get(output);
    if (known?.path === path) return known;
    const content = contentOf(new TextEncoder().encode(output.text));
    const mode = front.mode ?? `0${executable ? 7 : 6}${output.secret ? '00' : executable ? '55' : '44'}`;
    const body = { kind: 'file', content, secret: output.secret } as const;
    const piece: Piece = { path, mode, body, origin: fileOrigin(file.shown) };
    this.pieces.set(output, piece);
    return piece;
  }

  private allowed(piece: Piece): Result<Piece> {
    const issue = rootIssue(piece.path, this.rendering.definition.settings.deploy.rootAllow, this.whereNamed());
    return issue === undefined ? valid(piece) : invalid(issue);
  }

  private note({ host }: Reader, path: string, wanted: string): Result<undefined> {
    this.rendering.needs.push({ host: host.name, path, wanted });
    return valid(undefined);
  }

  /** Where a person finds what says the path. */
  private whereNamed(): Origin {
    if ('piece' in this.loaded) return this.loaded.piece.origin;
    return this.loaded.front.path?.origin ?? fileOrigin(this.loaded.file.shown);
  }
}

/** A piece, and what people call that which it is made for or from. */
export interface Made {
  readonly piece: Piece;
  readonly of: string;
}

/** The pieces, unless two of them would lie at one path: then neither is what was meant. */
export function eachAlone(made: readonly Made[], code: string, hint: string): Result<readonly Piece[]> {
  const first = new Map<string, Made>();
  const issues = made.flatMap((one) => {
    const { path, origin } = one.piece;
    const other = first.get(path);
    if (other === undefined) first.set(path, one);
    return other === undefined
      ? []
      : [{ code, message: `${other.of} and ${one.of} would both be written to ${path}`, hint, origin }];
  });
  return issues.length > 0 ? invalid(...issues) : valid(made.map(({ piece }) => piece));
}
