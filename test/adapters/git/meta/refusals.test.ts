import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordPath } from '../../../../src/core/meta/paths.ts';
import { binary, release, tree } from '../../../core/meta/records.ts';
import { wrapGit } from '../../../support/git-wrapper.ts';
import { adding, git, makeMeta, metaRepoIn, openPlayground, type Playground } from '../../../support/meta.ts';

let ground: Playground;
let bare = '';
beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  await makeMeta(bare, join(ground.folder, 'first'));
});
afterEach(() => ground.remove());

/** A writer whose `git push` answers as the script says; other commands are the real ones. */
async function writerWith(pushScript: string, deadlineMs = 60_000) {
  const folder = join(ground.folder, 'wrapped');
  const path = await wrapGit(folder, `case " $* " in *' push '*) ;; *) exec "$real" "$@";; esac\n${pushScript}`);
  const { repo } = metaRepoIn(join(ground.folder, 'ann'), { variables: { ...process.env, PATH: path }, deadlineMs });
  const tries = async () => (await readFile(join(folder, 'tries'), 'utf8')).length;
  return { meta: await repo.open({ url: bare }), tries };
}

const COUNT = 'printf x >> "$folder/tries"; n=$(wc -c < "$folder/tries")\n';
const refusing = (times: number, line: string) =>
  `${COUNT}[ "$n" -gt ${times} ] && exec "$real" "$@"\nprintf '!\\ta:refs/heads/main\\t${line}\\n'\nexit 1`;

describe('a push is tried again', () => {
  it.each([
    '[rejected] (non-fast-forward)',
    '[rejected] (fetch first)',
    '[remote rejected] (incorrect old value provided)',
    '[remote rejected] (failed to update ref)',
    '[remote rejected] (cannot lock ref)',
    '[remote rejected] (a wording of next year)',
  ])('after %s, until it lands', async (line) => {
    const { meta, tries } = await writerWith(refusing(3, line));
    const { commit, unchanged } = await meta.append(adding(release));
    expect({ unchanged, tries: await tries() }).toEqual({ unchanged: false, tries: 4 });
    expect(git(bare, 'rev-parse', 'main')).toBe(commit);
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('2');
  });

  it('after its answer was lost, and then finds that it had landed', async () => {
    const { meta, tries } = await writerWith(
      `${COUNT}"$real" "$@" >/dev/null 2>&1; echo 'fatal: early EOF' >&2; exit 128`,
    );
    const { commit, unchanged } = await meta.append(adding(release, tree));
    expect({ unchanged, tries: await tries() }).toEqual({ unchanged: false, tries: 1 });
    expect(git(bare, 'rev-parse', 'main')).toBe(commit);
  });

  it('after its answer was lost, also when others have pushed since', async () => {
    const other = join(ground.folder, 'other');
    const { meta } = await writerWith(
      `"$real" "$@" >/dev/null 2>&1\n"$real" clone -q '${bare}' '${other}'\ncd '${other}'\n` +
        '"$real" -c user.name=x -c user.email=x commit -q --allow-empty -m other\n"$real" push -q\nexit 128',
    );
    const { commit, unchanged } = await meta.append(adding(release));
    expect(unchanged).toBe(false);
    expect(git(bare, 'rev-parse', 'main^')).toBe(commit);
  });

  it('on the tip that others made meanwhile, and everything is checked again on it', async () => {
    const { meta } = await writerWith(refusing(1, '[rejected] (fetch first)'));
    const other = await metaRepoIn(join(ground.folder, 'bob')).repo.open({ url: bare });
    await other.append(adding({ ...release, version: '9.9.9' }));
    const before = git(bare, 'rev-parse', 'main');
    await expect(meta.append(adding(binary, release))).rejects.toMatchObject({ code: 'meta/exists' });
    expect(git(bare, 'rev-parse', 'main')).toBe(before);
  });

  it('until the deadline, and then says what the server said last', async () => {
    const { meta } = await writerWith(refusing(1000, '[rejected] (fetch first)'), 300);
    const failure = await meta.append(adding(release)).catch((error: Error) => error);
    expect(failure).toMatchObject({ kind: 'operation', code: 'meta/deadline', retry: 'safe' });
    expect(String(failure)).toContain('fetch first');
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('1');
  });

  it('not for ever when nobody answers', async () => {
    const { meta, tries } = await writerWith(`${COUNT}echo 'fatal: Could not resolve host: git.example' >&2; exit 128`);
    await expect(meta.append(adding(release))).rejects.toMatchObject({ code: 'meta/unreachable' });
    expect(await tries()).toBe(4);
  });
});

describe('a push that the server declines for good', () => {
  it.each([
    [
      'pre-receive',
      'echo "records come from CI only" >&2; exit 1',
      /pre-receive hook declined.*records come from CI only/,
    ],
    ['update', 'echo "GH006: Protected branch update failed for $1." >&2; exit 1', /hook declined.*Protected branch/],
  ])('by its %s hook is not tried again', async (name, script, said) => {
    await mkdir(join(bare, 'hooks'), { recursive: true });
    await writeFile(join(bare, 'hooks', name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bare, 'hooks', name), 0o755);
    const before = git(bare, 'for-each-ref');
    const { meta, tries } = await writerWith(`${COUNT}exec "$real" "$@"`);
    const failure = await meta.append(adding(release)).catch((error: Error) => error);
    expect(failure).toMatchObject({ kind: 'operation', code: 'meta/denied', retry: 'never' });
    expect(String(failure)).toMatch(said);
    expect(await tries()).toBe(1);
    await expect(meta.propose('promote/x', adding(release))).rejects.toMatchObject({ code: 'meta/denied' });
    expect(git(bare, 'for-each-ref')).toBe(before);
  });

  it('because it is a work tree, not a bare repo', async () => {
    const clone = join(ground.folder, 'clone');
    git(ground.folder, 'clone', '-q', bare, clone);
    const meta = await metaRepoIn(join(ground.folder, 'ann')).repo.open({ url: clone });
    await expect(meta.append(adding(release))).rejects.toMatchObject({
      code: 'meta/denied',
      message: expect.stringContaining('currently checked out'),
    });
  });
});

describe('racing writers of the same record', () => {
  it('all succeed, and it is there once', async () => {
    const metas = await Promise.all(
      [1, 2, 3, 4].map((i) => metaRepoIn(join(ground.folder, `w${i}`), { actor: `w${i}` }).repo.open({ url: bare })),
    );
    const done = await Promise.all(metas.map((meta) => meta.append(adding(release))));
    expect(done.filter(({ unchanged }) => !unchanged)).toHaveLength(1);
    expect(git(bare, 'log', '--format=%H', '--', recordPath('shop', release))).toBe(git(bare, 'rev-parse', 'main'));
  });

  it('with other bytes: one wins, the others fail, nothing is overwritten', async () => {
    const metas = await Promise.all(
      [1, 2, 3].map((i) => metaRepoIn(join(ground.folder, `w${i}`), { actor: `w${i}` }).repo.open({ url: bare })),
    );
    const tries = metas.map((meta, i) => meta.append(adding({ ...release, tag: `v${i}` })));
    const ended = await Promise.allSettled(tries);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of ended)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'meta/exists' });
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('2');
  });
});
