import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { release } from '../../../core/meta/records.ts';
import { BARE_TOOLS } from '../../../support/host-tools.ts';
import { adding, makeMeta, metaRepoIn, openPlayground, type Playground } from '../../../support/meta.ts';
import { makeKeyPair, type Sshd, startSshd } from '../../../support/sshd.ts';
import { describeWith } from '../../../support/tools.ts';

describeWith(['sshd', 'ssh', 'dash'], 'a meta repo over SSH', () => {
  let ground: Playground;
  let sshd: Sshd;
  let bare = '';
  beforeAll(async () => {
    ground = await openPlayground();
    sshd = await startSshd({ tools: [...BARE_TOOLS, 'git', 'git-upload-pack', 'git-receive-pack'] });
    bare = join(sshd.home, 'meta.git');
    await makeMeta(bare, join(ground.folder, 'first'));
    const { uid, gid } = statSync(sshd.home);
    execFileSync('chown', ['-R', `${uid}:${gid}`, bare]);
  });
  afterAll(async () => {
    await sshd.stop();
    await ground.remove();
  });

  const log = () =>
    execFileSync('git', ['-c', 'safe.directory=*', '-C', bare, 'log', '--format=%H'], { encoding: 'utf8' });

  /** As a user would: a key and a known_hosts file of their own, told to git by its own variable. */
  function open(who: string, hostKey: string) {
    const at = (name: string) => join(ground.folder, `${who}-${name}`);
    writeFileSync(at('key'), sshd.privateKey, { mode: 0o600 });
    writeFileSync(at('known'), `[127.0.0.1]:${sshd.host.port} ${hostKey}\n`);
    const ssh = `ssh -F none -i ${at('key')} -o IdentitiesOnly=yes -o UserKnownHostsFile=${at('known')} -o BatchMode=yes`;
    const { repo } = metaRepoIn(join(ground.folder, who), { variables: { ...process.env, GIT_SSH_COMMAND: ssh } });
    return repo.open({ url: `ssh://${sshd.host.user}@127.0.0.1:${sshd.host.port}${bare}` });
  }

  it('is appended to and locked with the key and the known host that git uses', async () => {
    const meta = await open('ann', sshd.hostKey);
    const { commit } = await meta.append(adding(release));
    expect(log().split('\n')[0]).toBe(commit);
    expect(await meta.swapLock('refs/facsimile/locks/shop/eu', undefined, 'ann')).toBeDefined();
    expect((await meta.snapshot()).commit).toBe(commit);
  });

  it('is not spoken to when the host shows another key', async () => {
    const before = log();
    const other = makeKeyPair().publicKey.split(' ').slice(0, 2).join(' ');
    await expect(open('eve', other)).rejects.toMatchObject({ kind: 'operation', code: 'meta/denied' });
    expect(log()).toBe(before);
  });
});
