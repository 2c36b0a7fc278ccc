/** The part of a definition that the product itself understands, checked and with every default filled in. */
import type { Amount } from './amount.ts';
import type { Build } from './build.ts';
import type { Module } from './modules.ts';
import type { Waves } from './waves.ts';

/** A machine of an instance. */
export interface Host {
  readonly name: string;
  /** Targets that list it, in definition order; never empty. */
  readonly targets: readonly string[];
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Absolute path on the host under which releases lie, or in place their files; `~` is the user's home. */
  readonly home: string;
  readonly region?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `linux-x64` and the like: chooses the binary. Absent: the release must have exactly one per name. */
  readonly platform?: string;
  /** Its operating system where no platform says it: that of this machine, for a deploy to it. */
  readonly os?: string;
  /**
   * Set when it is chosen for a deploy with the layout `inplace`: files lie right in `home`, and in this folder of it
   * what is not in the release is cleared away.
   */
  readonly inPlace?: { readonly cleared: string };
  /** Pinned keys as in known_hosts without the host: `ssh-ed25519 AAAA…`. */
  readonly hostKeys: readonly string[];
}

/** How an activated host proves that it works. Checked through the SSH connection. */
export type Health = { readonly withinMs: number } & (
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'tcp'; readonly address: string; readonly port: number }
);

/** Commands around the switch, each run alone in the new release folder, stopping at the first that fails. */
export interface Hooks {
  /** On one host, after all have staged, before any activates. */
  readonly once: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** First of all on every host, and their counterpart once it works, or went back. */
  readonly drain: readonly string[];
  readonly readd: readonly string[];
}

/**
 * Where files lie on a host. `releases`: each release in a folder of its own, and a link to the current one. `inplace`:
 * right in `home`, as Facsimile 1.1.1 had it.
 */
export type Layout = 'releases' | 'inplace';

/** How an instance is deployed. */
export interface DeploySettings {
  readonly layout: Layout;
  /** Set for a local deploy: the folder that takes the place of `home`. */
  readonly destdir?: string;
  /** Paths that live in `<home>/shared` and are linked into every release; in place: those that are left alone. */
  readonly shared: readonly string[];
  readonly keepReleases: number;
  /** Globs of absolute paths outside the release folder that `_ROOT_/` may write. */
  readonly rootAllow: readonly string[];
  readonly health?: Health;
  readonly hooks: Hooks;
  /** After the switch, each its own command. */
  readonly postcmd: readonly string[];
  /** Commands to run when a file that matches the glob changed, in definition order. */
  readonly restart: readonly { readonly glob: string; readonly command: string }[];
  /** Libraries of what is staged are checked; by target those to pass over, as names or paths. */
  readonly libcheck?: { readonly ignored: Readonly<Record<string, readonly string[]>> };
  /** Absent: all hosts at once. */
  readonly waves?: Waves;
  /** Hosts that may fail before all go back. Absent: hosts that work stay. */
  readonly failureBudget?: Amount;
  /** What fails stays as it is: the release cannot be taken back. */
  readonly forwardOnly: boolean;
  /** The others go on without hosts that cannot be reached. */
  readonly skipUnreachable: boolean;
  readonly lockWaitMs: number;
  readonly allowEmpty: boolean;
}

/** What all install groups have in common. */
interface AnyGroup {
  /** Only for hosts of this operating system: `linux`. */
  readonly system?: string;
  /** Definition path of the group, for messages about it: `['install', 'groups', 0]`. */
  readonly at: readonly (string | number)[];
}

/** What goes into the tree beside templates and `extra/` (F-53 … F-62). */
export type InstallGroup =
  | (AnyGroup & {
      readonly type: 'copy';
      readonly files: readonly string[];
      /** Files that may be missing. */
      readonly optfiles: readonly string[];
      readonly dir?: string;
      /** Which files of `dir`, or of the whole source; none: all of `dir`. */
      readonly glob: readonly string[];
      readonly pattern?: string;
      readonly replace?: string;
    })
  | (AnyGroup & {
      readonly type: 'binary';
      /** Name of the release's binary. */
      readonly name: string;
      /** Folder of the tree to unpack into; `''` is its root. */
      readonly into: string;
    })
  | (AnyGroup & {
      readonly type: 'tmpl';
      readonly dir: string;
      readonly skip?: string;
      /** False: every file is copied as it is. */
      readonly renderFiles: boolean;
    });

/** What of a definition the product acts on. */
export interface Settings {
  /** The project's git repo; absent: the work tree that the command runs in. */
  readonly repo?: string;
  /** Folder of the repo that holds the project; `''` is its root. */
  readonly srcDir: string;
  /** What the instance follows, from `instances:`. */
  readonly channel?: string;
  readonly environment?: string;
  readonly deploy: DeploySettings;
  /** In definition order; a host in two targets stands once. */
  readonly hosts: readonly Host[];
  /** Targets in definition order, with the names of their hosts. */
  readonly targets: readonly { readonly name: string; readonly hosts: readonly string[] }[];
  readonly install: readonly InstallGroup[];
  /** Whose state it has: that of this instance, which another may lie over; with `project`, of that project alone. */
  readonly state: { readonly instance: string; readonly project?: string };
  /** Absent: what is in the repositories is all that there is. */
  readonly build?: Build;
  /** In definition order. */
  readonly modules: readonly Module[];
}
