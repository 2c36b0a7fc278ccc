import { expect, it } from 'vitest';
import { sshHosts } from '../../../src/adapters/ssh/ssh-hosts.ts';

it('what a local deploy runs sees a login’s variables, and none of our keys and tokens', async () => {
  const secrets = {
    FACS_SSH_KEY: 'plain',
    SOPS_AGE_KEY: 'plain',
    GITHUB_TOKEN: 'plain',
    'INPUT_SSH-KEY': 'plain',
    GIT_CONFIG_VALUE_0: 'plain',
    MY_OWN_SECRET: 'plain',
  };
  const variables = { ...secrets, PATH: process.env['PATH'], HOME: '/home/ann', LC_CTYPE: 'C.UTF-8' };
  const connection = await sshHosts(variables).local();
  const { stdout } = await connection.execute({ command: 'env; cat /proc/self/environ' });
  expect(stdout).toContain('HOME=/home/ann\n');
  expect(stdout).toContain('LC_CTYPE=C.UTF-8\n');
  expect(stdout).not.toContain('plain');
});

it('an execution is over when its command is, though its input waits for a word of it', async () => {
  const connection = await sshHosts({ PATH: process.env['PATH'] }).local();
  const never = new Promise<void>(() => undefined);
  async function* input() {
    yield new TextEncoder().encode('first\n');
    await never;
  }
  const { ending, stdout } = await connection.execute({
    command: 'read -r line; echo "$line"; exit 4',
    stdin: input(),
  });
  expect([ending, stdout]).toEqual([{ kind: 'exit', code: 4 }, 'first\n']);
});

it('an execution whose input breaks fails with what broke it', async () => {
  const connection = await sshHosts({ PATH: process.env['PATH'] }).local();
  async function* input(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode('first\n');
    throw new Error('the source is gone');
  }
  await expect(connection.execute({ command: 'cat', stdin: input() })).rejects.toThrow('the source is gone');
});
