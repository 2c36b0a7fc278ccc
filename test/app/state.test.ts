/** State as it comes into being: on this machine and in a real meta repo, alone and in a race. */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Ports } from '../../src/app/ports/ports.ts';
import { ensureState, readState, type StateInputs } from '../../src/app/state.ts';
import type { StateStanding } from '../../src/app/state-standing.ts';
import { toEnvironment } from '../../src/cli/environment.ts';
import { reveal } from '../../src/core/secret.ts';
import { wire } from '../../src/wire.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { firstFiles, git, metaRepoIn, openPlayground, type Playground, utf8 } from '../support/meta.ts';
import { type KeptTalk, keptTalk } from '../support/quiet-talk.ts';
import { describeWith, tool } from '../support/tools.ts';

let play: Playground;
let key: { readonly file: string; readonly recipient: string };
let talk: KeptTalk;
beforeEach(async () => {
  play = await openPlayground();
  talk = keptTalk();
  key = makeKey('key');
});
afterEach(() => play.remove());

function makeKey(name: string) {
  const file = join(play.folder, name);
  execFileSync(tool('age-keygen'), ['-o', file], { stdio: 'ignore' });
  return { file, recipient: execFileSync(tool('age-keygen'), ['-y', file], { encoding: 'utf8' }).trim() };
}

function ports(keyFile: string | undefined = key.file): Ports {
  const variables = {
    HOME: play.folder,
    PATH: process.env['PATH'],
    ...(keyFile === undefined ? {} : { SOPS_AGE_KEY_FILE: keyFile }),
  };
  return wire(toEnvironment(variables, play.folder, 'ann'), talk);
}

/** Without any key. */
const keyless = () => ports(join(play.folder, 'none'));

function needs(usernames: readonly string[], instanceNames: readonly string[] = []) {
  return { usernames, instanceNames };
}

function local(usernames: readonly string[], files: Record<string, string> = {}): StateInputs {
  const define = { files: memoryFiles(files), folder: 'define' };
  return {
    instance: 'dev.ann',
    needs: needs(usernames),
    place: { kind: 'local', topDir: '.facsimile', cwd: play.folder, define },
  };
}

function passwords(standing: StateStanding): Record<string, string> {
  if (standing.kind !== 'open') throw new Error(standing.kind);
  return Object.fromEntries([...standing.state.passwords].map(([name, value]) => [name, reveal(value)]));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const statePath = () => join(play.folder, '.facsimile/state/dev.ann.yaml');

describeWith(['sops', 'age-keygen'], 'on this machine', () => {
  it('state is created once, readable by its owner alone, with a warning that one key is no backup', async () => {
    expect(await readState(local(['db']), ports())).toEqual({ kind: 'absent', path: '.facsimile/state/dev.ann.yaml' });
    const first = await ensureState(local(['db']), ports());
    expect(passwords(first)).toEqual({ db: expect.stringMatching(UUID) });
    expect(talk.lines).toEqual([expect.stringContaining('no backup'), '.facsimile/state/dev.ann.yaml: created']);
    expect((await stat(statePath())).mode & 0o777).toBe(0o600);
    const bytes = await readFile(statePath());
    expect(passwords(await ensureState(local(['db']), ports()))).toEqual(passwords(first));
    expect(await readFile(statePath())).toEqual(bytes);
  });

  it('a new module gets a password of its own; the old ones and the digest key stay', async () => {
    const first = await ensureState(local(['db']), ports());
    const second = await ensureState(local(['db', 'web']), ports());
    expect(passwords(second)).toEqual({ ...passwords(first), web: expect.stringMatching(UUID) });
    const keyOf = (standing: StateStanding) =>
      standing.kind === 'open' && standing.state.digestKey && reveal(standing.state.digestKey);
    expect(keyOf(second)).toEqual(keyOf(first));
    const decrypted = execFileSync(tool('sops'), ['--decrypt', '--output-type', 'json', statePath()], {
      env: { SOPS_AGE_KEY_FILE: key.file, HOME: play.folder },
    });
    expect(JSON.parse(decrypted.toString())).toEqual({
      passwd: passwords(second),
      digest_key: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('two at once end with one', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => ensureState(local(['db']), ports())));
    expect(new Set(all.map((one) => passwords(one)['db'])).size).toBe(1);
    expect(talk.lines.filter((line) => line.endsWith(': created'))).toHaveLength(1);
  });

  it.each(['the define folder', 'the root of its files', 'the working folder'])(
    'a .sops.yaml in %s says who can open it',
    async (place) => {
      const other = makeKey('other');
      const rules = `creation_rules: [{path_regex: ^state/, age: "${key.recipient},${other.recipient}"}]`;
      const names: Record<string, string> = {
        'the define folder': 'define/.sops.yaml',
        'the root of its files': '.sops.yaml',
      };
      const name = names[place];
      if (name === undefined) await writeFile(join(play.folder, '.sops.yaml'), rules);
      const inputs = local(['db'], name === undefined ? {} : { [name]: rules });
      const made = await ensureState(inputs, ports());
      expect(passwords(await readState(inputs, ports(other.file)))).toEqual(passwords(made));
      expect(talk.lines).toEqual(['.facsimile/state/dev.ann.yaml: created']);
    },
  );

  it('without a key nothing is created; a state that exists is locked, and completing it fails, listing recipients', async () => {
    await expect(ensureState(local(['db']), keyless())).rejects.toMatchObject({
      code: 'state/no-key',
      next: expect.stringContaining('age-keygen'),
    });
    const other = { '.sops.yaml': `creation_rules: [{age: ${makeKey('theirs').recipient}}]` };
    await expect(ensureState(local(['db'], other), ports())).rejects.toMatchObject({
      code: 'state/no-key',
      message: expect.stringContaining('age1'),
    });
    await expect(stat(statePath())).rejects.toThrow('ENOENT');

    await ensureState(local(['db']), ports());
    const bytes = await readFile(statePath());
    expect(await readState(local(['db']), keyless())).toMatchObject({
      kind: 'locked',
      failure: { code: 'state/no-key', message: expect.stringContaining(key.recipient) },
    });
    await expect(ensureState(local(['db', 'web']), keyless())).rejects.toMatchObject({ code: 'state/no-key' });
    expect(await readFile(statePath())).toEqual(bytes);
  });

  it('nobody who needs no password is asked for a key', async () => {
    await ensureState(local(['db']), ports());
    await mkdir(join(play.folder, 'empty'));
    expect(await ensureState(local([]), keyless())).toMatchObject({ kind: 'locked' });
  });
});

describeWith(['age-keygen'], 'in a meta repo', () => {
  async function openMeta(name: string, rules: string | undefined) {
    const url = join(play.folder, 'meta.git');
    const { repo } = metaRepoIn(join(play.folder, name));
    if (rules !== undefined) {
      const first = firstFiles();
      await repo.init({ url }, { ...first, added: [...first.added, { path: '.sops.yaml', bytes: utf8(rules) }] });
    }
    return repo.open({ url });
  }

  const rules = () => `creation_rules: [{path_regex: ^state/, age: ${key.recipient}}]`;

  it('state is one commit, and writers that race end with the same', async () => {
    const first = await openMeta('a', rules());
    const writers = await Promise.all(['b', 'c', 'd'].map((name) => openMeta(name, undefined)));
    const standings = await Promise.all(
      [first, ...writers].map((meta, i) =>
        ensureState(
          {
            instance: 'production.eu',
            needs: needs(i % 2 === 0 ? ['db'] : ['db', 'web']),
            place: { kind: 'meta', meta },
          },
          ports(),
        ),
      ),
    );
    expect(new Set(standings.map((one) => passwords(one)['db'])).size).toBe(1);
    expect(new Set(standings.filter((_, i) => i % 2 === 1).map((one) => passwords(one)['web'])).size).toBe(1);
    const log = git(join(play.folder, 'meta.git'), 'log', '--format=%s', '--', 'state/production.eu.yaml').split('\n');
    expect(log.length).toBeLessThanOrEqual(2);
    expect(log.at(-1)).toMatch(/^State of production\.eu, with passwords of db/);
  });

  it('without a rule for it nothing is created', async () => {
    const meta = await openMeta('a', 'creation_rules: [{path_regex: ^other/, age: age1x}]');
    const inputs: StateInputs = { instance: 'production.eu', needs: needs(['db']), place: { kind: 'meta', meta } };
    await expect(ensureState(inputs, ports())).rejects.toMatchObject({
      kind: 'input',
      issues: [{ code: 'state/no-recipients' }],
    });
    expect(git(join(play.folder, 'meta.git'), 'rev-list', '--count', 'HEAD')).toBe('1');
  });
});
