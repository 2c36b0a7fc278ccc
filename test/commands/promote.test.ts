import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GITHASH, OTHER_GITHASH } from '../core/meta/records.ts';
import { facs } from '../support/facs.ts';
import { type GitHttp, openGitHttp } from '../support/git-http.ts';
import { type GithubServer, openGithubServer } from '../support/github-server.ts';
import { git, makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { mapping, tellStory } from '../support/shop.ts';

const TOKEN = 'ghs_w-token';

let ground: Playground;
let server: GitHttp;
let api: GithubServer;
let bare = '';
let env: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  ground = await openPlayground();
});
afterAll(() => ground.remove());

beforeEach(async (context) => {
  const folder = join(ground.folder, context.task.id);
  bare = join(folder, 'acme/meta.git');
  const meta = await makeMeta(bare, join(folder, 'maker'));
  await tellStory(meta);
  await meta.append(mapping('edge', OTHER_GITHASH));
  server = await openGitHttp({ folder, tokens: { [TOKEN]: 'write', 'r-token-2': 'read' } });
  api = await openGithubServer({ token: TOKEN, repositories: { 'acme/meta': 'main' }, serverUrl: server.url });
  env = {
    FACS_META: `${server.url}/acme/meta.git`,
    FACS_META_TOKEN: TOKEN,
    GITHUB_SERVER_URL: server.url,
    GITHUB_API_URL: api.url,
  };
  return async () => {
    await server.close();
    await api.close();
  };
});

const run = (...words: string[]) => facs(ground.folder, words, env);

describe('a promotion on GitHub', () => {
  it('is a branch that changes one line of the channel, and a pull request that says from what to what', async () => {
    const proposed = await run('promote', 'shop', 'edge', '1.4.0');
    expect(proposed).toMatchObject({ code: 0, stderr: expect.stringContaining('was not checked') });
    expect(proposed.data).toMatchObject({
      from: OTHER_GITHASH,
      to: GITHASH,
      pullRequest: `${server.url}/acme/meta/pull/1`,
    });
    expect(proposed.stdout).toContain(`opened ${server.url}/acme/meta/pull/1`);
    expect(api.pulls).toMatchObject([
      { title: 'Promote shop edge to 1.4.0 (1a2b3c4d5e6f)', head: 'promote/shop/edge', base: 'main' },
    ]);
    expect(api.pulls[0]?.body).toContain(`/acme/shop/compare/${OTHER_GITHASH}...${GITHASH}`);
    const diff = git(bare, 'diff', '--unified=0', 'main', 'promote/shop/edge', '--', 'shop/channels/edge.yaml')
      .split('\n')
      .slice(-2);
    expect(diff).toEqual([`-release: ${OTHER_GITHASH}`, `+release: ${GITHASH}`]);
  });

  it('is updated in place by the next one', async () => {
    await run('promote', 'shop', 'stable', '1.3.0');
    const again = await run('promote', 'shop', 'stable', '1.4.0', '--force', '--reason', 'the [shop] is down');
    expect(again.stdout).toContain(`updated ${server.url}/acme/meta/pull/1`);
    expect(api.pulls).toMatchObject([{ title: 'Promote shop stable to 1.4.0 (1a2b3c4d5e6f)' }]);
    expect(api.pulls[0]?.body).toContain('the &#91;shop&#93; is down</code>\n\n**Forced past order.**');
    expect(git(bare, 'show', 'promote/shop/stable:shop/channels/stable.yaml')).toBe(`release: ${GITHASH}`);
    expect(git(bare, 'log', '-1', '--format=%b', 'promote/shop/stable')).toBe(
      'Reason: the [shop] is down\nForced: order',
    );
  });

  it('that changes nothing opens none', async () => {
    expect((await run('promote', 'shop', 'edge', '1.3.0')).data).toMatchObject({ changed: false, pullRequest: null });
    expect((await run('promote', 'shop', 'edge', '1.4.0', '--dry-run')).data).toMatchObject({
      changed: true,
      branch: null,
    });
    expect(api.pulls).toEqual([]);
    expect(git(bare, 'branch', '--list', 'promote/*')).toBe('');
  });

  it.each([
    [['shop', 'edge'], 'edge is the channel', 'facs promote shop edge 1.4.0'],
    [['stable'], 'stable is the channel', 'facs promote shop stable 1.4.0'],
    [['shop'], 'shop is the project', 'facs promote shop 1.4.0'],
  ])('without VERSION (%j) says what is missing', async (words, what, line) => {
    expect(await run('promote', ...words)).toMatchObject({
      code: 2,
      stderr: `VERSION: which release? ${what} (write the VERSION after it: ${line})`,
    });
  });

  it('by one who may only read is denied, and shows no token', async () => {
    const denied = await facs(ground.folder, ['promote', 'shop', 'edge', '1.4.0'], {
      ...env,
      FACS_META_TOKEN: 'r-token-2',
    });
    expect(denied).toMatchObject({ code: 1, stdout: '' });
    expect(denied.stderr).toContain('denies access');
    expect(denied.stderr).not.toContain('r-token-2');
    expect(api.pulls).toEqual([]);
  });
});
