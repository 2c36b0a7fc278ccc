/** The playground of `facs demo`: one temporary folder, with hosts that live in this process. */
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Playground, Playgrounds } from '../../app/ports/playground.ts';
import { operationFailure } from '../../core/error.ts';
import { quote } from '../../core/shell/quote.ts';
import { shippedFolder } from '../fs/shipped.ts';
import { onAbruptEnd } from './abrupt-end.ts';
import { type DemoHost, openDemoHost } from './demo-host.ts';
import { type DemoKeys, generateDemoKeys } from './demo-keys.ts';
import { fetchPage } from './fetch-page.ts';
import { writeKeptSettings } from './kept-settings.ts';
import { runProgram } from './run-program.ts';
import { userFreeGit } from './user-free-git.ts';

/**
 * Playgrounds below the system's temporary folder.
 * @param path PATH of this process: where git, `sh` and what the hosts run are found.
 */
export function playgrounds(path: string): Playgrounds {
  return { open: async () => openPlayground(await makeFolder(), await generateDemoKeys(), path) };
}

async function openPlayground(folder: string, keys: DemoKeys, path: string): Promise<Playground> {
  const hosts: DemoHost[] = [];
  const starting: Promise<DemoHost>[] = [];
  let kept = false;
  const removeFolder = () => {
    if (!kept) removeWhole(folder);
  };
  const callOff = onAbruptEnd(() => {
    for (const { server } of hosts) server.killAll();
    removeFolder();
  });
  const env = { PATH: path, HOME: await makeHome(folder), ...userFreeGit() };
  return {
    folder,
    recipient: keys.ageRecipient,
    variables: {
      ...env,
      FACS_META: join(folder, 'meta.git'),
      FACS_STORE: join(folder, 'store'),
      FACS_SSH_KEY: keys.ssh.privateKey,
      SOPS_AGE_KEY: keys.ageIdentity,
    },
    copyEstate: () => cp(join(shippedFolder(), 'demo'), folder, { recursive: true }),
    write: (path, text) => writeFile(join(folder, path), text),
    replace: (path, what, by) => replaceIn(join(folder, path), what, by),
    async startHost(name) {
      const opening = openDemoHost(name, join(folder, 'hosts', name), keys.ssh.publicKey, path);
      starting.push(opening);
      const host = await opening;
      hosts.push(host);
      return host.described;
    },
    git: (at, words) => runProgram('git', words, { cwd: join(folder, at), env }),
    runScript: async (at, script) => void (await runProgram('sh', [script], { cwd: join(folder, at), env })),
    fetchPage,
    async keep() {
      kept = true;
      return writeKeptSettings(folder, keys);
    },
    async close() {
      // When one host did not start, others may be about to.
      await Promise.allSettled(starting);
      await Promise.all(hosts.map(({ server }) => server.close()));
      removeFolder();
      callOff();
    },
  };
}

async function makeFolder(): Promise<string> {
  try {
    // Its real path: on some systems the temporary folder is a link, and git shows paths without links.
    return await realpath(await mkdtemp(join(tmpdir(), 'facs-demo-')));
  } catch (cause) {
    throw operationFailure({
      code: 'demo/folder',
      message: `no temporary folder can be made in ${tmpdir()}`,
      target: tmpdir(),
      retry: 'safe',
      next: 'free space there, or set TMPDIR to a folder that can be written',
      cause,
    });
  }
}

/** A git that was just interrupted may be writing still, in its last moments, and on a busy machine these last. */
function removeWhole(folder: string): void {
  try {
    // The waits grow by 20 ms each: about 25 seconds in all.
    rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 20 });
  } catch (cause) {
    throw operationFailure({
      code: 'demo/folder-left',
      message: `${folder} cannot be removed`,
      target: folder,
      retry: 'never',
      next: `when nothing writes to it any more: rm -rf ${quote(folder)}`,
      cause,
    });
  }
}

async function replaceIn(file: string, what: string, by: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(what)) throw new Error(`${file} does not hold ${what}`);
  await writeFile(
    file,
    text.replaceAll(what, () => by),
  );
}

async function makeHome(folder: string): Promise<string> {
  const home = join(folder, 'home');
  await mkdir(home);
  return home;
}
