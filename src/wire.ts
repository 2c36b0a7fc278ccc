/** The one place that joins ports to adapters. Everything heavy is loaded when it is first asked for. */
import { systemClock } from './adapters/clock/system-clock.ts';
import { localFiles } from './adapters/fs/local-files.ts';
import { shippedFiles } from './adapters/fs/shipped.ts';
import type { GithubAccess } from './adapters/github/client.ts';
import type { Forge } from './app/ports/forge.ts';
import type { MetaHistories } from './app/ports/meta-history.ts';
import type { MetaRepo } from './app/ports/meta-repo.ts';
import type { Environment, Ports } from './app/ports/ports.ts';
import type { Talk } from './app/ports/talk.ts';
import { secret } from './core/secret.ts';

/** All ports for one run of the process. */
export function wire(environment: Environment, talk: Talk): Ports {
  return {
    variables: environment.variables,
    clock: systemClock,
    talk,
    interruption: async () => (await import('./adapters/process/interruption.ts')).watchInterruption(talk.say),
    ids: async () => (await import('./adapters/random/random-ids.ts')).randomIds,
    // Nearly every command reads files: loading these two apart would only cost it time.
    files: async () => localFiles(environment.cwd),
    shipped: shippedFiles,
    sourceRepos: async (topDir) => {
      const { sourceRepos } = await import('./adapters/git/source-repos.ts');
      const { variables, cwd } = environment;
      return sourceRepos({ variables, cwd, topDir });
    },
    metaRepo: async (topDir) => openMetaRepos(environment, topDir, talk),
    metaHistories: async (topDir) => openHistories(environment, topDir, talk),
    versionRepo: async (folder, topDir) => {
      const { gitVersionRepo } = await import('./adapters/git/version/git-version-repo.ts');
      const { variables, cwd } = environment;
      return gitVersionRepo({ variables, cwd, topDir, folder });
    },
    stateFiles: async () =>
      (await import('./adapters/sops/sops-files.ts')).sopsFiles({
        variables: environment.variables,
        clock: systemClock,
      }),
    person: async () => {
      const { terminalPerson } = await import('./adapters/person/terminal-person.ts');
      return terminalPerson({ variables: environment.variables, talk });
    },
    hosts: async () => (await import('./adapters/ssh/ssh-hosts.ts')).sshHosts(environment.variables),
    archives: async () => (await import('./adapters/archive/tar-archives.ts')).tarArchives,
    binaryStores: async () => {
      const { binaryStores } = await import('./adapters/store/binary-stores.ts');
      const { FACS_STORE: store, FACS_STORE_TOKEN: token } = environment.variables;
      const access = store && token ? { store, token: secret(token) } : undefined;
      return binaryStores(environment.cwd, systemClock, access);
    },
    signatures: async () => (await import('./adapters/openssh/ssh-keygen.ts')).sshKeygen,
    forge: () => openForge(environment),
    playgrounds: async () => {
      return (await import('./adapters/demo/playground.ts')).playgrounds(environment.variables['PATH'] ?? '');
    },
    programs: async () => (await import('./adapters/process/shell-programs.ts')).shellPrograms(environment.cwd),
    plugins: async () => (await import('./adapters/plugin/module-plugins.ts')).modulePlugins(environment.cwd),
    elsewhere: wire,
  };
}

async function openMetaRepos(environment: Environment, topDir: string, talk: Talk): Promise<MetaRepo> {
  const { metaRepoByAddress } = await import('./adapters/meta/by-address.ts');
  const { variables, cwd, actor } = environment;
  return metaRepoByAddress({
    git: async () => {
      const { gitMetaRepo } = await import('./adapters/git/meta/git-meta-repo.ts');
      return gitMetaRepo({ variables, cwd, topDir, actor, clock: systemClock, talk });
    },
    github: async () => {
      const { githubMetaRepo } = await import('./adapters/github/meta/github-meta-repo.ts');
      return githubMetaRepo({ ...githubAccess(environment), cwd, topDir, clock: systemClock, talk });
    },
  });
}

/** What GitHub's API would give file by file, git gives at once: such an address is read by git too. */
async function openHistories(environment: Environment, topDir: string, talk: Talk): Promise<MetaHistories> {
  const { gitHistories } = await import('./adapters/git/meta/history/open-history.ts');
  const { toGitAddress } = await import('./adapters/github/meta/address.ts');
  const { variables, cwd } = environment;
  const histories = gitHistories({ variables, cwd, topDir, clock: systemClock, talk });
  return { open: async (address) => histories.open(toGitAddress(address, githubAccess(environment))) };
}

async function openForge(environment: Environment): Promise<Forge> {
  const { githubForge } = await import('./adapters/github/github-forge.ts');
  return githubForge(githubAccess(environment));
}

function githubAccess({ variables }: Environment): GithubAccess {
  const token = variables['GITHUB_TOKEN'];
  return {
    serverUrl: variables['GITHUB_SERVER_URL'] || 'https://github.com',
    apiUrl: variables['GITHUB_API_URL'] || 'https://api.github.com',
    token: token ? secret(token) : undefined,
  };
}
