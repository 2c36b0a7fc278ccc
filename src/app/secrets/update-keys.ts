/** Following `.sops.yaml`: who it names can open files of secrets from now on, and nobody else. */
import { posix } from 'node:path';
import { hasCode, operationFailure, unwrap } from '../../core/error.ts';
import type { GatherInputs } from '../gather/places.ts';
import { openMeta } from '../open-meta.ts';
import type { LocalFiles } from '../ports/local-files.ts';
import type { Meta } from '../ports/meta-repo.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import { readCreation } from '../state-recipients.ts';
import { sameBytes } from '../state-store.ts';
import { type Repository, surveyFiles } from './governed-files.ts';
import { changeKeys, type KeyChange } from './key-change.ts';
import { findSecrets, replaceSecrets } from './secrets-file.ts';

/** The instance; or `all`: every SOPS file of the meta repo, or of the work tree where there is none. */
export interface UpdateInputs extends Omit<GatherInputs, 'instance'> {
  readonly instance?: string | undefined;
  readonly all: boolean;
}

/**
 * Every file with what became of it. In a meta repo all of them change in one commit. With `dry-run` nothing is written,
 * and no key is needed.
 * @throws operation `state/moved`, `state/absent`; input `state/rules`, `state/recipients`; and as `gatherState`.
 */
export async function updateKeys(
  inputs: UpdateInputs,
  ports: Ports,
  environment: Environment,
): Promise<readonly KeyChange[]> {
  const changes = await (inputs.all ? updateAll(inputs, ports, environment) : updateOne(inputs, ports, environment));
  for (const { path, removed } of changes) {
    if (removed.length === 0) continue;
    ports.talk.warn({
      code: 'state/removed-recipient',
      message: `${removed.join(', ')} may have kept what ${path} held until now`,
      hint: 'give it a new data key (facs secrets rotate), and change the passwords themselves',
    });
  }
  return changes;
}

async function updateOne(inputs: UpdateInputs, ports: Ports, environment: Environment): Promise<readonly KeyChange[]> {
  const file = await findSecrets({ ...inputs, instance: inputs.instance ?? '' }, ports, environment);
  const { store, bytes } = file;
  const sealed = unwrap(await (await ports.stateFiles()).inspect(store.shown, bytes));
  const governed = { path: store.shown, bytes, sealed, creation: await readCreation(store) };
  const change = await changeKeys(governed, ports, inputs['dry-run'] === true);
  if (change.fresh !== undefined) await replaceSecrets(file, change.fresh, describeChange([change]));
  return [change];
}

async function updateAll(inputs: UpdateInputs, ports: Ports, { cwd }: Environment): Promise<readonly KeyChange[]> {
  const meta = inputs.meta === undefined ? undefined : await openMeta(ports, inputs);
  const folder = posix.resolve(cwd, inputs['src-dir'] ?? '.');
  const repository = meta === undefined ? await onDisk(folder, cwd, ports) : await inMeta(meta);
  const { files, unreadable } = await surveyFiles(repository, ports);
  const changes: (KeyChange & { readonly at?: string; readonly basedOn?: Uint8Array })[] = [];
  for (const file of files)
    changes.push({ ...(await changeKeys(file, ports, inputs['dry-run'] === true)), at: file.at, basedOn: file.bytes });
  const changed = changes.flatMap(({ at, fresh, basedOn }) =>
    at === undefined || fresh === undefined || basedOn === undefined ? [] : [{ path: at, bytes: fresh, basedOn }],
  );
  if (meta !== undefined && changed.length > 0) await landAll(meta, changed, describeChange(changes));
  const topDir = posix.resolve(cwd, inputs['top-dir']);
  const late = meta === undefined ? await writeAll(changed, topDir, await ports.files()) : [];
  const settled = changes.map((change) =>
    change.at !== undefined && late.includes(change.at) ? tooLate(change) : change,
  );
  return [...settled, ...unreadable.map((file) => ({ ...file, outcome: 'refused' as const, added: [], removed: [] }))];
}

/** Gives those that somebody else changed meanwhile: they stay as they are. */
async function writeAll(changed: readonly Changed[], topDir: string, disk: LocalFiles): Promise<readonly string[]> {
  const late: string[] = [];
  for (const { path, bytes, basedOn } of changed)
    await disk.exclusively(path, async () => {
      if (sameBytes(await disk.read(path), basedOn))
        await disk.write({ path, content: bytes, mode: path.startsWith(`${topDir}/`) ? 0o600 : 0o644 });
      else late.push(path);
    });
  return late;
}

function tooLate({ path }: KeyChange): KeyChange {
  return {
    path,
    outcome: 'refused',
    added: [],
    removed: [],
    why: 'somebody else changed it meanwhile: run this again',
  };
}

type Changed = { readonly path: string; readonly bytes: Uint8Array; readonly basedOn: Uint8Array };

async function landAll(meta: Meta, changed: readonly Changed[], message: string): Promise<void> {
  try {
    await meta.append({ added: [], changed: changed.map((one) => ({ ...one, path: one.path.slice(1) })), message });
  } catch (error) {
    if (!hasCode(error, 'meta/changed')) throw error;
    throw operationFailure({
      code: 'state/moved',
      message: 'somebody changed one of these files meanwhile: nothing was written',
      retry: 'safe',
      next: 'run the same command again',
    });
  }
}

async function inMeta(meta: Meta): Promise<Repository> {
  const snapshot = await meta.snapshot();
  return {
    paths: (await snapshot.list('')).map((path) => `/${path}`),
    shown: (path) => path.slice(1),
    read: (path) => snapshot.read(path.slice(1)),
  };
}

async function onDisk(folder: string, cwd: string, ports: Ports): Promise<Repository> {
  const disk = await ports.files();
  const entries = (await (await disk.folder(folder))?.list('')) ?? [];
  const own = entries.filter(({ kind, path }) => kind === 'file' && !path.split('/').includes('node_modules'));
  return {
    paths: own.map(({ path }) => posix.join(folder, path)),
    shown: (path) => posix.relative(cwd, path),
    read: (path) => disk.read(path),
  };
}

function describeChange(changes: readonly KeyChange[]): string {
  const changed = changes.filter(({ outcome }) => outcome === 'changed');
  const names = (of: 'added' | 'removed') => [...new Set(changed.flatMap((change) => change[of]))];
  const parts = (['added', 'removed'] as const).flatMap((of) =>
    names(of).length === 0 ? [] : [`${of} ${names(of).join(', ')}`],
  );
  return `Recipients: ${parts.join('; ')}`;
}
