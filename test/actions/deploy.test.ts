/** The action deploy, as GitHub starts it, watched by strace: what becomes of the key. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRepository, openTemporary } from '../support/repositories.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { describeWith, tool } from '../support/tools.ts';

const ACTION = join(import.meta.dirname, '..', '..', 'src', 'actions', 'deploy.ts');

describeWith(['strace', 'sshd'], 'the action deploy', () => {
  let host: Sshd;
  let folder: string;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    host = await startSshd({ name: 'lab' });
    ({ folder, remove } = await openTemporary());
    const { address, port, user } = host.host;
    const lab = `{ address: ${address}, port: ${port}, user: ${user}, host_keys: ['${host.hostKey}'] }`;
    await (await makeRepository(join(folder, 'shop'))).commit({
      'define/facsimile.yaml': `projects: { shop: {} }\ninstances: { staging: {} }\nhome: ~/shop\nhosts: { lab: ${lab} }\n`,
      'define/shop.yaml': 'install: { groups: [{ type: copy, files: [index.html] }] }\n',
      'define/staging.yaml': 'deploy: { nodes: { web: [lab] } }\n',
      'index.html': '<h1>shop</h1>\n',
    });
  });

  afterAll(async () => {
    await host.stop();
    await remove();
  });

  it('never writes the key to a file, nor hands it to another program', () => {
    const trace = join(folder, 'trace');
    const words = ['-f', '-y', '-v', '-s', '100000', '-e', 'trace=execve,write,writev,pwrite64,pwritev', '-o', trace];
    const { status, stdout } = spawnSync(tool('strace'), [...words, process.execPath, ACTION], {
      cwd: join(folder, 'shop'),
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        GITHUB_WORKSPACE: join(folder, 'shop'),
        INPUT_PROJECT: 'shop',
        INPUT_INSTANCE: 'staging',
        'INPUT_SRC-DIR': '.',
        'INPUT_SSH-KEY': host.privateKey,
      },
      encoding: 'utf8',
    });
    expect(status, stdout).toBe(0);
    expect(existsSync(join(host.home, 'shop', 'current', 'index.html'))).toBe(true);
    const secret = host.privateKey.split('\n')[2] ?? '';
    const shown = readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => line.includes(secret));
    // The first is the start of the action itself; then it is masked on stdout, which no file is behind.
    const [start, ...others] = shown;
    expect(start).toContain('execve(');
    expect(others.length).toBeGreaterThan(0);
    for (const line of others) expect(line).toMatch(/ write\(1<(pipe|socket):\[\d+\]>, "::add-mask::/);
  });
});
