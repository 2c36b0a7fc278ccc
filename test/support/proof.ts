/** What a proof of a row works on: a project on disk, the program run on it, and what then lies on the disk. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { expect } from 'vitest';
import { type FacsRun, facs } from './facs.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository, writeFiles } from './repositories.ts';

/** Texts of files by path. */
export type Files = Readonly<Record<string, string>>;

/** A project and the folder around it. */
export interface Proof {
  /** The folder around everything: homes, other repositories, whatever a proof needs. */
  readonly folder: string;
  /** The project's work tree. */
  readonly project: Repository;
  /** Runs facs in the work tree. */
  run(...words: string[]): Promise<FacsRun>;
  /** The same, with further variables; one that is undefined is not set. */
  runWith(variables: NodeJS.ProcessEnv, ...words: string[]): Promise<FacsRun>;
  /** Runs it, expects that it is done, and gives what `--json` prints. */
  // biome-ignore lint/suspicious/noExplicitAny: as in FacsRun
  data(...words: string[]): Promise<any>;
  /** The merged definition of an instance of the project `shop`. */
  // biome-ignore lint/suspicious/noExplicitAny: as in FacsRun
  definition(instance: string, ...words: string[]): Promise<any>;
  /** Renders an instance of `shop` from the files as they are on disk, and gives what was written. */
  render(instance: string, ...words: string[]): Promise<Files>;
  /** Lines of the refusal of a run that must end with exit code 2. */
  refusal(...words: string[]): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** Writes the project and commits it; `path*` is executable, `-> x` a link. */
export async function openProof(files: Files): Promise<Proof> {
  const { folder, remove } = await openTemporary();
  const project = await makeRepository(join(folder, 'shop'));
  await project.commit(files);
  const key = await generateX25519Identity();
  const runWith: Proof['runWith'] = (variables, ...words) =>
    facs(project.folder, words, { ...CLEAN_GIT, SOPS_AGE_KEY: key, ...variables });
  const run: Proof['run'] = (...words) => runWith({}, ...words);
  const done = async (...words: string[]) => {
    const ran = await run(...words);
    expect(ran.code, `facs ${words.join(' ')}\n${ran.stderr}`).toBe(0);
    return ran.data;
  };
  return {
    ...{ folder, project, run, runWith, data: done, remove },
    definition: async (instance, ...words) => (await done('resolve', 'shop', instance, ...words)).definition,
    render: async (instance, ...words) => {
      const out = join(folder, 'rendered');
      await done('render', 'shop', instance, '--src-dir', '.', '--out', out, ...words);
      return readTree(out);
    },
    refusal: async (...words) => {
      const ran = await run(...words);
      expect(ran.code, ran.stdout).toBe(2);
      return ran.stderr.split('\n');
    },
  };
}

/** Adds or replaces files of the work tree, without committing. */
export function write({ project }: Proof, files: Files): Promise<void> {
  return writeFiles(project.folder, files);
}

/** All files below a folder as texts by path, but those whose name begins with a dot. */
export function readTree(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => !/(^|\/)\./.test(path) && statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [relative('.', path), readFileSync(join(folder, path), 'utf8')]));
}

/** Every path below a folder with what it holds and when it was last changed: equal means that nothing was touched. */
export function picture(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const { mode, mtimeMs, isFile } = describe(join(folder, path));
      return `${path} ${mode} ${mtimeMs} ${isFile ? readFileSync(join(folder, path), 'base64') : ''}`;
    });
}

function describe(path: string) {
  const found = statSync(path);
  return { mode: found.mode.toString(8), mtimeMs: found.mtimeMs, isFile: found.isFile() };
}
