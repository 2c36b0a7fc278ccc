/**
 * Secrets are planted as a password, as a value of the state, as a value of one host and in a sealed layer; then every
 * command runs, with and without the key, in every way that it prints, and fails in every way. They may stand in the
 * rendered file of mode 0600, and nowhere else: not in what is printed, logged, planned, recorded, cached, nor in argv or
 * environment of any process.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../src/build/bundle.ts';
import type { Command } from '../../src/commands/command.ts';
import { COMMANDS } from '../../src/commands/registry.ts';
import { CLEAN_GIT } from '../support/repositories.ts';
import { describeWith, tool } from '../support/tools.ts';
import type { Line, Said } from './leaks/driver.ts';
import { EXECUTIONS, IMPOSSIBLE, type LeakyEstate, openLeakyEstate, TALKATIVE } from './leaks/estate.ts';
import { ELSEWHERE, linesOf, WITHOUT_KEY } from './leaks/lines.ts';
import { findMarkers, formsOf, makeMarkers } from './leaks/markers.ts';
import { handling, killed, logOf, type Program, planting, steps, talkative, withoutMeta } from './leaks/programs.ts';
import { everythingBelow, objectsIn } from './leaks/search.ts';

const DRIVER = join(import.meta.dirname, 'leaks/driver.ts');
const PATIENCE_MS = 600_000;
const STEP_FILES = ['GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV'];

/** One line of facs in the process that runs them all. */
interface Told extends Said {
  readonly command: string;
  readonly line: string;
}

/** A process that has ended. */
interface Ended {
  readonly program: Program;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describeWith(['strace', 'sops', 'age-keygen', 'sshd', 'git'], 'no secret', () => {
  const markers = makeMarkers();
  const found = (shown: string) => findMarkers(markers, shown);
  const commands = new Map<string, Command>();
  const ended: Ended[] = [];
  let estate: LeakyEstate;
  let told: readonly Told[];
  const at = (...path: string[]) => join(estate.release.folder, ...path);

  beforeAll(async () => {
    for (const [name, load] of Object.entries(COMMANDS)) commands.set(name, await load());
    estate = await openLeakyEstate(markers);
    for (const name of ['traces', 'tmp']) mkdirSync(at(name));
    await bundle(at('dist'));
    await runPrograms(planting(markers));
    told = await runAll();
    await runPrograms(steps(workingSteps()));
    await runPrograms(handling(estate, markers));
    await runPrograms(talkative(estate.first));
    await runPrograms(await killed(estate, markers));
    await runPrograms(withoutMeta(estate, markers));
    rmSync(at('plain'), { recursive: true });
    await estate.closeEyes();
  }, PATIENCE_MS);
  afterAll(() => estate.remove());

  it('is planted in vain: each stands in the rendered file of mode 0600 on the host', () => {
    const files = everythingBelow(estate.web.home).filter(({ text: held }) => found(held).length > 0);
    expect(files.length).toBeGreaterThan(0);
    for (const { path, mode } of files) expect([path.split('/').at(-1), mode]).toEqual(['secret.conf', 0o600]);
    const secrets = readFileSync(join(estate.web.host.home, 'current/secret.conf'), 'utf8');
    for (const { text: planted } of markers) expect(secrets).toContain(planted);
  });

  it('is forgotten by no command: each is tried, or says why not; each dry run, and each action', () => {
    expect(Object.keys({ ...linesOf(estate), ...ELSEWHERE }).sort()).toEqual([...commands.keys()].sort());
    const dry = told.filter(({ line, code }) => line.endsWith('--dry-run') && code === 0).map(({ command }) => command);
    const canBeDry = [...commands.values()].filter(({ name, inputs }) => 'dry-run' in inputs && !(name in ELSEWHERE));
    expect([...new Set(dry)].sort()).toEqual(canBeDry.map(({ name }) => name).sort());
    const ran = ended.filter(({ code, program }) => code === 0 && program.file !== 'cli.js');
    const actions = [...commands.values()].flatMap(({ action }) => (action === undefined ? [] : [`${action.name}.js`]));
    expect([...new Set(ran.map(({ program }) => program.file))].sort()).toEqual(actions.sort());
  });

  it('is printed: as text, as data, in a summary, in an output, in a failure, with the key or without', () => {
    expect(told.flatMap(({ line, all }) => found(all).map((what) => `facs ${line}: ${what}`))).toEqual([]);
    // Lines that never came as far as a secret would prove nothing.
    const worked = new Set(told.filter(({ code }) => code === 0).map(({ command }) => command));
    for (const command of Object.keys(linesOf(estate)))
      expect(worked, `no line of ${command} worked`).toContain(command);
    const ends = IMPOSSIBLE.map((each) => [
      each,
      told.find(({ line }) => line.startsWith(`render shop ${each} `))?.code,
    ]);
    expect(ends).toEqual(IMPOSSIBLE.map((each) => [each, 'thrown']));
  });

  it('is printed by a program, a step of a workflow, or what hosts say through them', () => {
    for (const { program, code, stdout, stderr } of ended) {
      const name = `${program.file} ${program.words.join(' ')} ${program.env?.['INPUT_INSTANCE'] ?? ''}`;
      expect([name, code], stdout + stderr).toEqual([name, 'code' in program ? (program.code ?? null) : 0]);
      expect([name, found(stderr)]).toEqual([name, []]);
      // The one way to see them is to ask.
      if (program.shows) expect([name, found(stdout).length > 0]).toEqual([name, true]);
      else expect([name, found(logOf(stdout))]).toEqual([name, []]);
    }
    const heard = ended.filter(({ stderr, stdout }) => /password=\*\*\*/.test(stderr + stdout));
    expect(heard.length).toBeGreaterThanOrEqual(2 * Object.keys(TALKATIVE).length);
  });

  it('is logged, planned or cached: nothing else on the disk of the controller holds one', () => {
    const seen = everythingBelow(estate.release.folder).filter(({ path }) => !path.startsWith(at('traces')));
    for (const name of ['.facsimile/log/shop/production', 'GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT', 'objects of '])
      expect([name, seen.some(({ path }) => path.includes(name))]).toEqual([name, true]);
    const leaks = seen.filter(({ text: held }) => found(held).length > 0);
    const rendered = /\/(_DEPLOY_\/secret\.conf|note\.txt)$/;
    expect(leaks.filter(({ path, mode }) => !rendered.test(path) || mode !== 0o600)).toEqual([]);
    expect(leaks.some(({ path }) => path.endsWith('note.txt'))).toBe(true);
  });

  it('is recorded: no object of meta or of the project holds one, nor a digest by which it could be guessed', () => {
    const secrets = readFileSync(join(estate.web.host.home, 'current/secret.conf'));
    const digest = execFileSync('sha256sum', { input: secrets, encoding: 'utf8' }).slice(0, 64);
    for (const repository of [estate.release.meta, estate.release.origin]) {
      const { text: held } = objectsIn(repository);
      expect([repository, found(held)]).toEqual([repository, []]);
      expect(held).not.toContain(digest);
      expect(held.length).toBeGreaterThan(1000);
    }
    for (const { line, all } of told) expect([line, all.includes(digest)]).toEqual([line, false]);
  });

  it('is in argv or environment of any process, here or on the host', () => {
    const traces = readdirSync(at('traces')).map((name) => readFileSync(at('traces', name), 'utf8'));
    const byHost = readFileSync(join(estate.web.folder, 'executions'), 'utf8');
    const calls = [...traces, byHost].flatMap((trace) => trace.split('\n').filter((line) => line.includes('execve(')));
    // The eyes were open on both sides: strace writes the whole environment of each.
    expect(calls.length).toBeGreaterThan(500);
    expect(byHost).toContain('SSH_CONNECTION=');
    expect(calls.some((call) => call.includes('"git"'))).toBe(true);
    expect(calls.flatMap((call) => found(call).map((what) => `${what}: ${call.slice(0, 200)}`))).toEqual([]);
  });

  it('hides from the search: every form would be found', () => {
    for (const { text: planted } of markers)
      for (const [name, form] of formsOf(planted)) expect([name, found(`x${form}x`).length > 0]).toEqual([name, true]);
    expect(found(Buffer.from(`xx${markers[0]?.text}yy`).toString('base64'))).not.toEqual([]);
  });

  /** All lines in one process, under strace: with the key, then without. */
  async function runAll(): Promise<readonly Told[]> {
    const lines = Object.entries(linesOf(estate)).flatMap(([command, each]) =>
      withDryRun(command, each).map((words) => ({ command, words: [...command.split(' '), ...words] })),
    );
    const needy = lines.filter(({ command }, i) => WITHOUT_KEY.includes(command) && lines[i - 1]?.command !== command);
    const keyless = { ...estate.env, SOPS_AGE_KEY: '', FACS_DEBUG: '1' };
    const cwd = estate.release.shop.folder;
    const order: Line[] = [
      ...lines.map(({ words }) => ({ cwd, words, env: estate.env })),
      ...needy.map(({ words }) => ({ cwd, words, env: keyless })),
    ];
    const old = { passwd: { shop: markers[0]?.text, old: markers[0]?.text } };
    writeFileSync(at('old.json'), JSON.stringify(old));
    writeFileSync(at('order.json'), JSON.stringify(order));
    const driven = [process.execPath, DRIVER, at('order.json'), at('answers.json')];
    const { code, stderr } = await trace(driven, {});
    expect(code, stderr).toBe(0);
    writeFileSync(at('old.json'), '');
    const answers = JSON.parse(readFileSync(at('answers.json'), 'utf8')) as readonly Said[];
    // Whatever it holds has been looked at where it was said.
    rmSync(at('answers.json'));
    return answers.map((said, i) => {
      const { words = [] } = order[i] ?? {};
      return { ...said, command: [...lines, ...needy][i]?.command ?? '', line: words.join(' ') };
    });
  }

  function withDryRun(command: string, lines: readonly (readonly string[])[]): readonly (readonly string[])[] {
    const [first] = lines;
    const canBeDry = 'dry-run' in (commands.get(command)?.inputs ?? {});
    return canBeDry && first !== undefined ? [[...first, '--dry-run'], ...lines] : lines;
  }

  /** Of every command that is an action, the first line. */
  function workingSteps(): readonly (readonly [Command, readonly string[]])[] {
    return Object.entries(linesOf(estate)).flatMap(([name, [first]]) => {
      const command = commands.get(name);
      return command?.action === undefined || first === undefined ? [] : [[command, first] as const];
    });
  }

  async function runPrograms(programs: readonly Program[]): Promise<void> {
    for (const program of programs)
      ended.push({
        program,
        ...(await trace([process.execPath, at('dist', program.file), ...program.words], program)),
      });
  }

  /** A process under strace, which writes down what it starts. */
  async function trace(words: readonly string[], { stdin = '', env = {} }: Pick<Program, 'stdin' | 'env'>) {
    const log = at('traces', String(readdirSync(at('traces')).length));
    const places = { HOME: estate.release.folder, TMPDIR: at('tmp'), XDG_RUNTIME_DIR: at('tmp') };
    const files = Object.fromEntries(STEP_FILES.map((name) => [name, at(name)]));
    const child = spawn(tool('strace'), [...EXECUTIONS, '-o', log, ...words], {
      cwd: estate.release.shop.folder,
      env: { ...process.env, ...CLEAN_GIT, ...places, ...files, ...estate.env, ...env },
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
    const closed = once(child, 'close');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = (await closed) as [number | null];
    return { code, stdout, stderr };
  }
});
