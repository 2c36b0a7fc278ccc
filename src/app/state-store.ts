/** Where state files lie: in meta, or under `--top-dir` where there is no meta repo. */
import { posix } from 'node:path';
import { hasCode, type OperationFailure, operationFailure } from '../core/error.ts';
import { statePath } from '../core/meta/paths.ts';
import type { DefinePlace } from './layer-files.ts';
import type { Meta } from './ports/meta-repo.ts';
import type { Ports } from './ports/ports.ts';

/** Whose state, and the meta repo or the local folder that holds it. */
export interface StoreInputs {
  readonly instance: string;
  /** Set when the state belongs to one project alone (`state_scope: project`). */
  readonly project?: string | undefined;
  readonly place:
    | { readonly kind: 'meta'; readonly meta: Meta }
    | {
        readonly kind: 'local';
        readonly topDir: string;
        /** Absolute path of the working folder: `.sops.yaml` may lie there or above. */
        readonly cwd: string;
        readonly define: DefinePlace;
      };
}

/** A `.sops.yaml`, as the user can open it, and the state file as it may be named from there. */
export interface SopsConfig {
  readonly text: string;
  readonly shown: string;
  readonly paths: readonly string[];
}

/** One state file. */
export interface StateStore {
  /** The file as the user knows it. */
  readonly shown: string;
  /** True where many people's keys should open it, and a rule must say whose. */
  readonly shared: boolean;
  read(): Promise<Uint8Array | undefined>;
  /** Writes if the file is still as it was read; false when somebody else was faster. */
  replace(change: StateChange): Promise<boolean>;
  /** The nearest `.sops.yaml`. */
  rules(): Promise<SopsConfig | undefined>;
  busy(): OperationFailure;
}

/** New bytes of a state file, the bytes that they were made from, and what history says about it. */
export interface StateChange {
  readonly bytes: Uint8Array;
  readonly basedOn: Uint8Array | undefined;
  readonly message: string;
}

/** The store that the inputs lead to. */
export function openStore({ instance, project, place }: StoreInputs, ports: Ports): StateStore {
  const path = statePath(instance, project);
  return place.kind === 'meta' ? inMeta(path, place.meta) : onDisk(path, place, ports);
}

function inMeta(path: string, meta: Meta): StateStore {
  const read = async (file: string) => (await meta.snapshot()).read(file);
  return {
    shown: path,
    shared: true,
    read: () => read(path),
    replace: async ({ bytes, basedOn, message }) => {
      try {
        await meta.append({ added: [], changed: [{ path, bytes, basedOn }], message });
        return true;
      } catch (error) {
        if (hasCode(error, 'meta/changed')) return false;
        throw error;
      }
    },
    rules: async () => toConfig(await read('.sops.yaml'), '.sops.yaml', [path]),
    busy: () => busy(path),
  };
}

function onDisk(path: string, place: Extract<StoreInputs['place'], { kind: 'local' }>, ports: Ports): StateStore {
  const shown = posix.join(place.topDir, path);
  const file = (content: Uint8Array) => ({ path: shown, mode: 0o600, content });
  return {
    shown,
    shared: false,
    read: async () => (await ports.files()).read(shown),
    replace: async ({ bytes, basedOn }) => {
      const files = await ports.files();
      await files.makeTopFolder(place.topDir);
      if (basedOn === undefined) return files.create(file(bytes));
      return files.exclusively(shown, async () => {
        if (!sameBytes(await files.read(shown), basedOn)) return false;
        await files.write(file(bytes));
        return true;
      });
    },
    rules: () => findRules(path, place, ports),
    busy: () => busy(shown),
  };
}

/** In the define folder, at the root of its files, in the working folder or above it: the first one counts, as for sops. */
async function findRules(
  path: string,
  place: Extract<StoreInputs['place'], { kind: 'local' }>,
  ports: Ports,
): Promise<SopsConfig | undefined> {
  const { files, folder } = place.define;
  for (const near of [...new Set([posix.join(folder, '.sops.yaml'), '.sops.yaml'])]) {
    const found = toConfig(await files.read(near), files.locate(near), [path]);
    if (found !== undefined) return found;
  }
  const disk = await ports.files();
  const full = posix.resolve(place.cwd, place.topDir, path);
  for (let above = place.cwd; ; above = posix.dirname(above)) {
    const shown = posix.join(above, '.sops.yaml');
    const found = toConfig(await disk.read(shown), shown, [posix.relative(above, full), path]);
    if (found !== undefined || above === posix.dirname(above)) return found;
  }
}

function toConfig(bytes: Uint8Array | undefined, shown: string, paths: readonly string[]): SopsConfig | undefined {
  return bytes === undefined ? undefined : { text: new TextDecoder().decode(bytes), shown, paths };
}

/** Whether a file is still as it was read; undefined when it is gone. */
export function sameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function busy(path: string): OperationFailure {
  return operationFailure({
    code: 'state/busy',
    message: `${path} was changed by others each time that it was about to be written`,
    target: path,
    retry: 'safe',
  });
}
