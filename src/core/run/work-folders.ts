/** Where a run keeps what it makes, below `--top-dir`. */

/** What the folders are for. */
export interface WorkSubject {
  readonly project: string;
  readonly instance: string;
  /** Full githash; `isAsItIs` for the files of a work tree, which are no commit. Undefined: not chosen yet. */
  readonly githash?: string | undefined;
  readonly isAsItIs?: boolean;
}

/** Paths, as `--top-dir` was given: relative ones are counted from the working folder. */
export interface WorkFolders {
  readonly top: string;
  /** The repositories of the release, side by side: the same for every instance, and never changed. */
  readonly source: string;
  /** A copy of them that the build command may change. */
  readonly build: string;
  /** Binaries of the build that no record describes. */
  readonly binaries: string;
  /** What the install stage rendered for the instance. */
  readonly release: string;
  /** What of it hosts get; where hosts differ, each has a folder of its name above `_DEPLOY_`. */
  readonly deploy: string;
  readonly state: string;
}

/** The folders of a release; without one they are those above all releases. */
export function workFolders(top: string, { project, instance, githash, isAsItIs = false }: WorkSubject): WorkFolders {
  const name = githash === undefined ? '' : `/${githash}${isAsItIs ? '-dev' : ''}`;
  const release = `${top}/release/${project}/${instance}${name}`;
  return {
    top,
    source: `${top}/source/${project}${name}`,
    build: `${top}/build/${project}${name}`,
    binaries: `${top}/binaries/${project}${name}`,
    release,
    deploy: `${release}/_DEPLOY_`,
    state: `${top}/state`,
  };
}
