/** The server side of a meta repo: its tip, its objects, pushes. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../run-git.ts';
import type { Clone } from './clone.ts';
import { type PushOutcome, readPushOutcome } from './push-refusal.ts';

/** The branch and its newest commit; no commit in a repo that is still empty. */
export interface Tip {
  readonly branch: string;
  readonly commit: string | undefined;
}

/** A ref to push: `source` a commit, empty to delete. */
export interface Push {
  readonly source: string;
  readonly ref: string;
  /** Absent: only forward. `any`: whatever is there. A commit, or '' for none: only if the ref is at it. */
  readonly expected?: 'any' | { readonly commit: string };
}

/** Talks to the server; each call is one git process. @throws operation of `git-failure.ts`. */
export interface Remote {
  /** Asks where the branch stands, without fetching. */
  look(): Promise<Tip>;
  /** What the first of these refs that is there is at; undefined when there is none. */
  lookAt(...refs: readonly string[]): Promise<string | undefined>;
  /** Fetches a ref, with history. Gives its commit. */
  fetch(ref: string): Promise<string>;
  /** Fetches blobs that the copy left out, all in one go. */
  fetchBlobs(hashes: readonly string[]): Promise<void>;
  push(push: Push): Promise<PushOutcome>;
  /** Several refs, all of them or none; none where the server cannot promise that. Gives what became of the first. */
  pushTogether(pushes: readonly [Push, ...Push[]]): Promise<PushOutcome>;
  /** Pushes, and tells whether a branch is still at its commit: where it is, nothing of it is sent. */
  pushBeside(push: Push, tip: Tip & { readonly commit: string }): Promise<PushOutcome & { readonly isTip: boolean }>;
}

/** Refs of ours in the copy. Each name is used once: no two processes, dead or alive, ever want the same lock file. */
const TIPS = 'refs/facsimile/tips';
const TIPS_KEPT = 24;

/** A ref in the copy that nobody else uses; newer ones sort later. */
export function freshRef(atMs: number): string {
  return `${TIPS}/${String(atMs).padStart(15, '0')}-${randomUUID()}`;
}

/** A ref that was just made lies in a file of its own, unless git keeps refs in tables; a read costs less than a process. */
async function readFreshRef(git: Git, folder: string, ref: string): Promise<string> {
  const text = await readFile(join(folder, ref), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text?.trim() ?? git.text(['rev-parse', '--verify', ref], { cwd: folder });
}

/** The server that the copy was cloned from. */
export function openRemote(git: Git, { folder, branch }: Clone): Remote {
  const at = { cwd: folder };
  const push = async (pushes: readonly Push[], ...how: readonly string[]) => {
    const leases = pushes.flatMap(({ ref, expected }) => lease(ref, expected));
    const words = ['push', '--porcelain', '--no-verify', '--no-signed', ...how, ...leases, 'origin'];
    const { ending, stdout, stderr } = await git.run([...words, ...pushes.map(toRefspec)], at);
    return { ending, stdout: new TextDecoder().decode(stdout), stderr };
  };
  return {
    look: async () => parseTip(await git.text(['ls-remote', '--symref', 'origin', 'HEAD'], at), branch),
    lookAt: async (...refs) => {
      const lines = (await git.text(['ls-remote', 'origin', ...refs], at)).split('\n');
      const found = new Map(lines.map((line) => line.split('\t').reverse() as [string, string]));
      return refs.map((ref) => found.get(ref)).find((hash) => hash !== undefined);
    },
    fetch: async (ref) => {
      const into = freshRef(Date.now());
      await git.output([...FETCH, 'origin', `+${ref}:${into}`], at);
      await forgetOldTips(git, folder);
      return readFreshRef(git, folder, into);
    },
    fetchBlobs: async (hashes) => {
      // What git itself runs for a missing blob, but for all at once.
      const words = ['-c', 'fetch.negotiationAlgorithm=noop', ...FETCH, '--filter=blob:none', '--stdin', 'origin'];
      await git.output(words, { ...at, input: `${hashes.join('\n')}\n` });
    },
    push: async (one) => readPushOutcome(await push([one]), one.ref),
    pushTogether: async (pushes) => readPushOutcome(await push(pushes, '--atomic'), pushes[0].ref),
    pushBeside: async (one, tip) => {
      const ref = `refs/heads/${tip.branch}`;
      // The lease keeps a branch that went back to an older commit from being moved by this.
      const told = await push([one, { source: tip.commit, ref, expected: { commit: tip.commit } }]);
      return { ...readPushOutcome(told, one.ref), isTip: readPushOutcome(told, ref).kind === 'landed' };
    },
  };
}

// A pack is renamed into place when it is whole: loose objects of a fetch that was killed could be a commit without
// its trees, and a later look at that commit would believe to have it all.
const FETCH = [
  '-c',
  'fetch.unpackLimit=1',
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-prune',
  '--no-recurse-submodules',
  '--no-write-fetch-head',
];

function toRefspec({ source, ref }: Push): string {
  return `${source}:${ref}`;
}

function lease(ref: string, expected: Push['expected']): string[] {
  if (expected === undefined) return [];
  return expected === 'any' ? ['--force'] : [`--force-with-lease=${ref}:${expected.commit}`];
}

function parseTip(text: string, fallback: string): Tip {
  const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(text)?.[1] ?? fallback;
  return { branch, commit: /^([0-9a-f]{40,64})\tHEAD$/m.exec(text)?.[1] };
}

/** The newest are enough for git to tell the server what is here. */
async function forgetOldTips(git: Git, folder: string): Promise<void> {
  const names = (await readdir(join(folder, TIPS)).catch(noneLoose)).filter((name) => !name.endsWith('.lock')).sort();
  if (names.length < 2 * TIPS_KEPT) return;
  const old = names.slice(0, -TIPS_KEPT).map((name) => `delete ${TIPS}/${name}\n`);
  // When it fails another process is clearing the same ones: then it is done.
  await git.run(['update-ref', '--stdin'], { cwd: folder, input: old.join('') });
}

function noneLoose(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
