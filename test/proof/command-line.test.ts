/** Words, flags and exit codes, and the folders that a run leaves. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GitHttp, openGitHttp } from '../support/git-http.ts';
import { openProof, type Proof, picture, readTree, write } from '../support/proof.ts';

const FILES = {
  'define/facsimile.yaml': 'projects: { shop: {} }\ninstances: { dev.dev0: {}, away: {}, bare: {} }\nmodules: [db]\n',
  'define/dev.yaml':
    'deploy: { user: app, nodes: { frontend: [web1, web2], database: [db1, web2] } }\nhome: /srv/shop\n',
  'define/away.yaml': 'deploy: { destdir: ../out }\n',
  'define/tmpl/_ALL_/_DEPLOY_/version':
    '{{ facs.version }} {{ release.tag }}\n{% assign parts = facs.version | split: "." %}\n{{ parts | join: "+" }}\n',
  'app.txt': 'one\n',
};
let proof: Proof;
let first = '';
let count = 0;

beforeAll(async () => {
  proof = await openProof(FILES);
  first = proof.project.git('rev-parse', 'HEAD');
  proof.project.git('tag', 'v1.2.3');
  await proof.project.commit({ 'app.txt': 'two\n' });
  proof.project.git('tag', '1.3.0.7');
});
afterAll(() => proof.remove());

const fresh = () => join(proof.folder, `out-${count++}`);

/** What `facs render` writes for an instance of these words. */
async function rendered(...words: string[]): Promise<Readonly<Record<string, string>>> {
  const out = fresh();
  await proof.data('render', ...words, '--out', out);
  return readTree(out);
}

describe('F-04 words: project, instance, version', () => {
  it('stand in this order wherever flags with values stand between them', async () => {
    const top = join(proof.folder, 'top');
    const written = await rendered('--top-dir', top, 'shop', '--src-dir', '.', 'dev.dev0', 'v1.2.3');
    expect(written['_DEPLOY_/version']).toBe('1.2.3 v1.2.3\n1+2+3\n');
    expect(existsSync(join(top, 'state/dev.dev0.yaml'))).toBe(true);
  });

  it('leave the project out where there is one, and the version where the work tree is meant', async () => {
    expect((await rendered('--src-dir', '.', 'dev.dev0'))['_DEPLOY_/version']).toBe('1.3.0.7 1.3.0.7\n1+3+0+7\n');
  });

  it('are refused when there are too many', async () => {
    expect((await proof.run('render', 'shop', 'dev.dev0', 'v1.2.3', 'more', '--out', fresh())).code).toBe(64);
  });
});

describe('F-05 exit codes', () => {
  it.each<[string, readonly string[], number, RegExp]>([
    [
      'a missing instance is bad usage: 64, and where the help is',
      ['render'],
      64,
      /INSTANCE is missing: .*\nSee: facs render --help$/,
    ],
    ['an unknown flag is bad usage: 64', ['render', 'shop', 'dev.dev0', '--devl'], 64, /unknown flag --devl/],
    ['an unknown instance is wrong input: 2', ['resolve', 'shop', 'prod'], 2, /there is no instance "prod"/],
    [
      'a repository that does not answer is a failed operation: 1',
      ['channel', 'list', '--meta', 'http://127.0.0.1:9/m'],
      1,
      /^facs: /,
    ],
    ['information is done: 0', ['resolve', 'shop', 'dev.dev0'], 0, /^$/],
  ])('%s', async (_, words, code, said) => {
    const before = picture(join(proof.project.folder, 'define'));
    expect(await proof.run(...words)).toMatchObject({ code, stderr: expect.stringMatching(said) });
    expect(picture(join(proof.project.folder, 'define'))).toEqual(before);
  });
});

describe('F-06 general options', () => {
  it('--dry-run shows and changes nothing', async () => {
    const out = fresh();
    const before = picture(proof.project.folder);
    const ran = await proof.run('render', 'shop', 'away', '--src-dir', '.', '--out', out, '--dry-run');
    // Nothing is made up for the password that does not exist yet.
    expect(ran).toMatchObject({ code: 0 });
    const deployed = await proof.run('deploy', 'shop', 'away', 'v1.2.3', '--dry-run');
    expect(deployed).toMatchObject({ code: 0 });
    expect(picture(proof.project.folder)).toEqual(before);
    expect([existsSync(out), existsSync(join(proof.folder, 'out'))]).toEqual([false, false]);
  });

  it('--target, once --target-only, narrows to its hosts and refuses others', async () => {
    const words = ['render', 'shop', 'dev.dev0', '--src-dir', '.', '--out', fresh()];
    const data = await proof.data(...words, '--target', 'database');
    expect(data.trees.flatMap(({ hosts }: { hosts: readonly string[] }) => hosts)).toEqual(['web2', 'db1']);
    expect(await proof.refusal(...words, '--target', 'databse')).toEqual([
      '--target: there is no target databse (did you mean "database"?)',
    ]);
  });

  it('--src-dir takes the files of a work tree, --top-dir is where everything of ours goes', async () => {
    const top = fresh();
    const elsewhere = await openProof({ ...FILES, 'define/tmpl/_ALL_/_DEPLOY_/version': 'elsewhere\n' });
    const words = ['--src-dir', elsewhere.project.folder, '--top-dir', top];
    expect((await rendered('shop', 'dev.dev0', ...words))['_DEPLOY_/version']).toBe('elsewhere\n');
    expect(Object.keys(readTree(top))).toEqual(['state/dev.dev0.yaml']);
    await elsewhere.remove();
  });
});

describe('F-08 the hosts of an instance', () => {
  it('are listed by target, without a release, state or network', async () => {
    expect((await proof.run('hosts', 'shop', 'dev.dev0')).stdout).toBe(
      [
        'frontend:',
        '  web1  app@web1:22  /srv/shop',
        '  web2  app@web2:22  /srv/shop',
        'database:',
        '  db1  app@db1:22  /srv/shop',
        '  web2  app@web2:22  /srv/shop',
        '',
      ].join('\n'),
    );
  });

  it('are this machine where the deploy is to a folder, and none where nothing says', async () => {
    expect((await proof.run('hosts', 'shop', 'away')).stdout).toBe('this machine: ../out\n');
    expect((await proof.run('hosts', 'shop', 'bare')).stdout).toBe('no hosts: deploy.nodes is empty\n');
  });
});

describe('F-14 versions', () => {
  it.each([
    ['v1.2.3', '1.2.3 v1.2.3\n1+2+3\n'],
    ['1.3.0.7', '1.3.0.7 1.3.0.7\n1+3+0+7\n'],
    ['githash', ' \n\n'],
  ])('%s is a version', async (word, text) => {
    const version = word === 'githash' ? first.slice(0, 10) : word;
    expect((await rendered('shop', 'dev.dev0', version, '--src-dir', '.'))['_DEPLOY_/version']).toBe(text);
  });

  it('anything else is an error that says what may be written', async () => {
    expect(await proof.refusal('render', 'shop', 'dev.dev0', '1.2', '--src-dir', '.', '--out', fresh())).toEqual([
      expect.stringMatching(
        /^VERSION: .* has no commit or tag 1\.2 \(write a githash of 7 digits or more, or a tag\)$/,
      ),
    ]);
  });
});

describe('F-16 the work folder', () => {
  let server: GitHttp;
  beforeAll(async () => {
    proof.project.git('clone', '--quiet', '--bare', '.', join(proof.folder, 'git/shop.git'));
    server = await openGitHttp({ folder: join(proof.folder, 'git') });
  });
  afterAll(() => server.close());

  it('is .facsimile: state by instance, logs by project and instance, sources by release and not by instance', async () => {
    const layers = `projects: { shop: { repo: ${server.url}/shop.git } }\ninstances: { one: {}, other: {} }\nmodules: [db]\n`;
    const estate = await openProof({
      'define/facsimile.yaml': layers,
      'define/one.yaml': 'deploy: { destdir: ../one }\n',
      'define/other.yaml': 'deploy: { destdir: ../other }\n',
    });
    for (const instance of ['one', 'other']) await estate.data('deploy', 'shop', instance, 'v1.2.3');
    const folders = readTree(join(estate.project.folder, '.facsimile'));
    const kinds = Object.keys(folders).filter((path) => !path.startsWith('cache/'));
    expect(kinds).toEqual([
      expect.stringMatching(/^log\/shop\/one\/[0-9A-Z]{26}\.json$/),
      expect.stringMatching(/^log\/shop\/other\/[0-9A-Z]{26}\.json$/),
      'state/one.yaml',
      'state/other.yaml',
    ]);
    const caches = new Set(
      Object.keys(folders).flatMap((path) => /^cache\/repos\/([^/]+\/[^/]+)\/HEAD$/.exec(path)?.[1] ?? []),
    );
    expect([...caches]).toEqual([expect.stringMatching(new RegExp(`-shop-[0-9a-f]{12}/${first}\\.git$`))]);
    await estate.remove();
  });
});

describe('F-18 the define folder', () => {
  it('is config/facsimile of the source, or the one that --define names', async () => {
    const own = await openProof({
      'config/facsimile/dev.yaml': 'text: with the source\n',
      'other/dev.yaml': 'text: named\n',
    });
    expect(await own.definition('dev')).toMatchObject({ text: 'with the source' });
    expect(await own.definition('dev', '--define', 'other')).toMatchObject({ text: 'named' });
    expect(await own.refusal('resolve', 'shop', 'dev', '--define', 'nowhere')).toEqual([
      '--define: there are no definitions in nowhere (layers are files like facsimile.yaml right in that folder)',
    ]);
    own.project.git('rm', '--quiet', '-r', 'config');
    expect((await own.refusal('resolve', 'shop', 'dev')).join('\n')).toMatch(
      /^there are no definitions: looked for layers in \S*define, \S*config\/facsimile, \S*facsimile/,
    );
    await own.remove();
  });
});

describe('F-19 --src-dir', () => {
  it('is the source and the definitions, as they are on disk, and git fetches nothing', async () => {
    await write(proof, {
      'app.txt': 'changed\n',
      'define/away.yaml': 'deploy: { destdir: ../out }\ninstall: { groups: [{ files: [app.txt] }] }\n',
    });
    const out = fresh();
    const { code } = await proof.runWith(
      { GIT_ALLOW_PROTOCOL: 'none' },
      'render',
      'shop',
      'away',
      '--src-dir',
      '.',
      '--out',
      out,
    );
    expect(code).toBe(0);
    expect(readFileSync(join(out, '_DEPLOY_/app.txt'), 'utf8')).toBe('changed\n');
    proof.project.git('checkout', '--quiet', '.');
  });
});
