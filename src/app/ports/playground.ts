/** A throw-away place on this machine for `facs demo`: a folder, repositories, and hosts that are real to all others. */

/** A host of the playground, as a definition describes one. */
export interface PlaygroundHost {
  readonly name: string;
  /** Absolute path, on this machine, of what the host calls its home. */
  readonly home: string;
  readonly address: string;
  readonly port: number;
  /** `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  /** Where this machine finds what the host calls `http://127.0.0.1:8080/`. */
  readonly url: string;
}

/** What the running commands need to know besides their words. */
export type Variables = Readonly<Record<string, string>>;

/** An open playground. Whatever way the process ends, nothing of it is left, unless `keep` was called. */
export interface Playground {
  /** Absolute path of the temporary folder. */
  readonly folder: string;
  /** For the commands of the demo: the keys (in memory alone), and nothing of the user's own settings. */
  readonly variables: Variables;
  /** Public half of the age key among the variables. */
  readonly recipient: string;
  /** Puts the shipped estate into the folder: `estate/`, `shop/`, `docs/`. */
  copyEstate(): Promise<void>;
  /** Writes a file of the playground anew. */
  write(path: string, text: string): Promise<void>;
  /** Puts `by` in place of each `what` in a file of the playground. @throws bug: it is not in there. */
  replace(path: string, what: string, by: string): Promise<void>;
  /** Starts a host with an empty home. */
  startHost(name: string): Promise<PlaygroundHost>;
  /**
   * Runs git in a folder of the playground, out of reach of the user's configuration; gives its stdout, trimmed.
   * @throws operation `demo/program`: no git here, or it refused.
   */
  git(folder: string, words: readonly string[]): Promise<string>;
  /** Runs a script of a repository with `sh`, as a build job would. @throws operation `demo/program`. */
  runScript(folder: string, script: string): Promise<void>;
  /** Body of a page, whatever its status. @throws operation `demo/page`: nobody answers. */
  fetchPage(url: string): Promise<string>;
  /** Leaves the folder when the playground closes, and writes into it what a shell needs to go on: gives that file. */
  keep(): Promise<string>;
  /** Ends hosts and processes and removes the folder. */
  close(): Promise<void>;
}

/** Makes playgrounds. @throws operation `demo/folder`: the temporary folder cannot be made. */
export interface Playgrounds {
  open(): Promise<Playground>;
}
