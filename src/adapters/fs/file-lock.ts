/** One process at a time: what reads a file and then writes it must not lose what another wrote in between. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { operationFailure } from '../../core/error.ts';
import { slowRefusals } from './disk-failure.ts';

const WAIT_MS = 20;
const PATIENCE_MS = 10_000;

/**
 * Does the work while no other process of this machine does any on the same path. A process that was killed at it
 * blocks nobody. @param shown The path as the user knows it. @throws operation `disk/busy` when another one is at it for ten seconds; `disk/refused`.
 */
export async function whileHolding<T>(path: string, work: () => Promise<T>, shown = path): Promise<T> {
  const lock = `${path}.lock`;
  await slowRefusals(shown, () => waitFor(lock, shown));
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function waitFor(lock: string, shown: string): Promise<void> {
  await mkdir(dirname(lock), { recursive: true });
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await take(lock))) {
    if (Date.now() > deadline) throw busy(shown, lock);
    if (!(await clearDead(lock))) await sleep(WAIT_MS);
  }
}

/** The lock appears with its holder in it, or not at all. */
async function take(lock: string): Promise<boolean> {
  const own = `${lock}.${randomUUID()}`;
  try {
    await writeFile(own, String(process.pid));
    await link(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(own, { force: true });
  }
}

/** Takes away the lock of a process that is no more. True when the way may be free now. */
async function clearDead(lock: string): Promise<boolean> {
  const holder = await readHolder(lock);
  if (holder === undefined) return true;
  if (isAlive(holder)) return false;
  const aside = `${lock}.${randomUUID()}`;
  await rename(lock, aside).catch(unlessGone);
  // Somebody may have been as fast as we, and taken it meanwhile: then it goes back.
  if ((await readHolder(aside)) !== holder) await link(aside, lock).catch(unlessGone);
  await rm(aside, { force: true });
  return true;
}

async function readHolder(lock: string): Promise<number | undefined> {
  const text = await readFile(lock, 'utf8').catch(unlessGone);
  return text === undefined ? undefined : Number(text);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  return undefined;
}

function busy(path: string, lock: string) {
  return operationFailure({
    code: 'disk/busy',
    message: `${path} is being changed by another process`,
    target: path,
    retry: 'safe',
    next: `wait for it; when there is none, remove ${lock}`,
  });
}
