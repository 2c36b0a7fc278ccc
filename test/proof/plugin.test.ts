/** What a project class was: stages and options of the project's own. The example is the one that docs/running.md shows. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProof, type Proof, readTree, write } from '../support/proof.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLE = /```js\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs/running.md'), 'utf8'))?.[1] ?? '';

let proof: Proof;
const run = (...words: string[]) => proof.run('run', 'shop', ...words);
const stagesOf = async (...words: string[]): Promise<readonly string[]> =>
  (await proof.data('run', 'shop', ...words)).stages.map(({ stage }: { readonly stage: string }) => stage);

/** Puts another plugin beside the layers, on disk alone. A process loads each path once: one for each test. */
const plugin = (text: string) => write(proof, { 'define/shop.mjs': text });

beforeEach(async () => {
  proof = await openProof({
    'define/facsimile.yaml': 'projects: { shop: {} }\ninstances: { here: {} }\nurl: https://shop.example\n',
    'define/here.yaml': 'deploy: { destdir: ../out }\n',
    'define/shop.yaml': [
      'build: { command: mkdir out && cp app.txt out, binaries: { app: out } }',
      'install: { groups: [{ type: binary, name: app }] }',
      '',
    ].join('\n'),
    'define/shop.mjs': EXAMPLE,
    'define/tmpl/_ALL_/_DEPLOY_/theme': '{{ options.theme | default: "light" }}\n',
    'app.txt': 'one\n',
    'test.sh': 'echo "tested with $1 beside $(ls out)"\n[ "$1" != broken ]\n',
    '.gitignore': '.facsimile\n',
  });
  proof.project.git('tag', 'v1.0.0');
});
afterEach(() => proof.remove());

describe('the example of the manual', () => {
  it('F-12: its options are flags of the command, known to stages and templates', async () => {
    const ran = await run('here', 'v1.0.0', '--theme', 'dark', '--test-config', 'a,b.ini');
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stderr).toContain('tested with a,b.ini beside app.txt');
    expect(readTree(join(proof.folder, 'out/current'))).toMatchObject({ theme: 'dark\n', 'app.txt': 'one\n' });
    const refused = await run('here', 'v1.0.0', '--theme', 'blue');
    expect(refused).toMatchObject({ code: 2, stderr: '--theme: "blue" is not one of light, dark' });
    expect(await run('here', 'v1.0.0', '--them', 'dark')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('did you mean "--theme"?'),
    });
    // As the input of an action.
    const words = ['here', 'v1.0.0', '--only', 'unit', '--option', 'skip-unit=true\ntest-config=x'];
    expect((await run(...words)).stderr).toContain('unit tests are left out');
  });

  it('F-12: its options stand in the help, and no other command loads it', async () => {
    const program = (...words: string[]) =>
      execFileSync(process.execPath, [join(ROOT, 'src/cli/cli.ts'), ...words], {
        cwd: proof.project.folder,
        encoding: 'utf8',
      });
    const shown = program('run', '--help');
    expect(shown).toMatch(/--skip-unit +Leave the unit tests out\./);
    expect(shown).toMatch(/--test-config FILE +Configuration of the unit tests\. Default: -\./);
    expect(program('help', 'run', 'shop')).toMatch(/--theme light\|dark +How pages look\. Default: light\./);
    expect(program('deploy', '--help')).not.toContain('--skip-unit');
    await plugin('throw new Error("loaded");');
    expect(program('resolve', 'shop', 'here')).toContain('url: https://shop.example');
    expect(await proof.run('deploy', 'shop', 'here', '--src-dir', '.', '--dry-run')).not.toMatchObject({
      stderr: expect.stringContaining('loaded'),
    });
  });

  it('F-83: its stages take part in order, one in the place of ours does ours too, and each can be asked for', async () => {
    const ran = await run('here', 'v1.0.0');
    expect(ran.data.stages.map(({ stage }: { readonly stage: string }) => stage)).toEqual([
      ...['checkout', 'build', 'unit', 'install', 'deploy'],
    ]);
    expect(ran.stderr).toMatch(/localhost: activated[\s\S]*see https:\/\/shop\.example/);
    expect(ran.data.deployed.hosts).toMatchObject([{ outcome: 'activated' }]);
    expect(await stagesOf('here', 'v1.0.0', '--start', 'unit', '--end', 'install')).toEqual(['unit', 'install']);
    const failed = await run('here', 'v1.0.0', '--test-config', 'broken');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(
      /stage unit of define\/shop\.mjs: sh test\.sh "\$CONFIG" ended with exit code 1 in \S+/,
    );
    expect(failed.stderr).toContain('last passed stage: build');
  });

  it('F-83: a dry run calls nothing of it', async () => {
    await plugin(
      'export const stages = ["checkout", { name: "unit", help: "boom", run: () => { throw new Error("called") } }];',
    );
    const { code, stdout } = await run('here', 'v1.0.0', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('unit: would run define/shop.mjs: boom');
  });

  it('F-83: is typed: what it may export and what stages are given', () => {
    const modules = join(proof.folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(ROOT, join(modules, 'facsimile'));
    const settings = { checkJs: true, strict: true, noEmit: true, module: 'nodenext', skipLibCheck: true, types: [] };
    writeFileSync(
      join(proof.folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: settings, files: ['shop/define/shop.mjs'] }),
    );
    const check = () =>
      execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', proof.folder], { encoding: 'utf8', stdio: 'pipe' });
    expect(check()).toBe('');
    writeFileSync(join(proof.project.folder, 'define/shop.mjs'), EXAMPLE.replace("'checkout',", "'chekout',"));
    expect(check).toThrow();
  });
});

describe('a plugin', () => {
  it('F-83: of all projects counts where the project has none of its own', async () => {
    await write(proof, { 'define/facsimile.mjs': 'export const stages = ["install"];' });
    expect(await stagesOf('here', 'v1.0.0')).toEqual(['checkout', 'build', 'unit', 'install', 'deploy']);
    const { project } = proof;
    project.git('rm', '--quiet', '--force', 'define/shop.mjs');
    expect(await stagesOf('here', 'v1.0.0')).toEqual(['install']);
  });

  it('F-83: can build in our place, and what it names becomes a binary', async () => {
    await plugin(
      [
        'export const stages = ["checkout", { name: "build", run: async ({ command, binary, folders }) => {',
        '  await command("mkdir -p " + folders.build + " && cat > " + folders.build + "/app.txt", { input: "piped" });',
        '  await binary("app", "app.txt");',
        '} }, "install"];',
      ].join('\n'),
    );
    const planned = await run('here', 'v1.0.0', '--dry-run');
    expect(planned.stdout).toContain('tree: unknown (app would be built first)');
    await proof.data('run', 'shop', 'here', 'v1.0.0');
    const release = join(proof.project.folder, '.facsimile/release');
    const files = readTree(release);
    expect(Object.entries(files).filter(([path]) => path.endsWith('_DEPLOY_/app.txt'))).toEqual([
      [expect.any(String), 'piped'],
    ]);
  });

  it('F-63: is refused when it names no stage, with its file', async () => {
    await plugin('export const stages = [];');
    expect(await run('here', 'v1.0.0')).toMatchObject({
      code: 2,
      stderr: 'define/shop.mjs:1:1: stages must be a list with at least one stage',
    });
  });

  it('F-82: ends at a command that fails or says nothing, and names it, its code and its folder', async () => {
    const first = (line: string) => `export const stages = [{ name: "one", run: ({ command }) => command(${line}) }];`;
    await plugin(first('"exit 7"'));
    const failed = await run('here', '--src-dir', '.');
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).toContain(`exit 7 ended with exit code 7 in ${proof.project.folder}`);
    proof.project.git('mv', 'define/shop.mjs', 'define/facsimile.mjs');
    await write(proof, { 'define/facsimile.mjs': first('" "') });
    expect((await run('here', '--src-dir', '.')).stderr).toContain('command: there is nothing to run');
  });

  it('F-65: may go where it likes: whoever comes after it is where the run began', async () => {
    const here = process.cwd();
    await plugin('export const stages = [{ name: "away", run: () => process.chdir("/") }, "install"];');
    expect(await stagesOf('here', 'v1.0.0', '--only', 'away')).toEqual(['away']);
    expect(process.cwd()).toBe(here);
  });

  it('F-83: that cannot be loaded is told with its file, and nothing runs', async () => {
    await plugin('export const stages = [');
    const { code, stderr } = await run('here', 'v1.0.0');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^define\/shop\.mjs:1:1: cannot be loaded: /);
  });
});
