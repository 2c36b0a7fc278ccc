/** SSH keys in place of age's own, both ways with the real age and sops. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sopsFiles } from '../../../src/adapters/sops/sops-files.ts';
import { parsePrivateKey, parsePublicKey } from '../../../src/adapters/sops/ssh-keys.ts';
import { describeWith, tool } from '../../support/tools.ts';

let folder = '';
let home = '';
const VALUE = { passwd: { db: 'hunter2' } };

function makeKey(path: string, ...flags: string[]): { readonly file: string; readonly recipient: string } {
  execFileSync(tool('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-C', 'bob@home', ...flags, '-f', path]);
  return { file: path, recipient: readFileSync(`${path}.pub`, 'utf8').trim() };
}

const files = (variables: Record<string, string> = {}) =>
  sopsFiles({ variables: { HOME: folder, PATH: process.env['PATH'], ...variables }, clock: { now: () => 0 } });

function sops(args: readonly string[], variables: Record<string, string>): string {
  return execFileSync(tool('sops'), args, {
    env: { HOME: folder, PATH: process.env['PATH'], ...variables },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describeWith(['sops', 'age', 'age-keygen', 'ssh-keygen'], 'with the real sops', () => {
  let key: ReturnType<typeof makeKey>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'facs-ssh-'));
    home = join(folder, 'home');
    mkdirSync(join(home, '.ssh'), { recursive: true });
    key = makeKey(join(folder, 'id'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('what we seal to an SSH key sops opens with it', async () => {
    // Anew each time: shares and file keys are random.
    for (let i = 0; i < 8; i++) {
      const path = join(folder, 'ours.yaml');
      writeFileSync(path, await files().seal('ours.yaml', VALUE, { recipients: [key.recipient] }));
      const opened = sops(['--decrypt', '--output-type', 'json', path], { SOPS_AGE_SSH_PRIVATE_KEY_FILE: key.file });
      expect(JSON.parse(opened)).toEqual(VALUE);
    }
  });

  it('what sops seals to an SSH key we open with it', async () => {
    for (let i = 0; i < 8; i++) {
      const path = join(folder, 'theirs.yaml');
      writeFileSync(path, 'passwd:\n    db: hunter2\n');
      sops(['--encrypt', '--in-place', '--age', key.recipient, path], {});
      const ours = files({ SOPS_AGE_SSH_PRIVATE_KEY_FILE: key.file });
      expect(await ours.open(path, readFileSync(path))).toEqual(VALUE);
    }
  });

  it('the data key in a file is a plain age file, for SSH keys and for age’s own', async () => {
    const own = join(folder, 'age-key');
    execFileSync(tool('age-keygen'), ['-o', own], { stdio: 'ignore' });
    const recipient = execFileSync(tool('age-keygen'), ['-y', own], { encoding: 'utf8' }).trim();
    const sealed = new TextDecoder().decode(
      await files().seal('f.yaml', VALUE, { recipients: [key.recipient, recipient] }),
    );
    const armored = sealed.match(/ *-----BEGIN AGE[\s\S]*?END AGE ENCRYPTED FILE-----/g) ?? [];
    const opened = [key.file, own].map((identity, i) => {
      const input = (armored[i] ?? '').replaceAll(/^ +/gm, '');
      return execFileSync(tool('age'), ['--decrypt', '-i', identity], { input }).toString('hex');
    });
    expect(opened[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(opened[1]).toBe(opened[0]);
  });

  describe('the key is found', () => {
    it('in ~/.ssh/id_ed25519, and its public half is one of our recipients', async () => {
      const own = makeKey(join(home, '.ssh/id_ed25519'));
      const ours = files({ HOME: home });
      const [recipient = ''] = await ours.ownRecipients();
      expect(own.recipient).toBe(`${recipient} bob@home`);
      expect(await ours.open('f.yaml', await files().seal('f.yaml', VALUE, { recipients: [own.recipient] }))).toEqual(
        VALUE,
      );
    });

    it('by SOPS_AGE_SSH_PRIVATE_KEY_CMD, told for whom', async () => {
      const command = join(folder, 'command');
      writeFileSync(command, `#!/bin/sh\n[ "$SOPS_AGE_RECIPIENT" = '${key.recipient}' ] && cat '${key.file}'; :\n`);
      chmodSync(command, 0o755);
      const sealed = await files().seal('f.yaml', VALUE, { recipients: [key.recipient] });
      expect(await files({ SOPS_AGE_SSH_PRIVATE_KEY_CMD: command }).open('f.yaml', sealed)).toEqual(VALUE);
    });

    it.each([
      ['a passphrase', ['-N', 'word'], 'has a passphrase'],
      ['another kind', ['-t', 'rsa', '-b', '2048'], 'is no ed25519 key'],
    ])('but not one of %s: the failure says why', async (_, flags, why) => {
      const other = makeKey(join(folder, `other-${flags[0]}`), ...flags);
      const sealed = await files().seal('f.yaml', VALUE, { recipients: [key.recipient] });
      const failure = files({ SOPS_AGE_SSH_PRIVATE_KEY_FILE: other.file }).open('f.yaml', sealed);
      await expect(failure).rejects.toMatchObject({ code: 'state/no-key', message: expect.stringContaining(why) });
    });
  });

  it('no SSH key but ed25519 is a recipient', async () => {
    const { recipient } = makeKey(join(folder, 'rsa'), '-t', 'rsa', '-b', '2048');
    await expect(files().seal('f.yaml', VALUE, { recipients: [recipient] })).rejects.toMatchObject({
      issues: [{ code: 'state/recipients', message: expect.stringContaining('only ed25519') }],
    });
  });

  it('a file of a key that was cut off is damaged, wherever', () => {
    const text = readFileSync(key.file, 'utf8');
    const body = Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64');
    const cut = (length: number) =>
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.subarray(0, length).toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
    expect(parsePrivateKey(cut(body.length))).toMatchObject({ seed: expect.any(Uint8Array) });
    // Behind the key itself stand its comment and padding, which nobody needs.
    for (let length = 0; length < body.length - 32; length++) expect(parsePrivateKey(cut(length))).toBeTypeOf('string');
    expect(parsePublicKey('ssh-ed25519 AAAA')).toBeUndefined();
  });
});
