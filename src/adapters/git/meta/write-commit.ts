/** A commit without a checkout: blobs, trees and commit by one `git fast-import`. */

import { safePath } from '../../meta/safe-path.ts';
import { gitFailure } from '../git-failure.ts';
import type { Git } from '../run-git.ts';

/** Who writes. Names and mail addresses may be anything; what git forbids in them is left out. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** A commit to make. */
export interface NewCommit {
  /** Full name of a ref that does not exist yet; it keeps the commit from being collected. */
  readonly ref: string;
  /** Undefined: a commit without history. */
  readonly parent: string | undefined;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly message: string;
  readonly author: Author;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/**
 * Writes the commit into the repository at `folder` and gives its hash. Killed at any moment it leaves no ref, hence
 * nothing. @throws operation `git/failed`.
 */
export async function writeCommit(git: Git, folder: string, commit: NewCommit): Promise<string> {
  const words = ['fast-import', '--quiet', '--date-format=raw'];
  const finished = await git.run(words, { cwd: folder, input: toStream(commit) });
  const hash = new TextDecoder().decode(finished.stdout).trim();
  if (finished.ending.kind !== 'exit' || finished.ending.code !== 0 || hash === '') throw gitFailure(words, finished);
  return hash;
}

/** @source git-fast-import(1), "INPUT FORMAT". */
function toStream({ ref, parent, files, message, author, atMs }: NewCommit): Uint8Array {
  const stamp = `${plain(author.name)} <${plain(author.email)}> ${Math.floor(atMs / 1000)} +0000`;
  const parts: Uint8Array[] = [
    // Without `done` a stream that was cut off would count as complete.
    text(`feature done\ncommit ${ref}\nmark :1\nauthor ${stamp}\ncommitter ${stamp}\n`),
    data(text(message)),
    ...(parent === undefined ? [] : [text(`from ${parent}\n`)]),
    ...files.flatMap(({ path, bytes }) => [text(`M 100644 inline ${safePath(path)}\n`), data(bytes)]),
    text('get-mark :1\ndone\n'),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

function data(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([text(`data ${bytes.length}\n`), bytes, text('\n')]);
}

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

function plain(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git ends a name at these
  return words.replace(/[<>\u0000-\u001f]/g, '').trim();
}
