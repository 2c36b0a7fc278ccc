/**
 * Types of a project's plugin: stages and options of its own for `facs run`.
 *
 * A plugin is an ES module beside the layers on disk: `define/PROJECT.mjs`, or `define/facsimile.mjs` for every project
 * that has none of its own. Only `facs run` loads it. It exports `stages`, `options`, or both:
 *
 *     /** @type {import('facsimile/plugin').Stages} *\/
 *     export const stages = ['checkout', 'build', { name: 'test', run: ({ command }) => command('make check') }, 'deploy'];
 */

/** A stage that the product brings. */
export type StandardStage = 'checkout' | 'build' | 'install' | 'deploy';

/**
 * What `facs run` goes through, in this order. A name alone is the product's own stage; a stage that is left out does not
 * take part. One of your own with the name of the product's takes its place.
 */
export type Stages = readonly (StandardStage | Stage)[];

/** A stage of the project's own. */
export interface Stage {
  /** Small letters, digits, `-` and `_`. */
  readonly name: string;
  /** What it does, for plans. */
  readonly help?: string;
  /** Fails by throwing: later stages are then left out. A dry run never calls it. */
  readonly run: (run: StageRun) => unknown;
}

/** What a stage is told, and what it can do. */
export interface StageRun {
  readonly project: string;
  readonly instance: string;
  readonly release: {
    /** Full githash; with `dirty` the files are not those of the commit. */
    readonly githash: string;
    /** Empty without a tag. */
    readonly version: string;
    readonly tag: string;
    readonly dirty: boolean;
  };
  /** The merged definition of the instance. */
  // biome-ignore lint/suspicious/noExplicitAny: it is whatever the layers say
  readonly definition: any;
  /** The values of the plugin's options by name; null for one that was not given and has no default. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Absolute paths. */
  readonly folders: StageFolders;
  /** This machine, as binaries name it: `linux-x64`. */
  readonly platform: string;
  /** Tells people one line. */
  say(line: string): void;
  /**
   * Runs a line by `sh` and gives what it printed. It sees the environment that a build sees: of the caller's variables
   * only `PATH`, `TMPDIR` and those of `build.environ`. Throws when it does not end with exit code 0.
   */
  command(line: string, options?: CommandOptions): Promise<string>;
  /**
   * Makes a file or folder a binary of the release: recorded with `--meta`, else kept under `--top-dir`.
   * A relative path is counted from `folders.build`.
   */
  binary(name: string, path: string): Promise<void>;
  /** Does what the product's own stage of this name does. Throws in a stage that is no such one. */
  standard(): Promise<void>;
}

/** Where a run keeps what it makes. */
export interface StageFolders {
  readonly top: string;
  /** The project as it was checked out, or the work tree of `--src-dir`. Not to be changed. */
  readonly source: string;
  /** The copy of it that the build ran in; not there before the stage `build`. */
  readonly build: string;
  /** What the stage `install` rendered. */
  readonly release: string;
  /** What of it hosts get; where hosts differ, each has its own below `release`. */
  readonly deploy: string;
  readonly state: string;
}

/** How a command is run. */
export interface CommandOptions {
  /** `folders.build` where it is there, else `folders.source`. */
  readonly cwd?: string;
  /** Further variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads on its stdin; nothing by default. */
  readonly input?: string;
}

/**
 * Options by name: small letters, digits and `-`. Each is a flag of `facs run`, stands in its help, and templates see it
 * as `options.NAME`.
 */
export type Options = Readonly<Record<string, Option>>;

/** One option, declared as the product declares its own. */
export interface Option {
  /** `flag` is true or false, `duration` is written like `10m` and given in milliseconds. */
  readonly kind: 'text' | 'flag' | 'integer' | 'duration' | 'list' | 'choice';
  readonly help: string;
  /** As the user would write it. */
  readonly default?: string;
  readonly required?: boolean;
  /** The words of a choice. */
  readonly words?: readonly string[];
  /** Word for the value in help: `FILE`. */
  readonly placeholder?: string;
  /** Variable that gives it when the flag does not. */
  readonly env?: string;
}

/** What an option was given as. */
export type OptionValue = string | number | boolean | readonly string[] | null;
