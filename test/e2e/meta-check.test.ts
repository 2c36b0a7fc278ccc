/** The ready-made check of the meta repo, under a real runner: pull requests from forks, pushes, once a week all of it. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Published, publish, runWorkflow, type WorkflowEnd, type WorkflowRun } from '../support/act.ts';
import { type GitHttp, openGitHttp } from '../support/git-http.ts';
import { git, openPlayground, type Playground } from '../support/meta.ts';
import { randomOf } from '../support/random.ts';
import { writeRandomMeta } from '../support/random-meta.ts';
import { makeRepository, type Repository } from '../support/repositories.ts';
import { storyInMemory } from '../support/story-places.ts';
import { describeWith } from '../support/tools.ts';
import { type EventSource, pullRequestEvent, pushEvent } from '../support/webhooks.ts';

const LIMIT_MS = 3 * 60_000;
/** What a workflow of a fork's pull request gets: it reads. */
const TOKEN = 'ghs_of_a_fork';
/** Words that a shell would obey. */
const BRANCH = 'x"; touch pwned; echo "$(touch pwned)';

let ground: Playground;
let published: Published;
let server: GitHttp;
let source: EventSource;
let work: Repository;

describeWith(['act', 'git'], 'the check of a meta repo, by our workflow', () => {
  beforeAll(async () => {
    ground = await openPlayground();
    published = await publish();
    const folder = join(ground.folder, 'acme');
    git(ground.folder, 'init', '--quiet', folder);
    const story = await storyInMemory(folder);
    await writeRandomMeta(story, randomOf(11), { steps: 12, states: [] });
    const bare = await story.pour();
    // GitHub finds a repository without .git at its end.
    git(folder, 'clone', '--quiet', '--bare', bare, 'meta');
    server = await openGitHttp({ folder: ground.folder, tokens: { [TOKEN]: 'read' } });
    source = { repository: 'acme/meta', folder: join(folder, 'meta'), serverUrl: server.url };
    work = await makeRepository(join(ground.folder, 'work'));
    work.git('remote', 'add', 'origin', source.folder);
  }, LIMIT_MS);

  afterAll(async () => {
    published?.remove();
    await server?.close();
    await ground?.remove();
  });

  it('lets a pull request from a fork pass, with nothing but the token that GitHub gives it', {
    timeout: LIMIT_MS,
  }, async () => {
    const end = await pullRequest({ 'README.md': 'hello' });
    expect(end.status, end.log).toBe(0);
    expect(end.log).toContain('are as they should be');
  });

  it('stops one that removes a record, names it, and lets no word of it reach a shell', {
    timeout: LIMIT_MS,
  }, async () => {
    const [record = ''] = git(source.folder, 'ls-tree', '-r', '--name-only', 'main', 'shop/releases').split('\n');
    const end = await pullRequest({ 'shop/notes.md': 'mine' }, record);
    expect(end.status).toBe(1);
    expect(end.log).toContain(`${record}, commit `);
    expect(end.log).toContain('[history/removed]');
    expect(end.log).toContain('[file/unknown]');
    expect(work.git('status', '--porcelain', '--untracked-files=all')).not.toContain('pwned');
  });

  it('tells of a push that rewrote the branch', { timeout: LIMIT_MS }, async () => {
    const before = git(source.folder, 'rev-parse', 'main');
    git(source.folder, 'update-ref', 'refs/heads/main', 'main~1');
    const end = await check('push', { ...pushEvent(source, 'refs/heads/main'), before, forced: true }, 'main');
    git(source.folder, 'update-ref', 'refs/heads/main', before);
    expect(end.status).toBe(1);
    expect(end.log).toContain('[history/rewound]');
  });

  it('looks at all of it once a week', { timeout: LIMIT_MS }, async () => {
    const end = await check('schedule', { schedule: '17 4 * * 1' }, 'main');
    expect(end.status, end.log).toBe(0);
    const commits = Number(git(source.folder, 'rev-list', '--count', 'main'));
    expect(end.log).toContain(`${commits} commits and`);
  });
});

/** Proposes these files from a fork; the runner stands on the merge that GitHub makes of it. */
async function pullRequest(files: Readonly<Record<string, string>>, ...remove: string[]): Promise<WorkflowEnd> {
  work.git('fetch', '--quiet', 'origin', 'main');
  work.git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  const base = work.git('rev-parse', 'HEAD');
  if (remove.length > 0) work.git('rm', '--quiet', '--', ...remove);
  const head = await work.commit(files);
  const merged = work.git('commit-tree', 'HEAD^{tree}', '-p', base, '-p', head, '-m', 'Merge');
  work.git('push', '--quiet', '--force', 'origin', `${merged}:refs/pull/1/merge`);
  return check('pull_request', pullRequestEvent(source, { base, head, branch: BRANCH }), merged);
}

async function check(event: WorkflowRun['event'], payload: object, commit: string): Promise<WorkflowEnd> {
  work.git('fetch', '--quiet', 'origin', commit);
  work.git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  return runWorkflow({
    ...{ published, event, payload, workTree: work.folder },
    // The one to copy, as somebody copied it.
    workflow: join(import.meta.dirname, '../../workflows/meta-check.yml'),
    secrets: { GITHUB_TOKEN: TOKEN },
    variables: { GITHUB_REPOSITORY: source.repository, GITHUB_SERVER_URL: server.url, GITHUB_RUN_ID: '1' },
  });
}
