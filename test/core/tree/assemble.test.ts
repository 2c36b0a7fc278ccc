/** Which of several pieces wins, and what a tree refuses to hold. */
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/app/tree/content.ts';
import { fileOrigin } from '../../../src/core/issue.ts';
import { secret } from '../../../src/core/secret.ts';
import { assembleTree } from '../../../src/core/tree/assemble.ts';
import { keyedDigest } from '../../../src/core/tree/format.ts';
import type { Piece, PieceBody } from '../../../src/core/tree/piece.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function piece(path: string, body: string | PieceBody = '', from = `src/${path}`): Piece {
  const made: PieceBody =
    typeof body === 'string' ? { kind: 'file', content: contentOf(bytes(body)), secret: false } : body;
  return { path, mode: '0644', body: made, origin: fileOrigin(from) };
}

function built(...pieces: Piece[]) {
  const result = assembleTree(pieces, undefined);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

describe('a tree from pieces', () => {
  it('keeps the last piece of a path', () => {
    const one = built(piece('_DEPLOY_/a', 'weak'), piece('_DEPLOY_/a', 'strong'));
    expect(one.tree.entries).toEqual([
      {
        path: '_DEPLOY_/a',
        mode: '0644',
        content: { kind: 'file', sha256: contentOf(bytes('strong')).sha256, size: 6 },
      },
    ]);
    expect(one.contents.get('_DEPLOY_/a')?.size).toBe(6);
  });

  it('keeps what is not deployed beside the tree, out of the digest', () => {
    const one = built(piece('_DEPLOY_/a'), piece('init.sql', 'create'));
    expect(one.tree).toEqual(built(piece('_DEPLOY_/a')).tree);
    expect([...one.artefacts.keys()]).toEqual(['init.sql']);
  });

  it('has an entry for a folder only when it is empty', () => {
    const one = built(
      piece('_DEPLOY_/full', { kind: 'dir' }),
      piece('_DEPLOY_/full/a'),
      piece('_DEPLOY_/none', { kind: 'dir' }),
    );
    expect(one.tree.entries.map((entry) => entry.path)).toEqual(['_DEPLOY_/full/a', '_DEPLOY_/none']);
  });

  it('names a secret by a keyed digest, without its size', () => {
    const key = secret(new Uint8Array(32).fill(1));
    const content = contentOf(bytes('hunter2'));
    const result = assembleTree([piece('_DEPLOY_/pw', { kind: 'file', content, secret: true })], key);
    expect(result.ok && result.value.tree.entries[0]?.content).toEqual({
      kind: 'secret',
      hmac: keyedDigest(key, content.sha256),
    });
  });
});

describe('a tree refuses', () => {
  it.each([
    ['a line break in a name', '_DEPLOY_/a\nb', 'line break'],
    ['a name that is not UTF-8', '_DEPLOY_/a\uFFFD', 'UTF-8'],
    ['a way out', '_DEPLOY_/../a', '".."'],
    ['an absolute path', '/etc/passwd', 'absolute'],
  ])('%s', (_, path, message) => {
    const result = assembleTree([piece(path, '', 'tmpl/x')], undefined);
    expect(result.ok ? [] : result.issues).toMatchObject([
      { code: 'tree/name', message: expect.stringContaining(message), origin: { file: 'tmpl/x' } },
    ]);
  });

  it('a path that is a file here and a folder there, naming both sources; `.lock` is fine', () => {
    const result = assembleTree(
      [
        piece('_DEPLOY_/a.lock'),
        piece('_DEPLOY_/a', { kind: 'link', target: '/' }, 'x'),
        piece('_DEPLOY_/a/b/c', '', 'y'),
      ],
      undefined,
    );
    expect(result.ok ? [] : result.issues).toEqual([
      {
        code: 'tree/clash',
        message: '_DEPLOY_/a is a file (x:1:1) and cannot be the folder of _DEPLOY_/a/b/c',
        origin: fileOrigin('y'),
      },
    ]);
  });
});
