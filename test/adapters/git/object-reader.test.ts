/** Many reads through one process, which is gone when nobody asks. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openObjects } from '../../../src/adapters/git/object-reader.ts';
import { type Git, openGit } from '../../../src/adapters/git/run-git.ts';
import { makeRepository, openTemporary, type Repository } from '../../support/repositories.ts';

let temporary: Awaited<ReturnType<typeof openTemporary>>;
let repo: Repository;

beforeAll(async () => {
  temporary = await openTemporary();
  repo = await makeRepository(join(temporary.folder, 'repo'));
  await repo.commit({ a: 'one\n', b: 'two' });
});
afterAll(() => temporary.remove());

/** Git that remembers what it started. */
function watched(): { readonly git: Git; readonly started: ChildProcess[] } {
  const git = openGit(process.env);
  const started: ChildProcess[] = [];
  const start: Git['start'] = (words, options) => {
    const child = git.start(words, options);
    started.push(child);
    return child;
  };
  return { git: { ...git, start }, started };
}

describe('an object reader', () => {
  it('asks one process for everything, and starts none before the first question', async () => {
    const { git, started } = watched();
    const objects = openObjects(git, repo.folder);
    expect(started).toHaveLength(0);
    const hashes = ['HEAD:a', 'HEAD:b'].map((name) => repo.git('rev-parse', name));
    const [a, none, b] = await Promise.all([hashes[0] ?? '', '0'.repeat(40), hashes[1] ?? ''].map(objects.read));
    expect([a, none, b].map((bytes) => bytes && new TextDecoder().decode(bytes))).toEqual(['one\n', undefined, 'two']);
    expect(started).toHaveLength(1);
  });

  it('lets the process go when nobody asks, and starts another for the next question', async () => {
    const { git, started } = watched();
    const objects = openObjects(git, repo.folder);
    const hash = repo.git('rev-parse', 'HEAD:a');
    await objects.read(hash);
    const [code] = await once(started[0] as ChildProcess, 'close');
    expect(code).toBe(0);
    expect(await objects.read(hash)).toEqual(new TextEncoder().encode('one\n'));
    expect(started).toHaveLength(2);
  });

  it('fails what is due when the process dies', async () => {
    const { git, started } = watched();
    const objects = openObjects(git, repo.folder);
    const hash = repo.git('rev-parse', 'HEAD:a');
    const answer = objects.read(hash);
    started[0]?.kill('SIGKILL');
    await expect(answer).rejects.toMatchObject({ kind: 'operation', code: 'git/broken-off' });
    expect(await objects.read(hash)).toBeDefined();
  });
});
