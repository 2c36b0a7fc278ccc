/** The guide of the README, followed to the letter: its files, its commands, on a real host. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bundle } from '../../src/build/bundle.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const FENCE = /^```(\S+)(?: title=(\S+))?\n([\s\S]*?)^```/gm;

const blocks = [...README.matchAll(FENCE)].map(([, language, title, text]) => ({ language, title, text: text ?? '' }));
const files = blocks.filter(({ title }) => title !== undefined);
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);

const PAGE = '<h1>Hello from web1</h1>\n';
const READER = { name: 'A Reader', email: 'reader@example.com' };

describeWith(['sshd'], 'the guide of the README', () => {
  let folder = '';
  let shop = '';
  let host: Sshd;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'facs-readme-'));
    host = await startSshd({ name: 'web1' });
    await bundle(join(folder, 'facsimile', 'dist'));
    mkdirSync(join(folder, 'home/.ssh'), { recursive: true });
    writeFileSync(join(folder, 'home/.ssh/id_ed25519'), host.privateKey, { mode: 0o600 });
    writeFileSync(join(folder, 'home/.ssh/known_hosts'), `[127.0.0.1]:${host.host.port} ${host.hostKey}\n`);
    shop = join(folder, 'shop');
    run(folder, 'git init -q --bare origin.git && git clone -q origin.git shop 2>&1');
    run(shop, 'echo shop > index.txt && git add . && git commit -q -m "The shop" && git push -q');
  });

  afterAll(async () => {
    await host?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins a project, and shows what that wrote', () => {
    expect(commands).toHaveLength(4);
    run(shop, forHost(commands[0] ?? ''));
    expect(files.map(({ title }) => title)).toEqual(['define/staging.yaml', 'tmpl/_ALL_/_DEPLOY_/page.html']);
    for (const { title = '', text } of files) {
      const written = readFileSync(join(shop, title), 'utf8');
      if (title.endsWith('.yaml')) expect(parse(written)).toEqual(parse(forHost(text)));
      else expect(written).toBe(text);
    }
  });

  it('shows what would be, then deploys the work tree, then a release from meta', () => {
    const [, look = '', attempt = '', keep = ''] = commands;
    expect(run(shop, look)).toContain('set at define/shop.yaml:3:11');
    expect(readFileSync(join(folder, 'rendered/_DEPLOY_/page.html'), 'utf8')).toBe(PAGE);
    run(shop, attempt);
    expect(page()).toBe(PAGE);
    appendFileSync(join(shop, 'define/staging.yaml'), 'greeting: Hello again\n');
    const status = run(shop, keep);
    expect(page()).toBe(PAGE.replace('Hello', 'Hello again'));
    expect(status).toContain('web1');
    expect(run(shop, 'git -C ../meta.git log --format=%s').split('\n').length).toBeGreaterThan(4);
  });

  const page = () => readFileSync(join(host.home, 'shop/current/page.html'), 'utf8');

  /** The reader's own host in the place of the README's. */
  function forHost(text: string): string {
    const { user, port } = host.host;
    return text
      .replace('deploy@web1.example.com', `${user}@127.0.0.1:${port}`)
      .replace('web1.example.com', `127.0.0.1\n    port: ${port}`)
      .replace('ssh-ed25519 AAAA…', host.hostKey)
      .replace('user: deploy', `user: ${user}`);
  }

  function run(cwd: string, script: string): string {
    const program = join(folder, 'facsimile/dist/cli.js');
    return execFileSync('sh', ['-euc', `facs() { node '${program}' "$@"; }\n${script}`], {
      cwd,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: join(folder, 'home'),
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: READER.name,
        GIT_AUTHOR_EMAIL: READER.email,
        GIT_COMMITTER_NAME: READER.name,
        GIT_COMMITTER_EMAIL: READER.email,
      },
    });
  }
});
