/**
 * Secrets are planted as a password, as a value of the state, as a value of one host and in a sealed layer; then every
 * command runs, with and without the key, and fails in every way. They may stand in the rendered file of mode 0600, and
 * nowhere else: not in what is printed, logged, planned, recorded, cached, nor in argv or environment of any process.
 */
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import { CLEAN_GIT } from '../support/repositories.ts';
import { describeWith, tool } from '../support/tools.ts';
import type { Line, Said } from './leaks/driver.ts';
import { EXECUTIONS, type LeakyEstate, openLeakyEstate, plantings } from './leaks/estate.ts';
import { ELSEWHERE, linesOf, WITHOUT_KEY } from './leaks/lines.ts';
import { findMarkers, formsOf, makeMarkers } from './leaks/markers.ts';

const CLI = join(import.meta.dirname, '../../src/cli/cli.ts');
const DRIVER = join(import.meta.dirname, 'leaks/driver.ts');
const DEPLOY_ACTION = join(import.meta.dirname, '../../src/actions/deploy.ts');
const PATIENCE_MS = 300_000;

describeWith(['strace', 'sops', 'age-keygen', 'sshd', 'git'], 'no secret', () => {
  const markers = makeMarkers();
  const found = (text: string) => findMarkers(markers, text);
  let estate: LeakyEstate;
  let told: ReadonlyMap<string, Said>;
  /** What programs of their own printed, by what they did. */
  const printed = new Map<string, string>();
  const at = (...path: string[]) => join(estate.release.folder, ...path);

  beforeAll(async () => {
    estate = await openLeakyEstate(markers);
    mkdirSync(at('traces'));
    for (const { key, text } of plantings(markers)) {
      printed.set(`secrets set ${key}`, await program(['secrets', 'set', 'shop', 'production', key], { stdin: text }));
    }
    writeFileSync(
      at('old.json'),
      JSON.stringify({ passwd: { shop: plantings(markers)[0]?.text, old: markers[0]?.text } }),
    );
    told = await runAll();
    writeFileSync(at('old.json'), '');
    await edit();
    await deployAsAction();
    await estate.closeEyes();
  }, PATIENCE_MS);
  afterAll(() => estate.remove());

  it('is planted in vain: each stands in the rendered file of mode 0600 on the host', () => {
    const files = filesBelow(estate.web.home).filter(({ text }) => found(text).length > 0);
    expect(files.length).toBeGreaterThan(0);
    for (const { path, mode } of files) expect([path.split('/').at(-1), mode]).toEqual(['secret.conf', 0o600]);
    const secrets = readFileSync(join(estate.web.host.home, 'current/secret.conf'), 'utf8');
    for (const { text } of markers) expect(secrets).toContain(text);
  });

  it('is forgotten by no command: each is tried, or says why not', () => {
    expect(Object.keys({ ...linesOf(estate), ...ELSEWHERE }).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it('is printed: as text, as data, in a summary, in an output, in a failure, with the key or without', () => {
    const leaks = [...told].flatMap(([line, { all }]) => found(all).map((what) => `facs ${line}: ${what}`));
    expect(leaks).toEqual([]);
    const shown = [...printed].flatMap(([what, text]) => found(text).map((form) => `${what}: ${form}`));
    expect(shown).toEqual([]);
    // Lines that never came as far as a secret would prove nothing.
    const worked = [...told].filter(([, { code }]) => code === 0).map(([line]) => line);
    for (const command of Object.keys(linesOf(estate)))
      expect(
        worked.some((line) => line.startsWith(command)),
        `no line of ${command} worked`,
      ).toBe(true);
    const failures = [...told.values()].filter(({ code }) => code !== 0);
    expect(failures.length).toBeGreaterThan(15);
  });

  it('is logged, planned or cached: nothing else on the disk of the controller holds one', () => {
    const files = filesBelow(estate.release.folder).filter(({ path }) => !path.includes('/traces/'));
    const leaks = files.filter(({ text }) => found(text).length > 0);
    const rendered = /\/(_DEPLOY_\/secret\.conf|note\.txt)$/;
    for (const { path, mode } of leaks) expect([path.replace(rendered, ''), mode]).not.toEqual([path, mode]);
    for (const { mode } of leaks) expect(mode & 0o077).toBe(0);
    expect(leaks.some(({ path }) => path.endsWith('note.txt'))).toBe(true);
  });

  it('is recorded: no object of meta or of the project holds one, nor a digest by which it could be guessed', () => {
    const secrets = readFileSync(join(estate.web.host.home, 'current/secret.conf'));
    const digest = execFileSync('sha256sum', { input: secrets, encoding: 'utf8' }).slice(0, 64);
    for (const repository of [estate.release.meta, estate.release.origin]) {
      const objects = execFileSync('git', ['cat-file', '--batch-all-objects', '--batch'], {
        cwd: repository,
        maxBuffer: 1 << 28,
        encoding: 'latin1',
      });
      const text = Buffer.from(objects, 'latin1').toString('utf8');
      expect([repository, found(text)]).toEqual([repository, []]);
      expect(text).not.toContain(digest);
      expect(objects.length).toBeGreaterThan(1000);
    }
  });

  it('is in argv or environment of any process, here or on the host', () => {
    const traces = readdirSync(at('traces')).map((name) => [name, readFileSync(at('traces', name), 'utf8')] as const);
    const byHost = readFileSync(join(estate.web.folder, 'executions'), 'utf8');
    const calls = [...traces.map(([, text]) => text), byHost].flatMap((text) =>
      text.split('\n').filter((line) => line.includes('execve(')),
    );
    // The eyes were open on both sides: strace writes the whole environment of each.
    expect(calls.length).toBeGreaterThan(500);
    expect(byHost).toContain('SSH_CONNECTION=');
    expect(calls.some((call) => call.includes('"git"'))).toBe(true);
    const leaks = calls.flatMap((call) => found(call).map((what) => `${what}: ${call.slice(0, 200)}`));
    expect(leaks).toEqual([]);
  });

  it('hides from the search: every form would be found', () => {
    for (const { text } of markers)
      for (const [name, form] of formsOf(text)) expect([name, found(`x${form}x`).length > 0]).toEqual([name, true]);
    expect(found(Buffer.from(`xx${markers[0]?.text}yy`).toString('base64'))).not.toEqual([]);
  });

  /** All lines in one process, under strace: with the key, then without. */
  async function runAll(): Promise<ReadonlyMap<string, Said>> {
    const cwd = estate.release.shop.folder;
    const without = { ...estate.env, SOPS_AGE_KEY: '', FACS_DEBUG: '1' };
    const lines = Object.entries(linesOf(estate)).flatMap(([command, each]) =>
      each.map((words) => ({ command, words: [...command.split(' '), ...words] })),
    );
    const needy = lines.filter(({ command }) => WITHOUT_KEY.includes(command));
    const order: Line[] = [
      ...lines.map(({ words }) => ({ cwd, words, env: estate.env })),
      ...needy.map(({ words }) => ({ cwd, words, env: without })),
    ];
    writeFileSync(at('order.json'), JSON.stringify(order));
    await traced('driver', [process.execPath, DRIVER, at('order.json'), at('answers.json')], {});
    const answers = JSON.parse(readFileSync(at('answers.json'), 'utf8')) as readonly Said[];
    return new Map(
      order.map(({ words }, i) => [`${words.join(' ')}${i < lines.length ? '' : ' (no key)'}`, answers[i] as Said]),
    );
  }

  /** The program itself, as a user runs it. */
  function program(words: readonly string[], { stdin = '', env = {} }: { stdin?: string; env?: NodeJS.ProcessEnv }) {
    return traced(words.slice(0, 2).join('-'), [process.execPath, CLI, ...words], { stdin, env });
  }

  let runs = 0;
  async function traced(
    name: string,
    words: readonly string[],
    { stdin = '', env = {} }: { stdin?: string; env?: NodeJS.ProcessEnv },
  ) {
    const log = at('traces', `${name}-${runs++}`);
    const child = execFile(tool('strace'), [...EXECUTIONS, '-o', log, ...words], {
      cwd: estate.release.shop.folder,
      env: { ...process.env, ...CLEAN_GIT, HOME: estate.release.folder, ...estate.env, ...env },
      maxBuffer: 1 << 28,
    });
    let all = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (all += text));
    child.stdin?.end(stdin);
    await once(child, 'exit');
    return all;
  }

  async function edit(): Promise<void> {
    const editor = at('editor');
    writeFileSync(editor, '#!/bin/sh\necho "# looked at" >>"$1"\n', { mode: 0o755 });
    printed.set('secrets edit', await program(['secrets', 'edit', 'shop', 'production'], { env: { EDITOR: editor } }));
  }

  async function deployAsAction(): Promise<void> {
    const files = ['GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV'];
    for (const name of files) writeFileSync(at(name), '');
    const inputs = { INPUT_PROJECT: 'shop', 'INPUT_SSH-KEY': estate.web.privateKey };
    for (const [i, instance] of ['production', 'hooked', 'bad-filter'].entries()) {
      const env = {
        ...Object.fromEntries(files.map((name) => [name, at(name)])),
        ...{ ...inputs, INPUT_INSTANCE: instance, INPUT_VERSION: i === 0 ? estate.second : estate.first },
        ...{ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: estate.release.shop.folder, RUNNER_DEBUG: '1' },
      };
      const said = await traced('action', [process.execPath, DEPLOY_ACTION], { env });
      // What the runner is told to mask, it takes for itself.
      const rest = said.split('\n').filter((line) => !line.startsWith('::add-mask::'));
      printed.set(`action deploy ${instance}`, rest.join('\n'));
    }
    for (const name of files) printed.set(name, readFileSync(at(name), 'utf8'));
  }
});

/** Every file below a folder as text, archives unpacked. */
function filesBelow(
  folder: string,
): readonly { readonly path: string; readonly mode: number; readonly text: string }[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  return paths
    .filter((path) => lstatSync(path).isFile())
    .map((path) => ({ path, mode: statSync(path).mode & 0o777, text: textOf(readFileSync(path)) }));
}

function textOf(bytes: Buffer): string {
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}
