/** A git server over SSH: a real sshd host whose user owns a bare repository, and how git reaches it. */
import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BARE_TOOLS } from './host-tools.ts';
import { startSshd } from './sshd.ts';

/** A running server with one repository. */
export interface GitOverSsh {
  /** The bare repository on this disk. It belongs to the host's user. */
  readonly folder: string;
  readonly url: string;
  /** What a process needs for git to log in there, with the host's key known beforehand. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts a server with an empty repository. */
export async function openGitOverSsh(name: string): Promise<GitOverSsh> {
  const sshd = await startSshd({ tools: [...BARE_TOOLS, 'git', 'git-upload-pack', 'git-receive-pack'] });
  const folder = join(sshd.home, name);
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  const { uid, gid } = statSync(sshd.home);
  execFileSync('chown', ['-R', `${uid}:${gid}`, folder]);
  const key = join(sshd.folder, 'git_key');
  const known = join(sshd.folder, 'known_hosts');
  writeFileSync(key, sshd.privateKey, { mode: 0o600 });
  writeFileSync(known, `[127.0.0.1]:${sshd.host.port} ${sshd.hostKey}\n`);
  const ssh = `ssh -F none -i ${key} -o IdentitiesOnly=yes -o UserKnownHostsFile=${known} -o BatchMode=yes`;
  return {
    folder,
    url: `ssh://${sshd.host.user}@127.0.0.1:${sshd.host.port}${folder}`,
    variables: { GIT_SSH_COMMAND: ssh },
    close: () => sshd.stop(),
  };
}
