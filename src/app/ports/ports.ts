/** Everything outside, by role. Built once in `src/wire.ts`; each port is loaded when it is first asked for. */
import type { FileSet } from '../../core/files.ts';
import type { Archives } from './archives.ts';
import type { BinaryStores } from './binary-store.ts';
import type { Clock } from './clock.ts';
import type { Forge } from './forge.ts';
import type { Hosts } from './hosts.ts';
import type { Ids } from './ids.ts';
import type { LocalFiles } from './local-files.ts';
import type { MetaHistories } from './meta-history.ts';
import type { MetaRepo } from './meta-repo.ts';
import type { Person } from './person.ts';
import type { Playgrounds } from './playground.ts';
import type { Plugins } from './plugins.ts';
import type { Programs } from './programs.ts';
import type { Signatures } from './signatures.ts';
import type { SourceRepos } from './source-repos.ts';
import type { StateFiles } from './state-files.ts';
import type { Talk } from './talk.ts';
import type { VersionRepo } from './version-repo.ts';

/** What the surroundings of the process say, read once by the entry and passed on as a value. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder that the command was started in. */
  readonly cwd: string;
  /** True on a CI runner (`CI=true`): local deploys and `~/.ssh/config` then need an explicit word. */
  readonly onCi: boolean;
  /** URL of the CI run, for locks and records; absent elsewhere. */
  readonly runUrl?: string;
  /** Who acts: the CI actor, else the login name. */
  readonly actor: string;
  /** What this machine is, as binaries name it: `linux-x64`. */
  readonly platform: string;
}

/** Ports that cost time to load are asked for by a call, so that a command pays only for what it uses. */
export interface Ports {
  /** Variables of the environment, as the entry read them: a definition may name some that it reads. */
  readonly variables: Environment['variables'];
  readonly clock: Clock;
  readonly talk: Talk;
  /** Done when the process is asked to end; from then on whoever asked must see to it that it does. */
  interruption(): Promise<AbortSignal>;
  ids(): Promise<Ids>;
  files(): Promise<LocalFiles>;
  /** The folder `define/` that comes with the product: `base.yaml`, the weakest layer of all. */
  shipped(): Promise<FileSet>;
  /** @param topDir Folder for caches (`--top-dir`), absolute or relative to the working folder. */
  sourceRepos(topDir: string): Promise<SourceRepos>;
  /** @param topDir As for `sourceRepos`. */
  metaRepo(topDir: string): Promise<MetaRepo>;
  /** The same repositories for those who check them. @param topDir As for `sourceRepos`. */
  metaHistories(topDir: string): Promise<MetaHistories>;
  /**
   * The repository around `folder`.
   * @param topDir As for `sourceRepos`. @throws operation `git/not-a-repo`, `git/no-folder`.
   */
  versionRepo(folder: string, topDir: string): Promise<VersionRepo>;
  stateFiles(): Promise<StateFiles>;
  person(): Promise<Person>;
  hosts(): Promise<Hosts>;
  archives(): Promise<Archives>;
  binaryStores(): Promise<BinaryStores>;
  signatures(): Promise<Signatures>;
  forge(): Promise<Forge>;
  playgrounds(): Promise<Playgrounds>;
  programs(): Promise<Programs>;
  plugins(): Promise<Plugins>;
  /** The same adapters for another folder and environment. */
  elsewhere(environment: Environment, talk: Talk): Ports;
}
