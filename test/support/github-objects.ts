/** A bare repository as GitHub's two APIs show it: objects by real git, nothing of it made up. */
import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One object of git. */
export interface GitObject {
  readonly oid: string;
  readonly type: 'commit' | 'tree' | 'blob' | 'tag';
  readonly bytes: Buffer;
}

/** An entry of a tree as `git ls-tree` gives it. */
export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
  readonly path: string;
}

/** A ref to change; 40 zeros stand for none. Without `before`: whatever it is. */
export interface RefChange {
  readonly name: string;
  readonly before?: string;
  readonly after: string;
  readonly force?: boolean;
}

/** A file to write. */
export interface FileBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a commit is made of. */
export interface CommitParts {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: string;
}

const NOTHING = '0'.repeat(40);

/** The repository at `folder`. */
export class BareRepo {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Name of the branch that HEAD means, whether it is there or not. */
  get branch(): string {
    return readFileSync(join(this.folder, 'HEAD'), 'utf8').replace('ref: refs/heads/', '').trim();
  }

  /** The object that a revision names, as `git rev-parse` understands it. */
  find(revision: string): GitObject | undefined {
    const answer = this.raw(['cat-file', '--batch'], `${revision}\n`);
    const end = answer.indexOf('\n');
    const [oid = '', type, size] = answer.subarray(0, end).toString().split(' ');
    if (size === undefined || !/^[0-9a-f]{40}$/.test(oid)) return undefined;
    return { oid, type: type as GitObject['type'], bytes: answer.subarray(end + 1, end + 1 + Number(size)) };
  }

  entries(tree: string, recursive: boolean): TreeEntry[] {
    const words = ['ls-tree', '-z', ...(recursive ? ['-r', '-t'] : []), tree];
    const lines = this.raw(words)
      .toString()
      .split('\0')
      .filter((line) => line !== '');
    return lines.map((line) => {
      const [, mode = '', type = '', oid = '', path = ''] = /^(\d+) (\w+) ([0-9a-f]+)\t([\s\S]*)$/.exec(line) ?? [];
      return { mode, type: type as TreeEntry['type'], oid, path };
    });
  }

  writeBlob(bytes: Uint8Array): string {
    return this.git(['hash-object', '-w', '--stdin'], bytes);
  }

  /** A tree with these files on all that `base` holds. */
  writeTree(
    base: string | undefined,
    files: readonly { readonly path: string; readonly mode: string; readonly oid: string }[],
  ): string {
    const env = { ...process.env, GIT_INDEX_FILE: `${this.folder}/index.${randomUUID()}` };
    const git = (words: string[], input?: string) => this.git(words, input, { env });
    git(base === undefined ? ['read-tree', '--empty'] : ['read-tree', base]);
    git(
      ['update-index', '-z', '--index-info'],
      files.map(({ mode, oid, path }) => `${mode} ${oid}\t${path}\0`).join(''),
    );
    return git(['write-tree']);
  }

  writeCommit({ tree, parents, message, author }: CommitParts): string {
    const email = `${author}@users.noreply.github.com`;
    const env = {
      ...process.env,
      ...{ GIT_AUTHOR_NAME: author, GIT_AUTHOR_EMAIL: email },
      ...{ GIT_COMMITTER_NAME: 'GitHub', GIT_COMMITTER_EMAIL: 'noreply@github.com' },
    };
    return this.git(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], message, { env });
  }

  /**
   * A commit with these files on all that `parent` holds, as the new tip of the branch: two processes for all of it.
   * @throws when the branch is not at `parent` any more.
   */
  commitFiles(
    branch: string,
    parent: string,
    files: readonly FileBytes[],
    { message, author }: Pick<CommitParts, 'message' | 'author'>,
  ): string {
    const kept = `refs/github/${randomUUID()}`;
    const at = Math.floor(Date.now() / 1000);
    const data = (bytes: Uint8Array | string) => [`data ${Buffer.byteLength(bytes)}\n`, bytes, '\n'];
    const parts = [
      `feature done\ncommit ${kept}\nmark :1\nauthor ${author} <${author}@users.noreply.github.com> ${at} +0000\n`,
      ...[`committer GitHub <noreply@github.com> ${at} +0000\n`, ...data(message), `from ${parent}\n`],
      ...files.flatMap(({ path, bytes }) => [`M 100644 inline ${path}\n`, ...data(bytes)]),
      'get-mark :1\ndone\n',
    ];
    const commit = this.git(['fast-import', '--quiet'], Buffer.concat(parts.map((part) => Buffer.from(part))));
    this.git(['update-ref', '--stdin'], `update refs/heads/${branch} ${commit} ${parent}\ndelete ${kept}\n`);
    return commit;
  }

  /** All of them or none. @throws when one is not at `before`, or would lose commits without `force`. */
  moveRefs(changes: readonly RefChange[]): void {
    for (const { name, after, force } of changes) {
      const now = this.find(name);
      if (force === true || now === undefined || after === NOTHING) continue;
      if (this.tryGit(['merge-base', '--is-ancestor', now.oid, after]) === undefined)
        throw new Error('not a fast forward');
    }
    const lines = changes.map(({ name, before, after }) =>
      after === NOTHING
        ? `delete ${name}${before === undefined ? '' : ` ${before}`}`
        : `update ${name} ${after}${before === undefined ? '' : ` ${before}`}`,
    );
    this.git(['update-ref', '--stdin'], `start\n${lines.join('\n')}\nprepare\ncommit\n`);
  }

  git(words: readonly string[], input?: Uint8Array | string, options: ExecFileSyncOptions = {}): string {
    return this.raw(words, input, options).toString().trim();
  }

  tryGit(words: readonly string[]): string | undefined {
    try {
      return this.git(words);
    } catch {
      return undefined;
    }
  }

  /** What git prints. */
  raw(words: readonly string[], input?: Uint8Array | string, options: ExecFileSyncOptions = {}): Buffer {
    const given = input === undefined ? {} : { input };
    return execFileSync('git', ['-C', this.folder, ...words], {
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
      ...options,
      ...given,
    }) as Buffer;
  }
}

/** A commit object, taken apart. */
export function parseCommit({ bytes }: GitObject) {
  const text = bytes.toString();
  const at = text.indexOf('\n\n');
  const [, author = ''] = /^author (.*?) </m.exec(text) ?? [];
  const [, email = '', seconds = '0'] = /^committer .*?<(.*?)> (\d+) /m.exec(text) ?? [];
  return {
    tree: /^tree (\w+)$/m.exec(text)?.[1] ?? '',
    parents: [...text.slice(0, at).matchAll(/^parent (\w+)$/gm)].map(([, oid = '']) => oid),
    author,
    email,
    committedDate: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`,
    message: text.slice(at + 2),
  };
}
