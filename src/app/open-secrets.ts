/** The secrets that a definition keeps in SOPS files, opened for templates. */
import type { Definition } from '../core/definition/definition.ts';
import type { Sealed } from '../core/definition/value-node.ts';
import { hasCode, type OperationFailure } from '../core/error.ts';
import { describePath, type Json, type JsonObject, valueAt } from '../core/json.ts';
import { secret } from '../core/secret.ts';
import { missing } from '../core/template/witness.ts';
import type { Ports } from './ports/ports.ts';

const SHORTEST_MASKED = 4;

/** What opening takes. */
export type SecretPorts = Pick<Ports, 'stateFiles' | 'talk'>;

/** The secrets of a definition. */
export interface Secrets {
  /** The plaintext, masked from here on wherever something is printed. @throws StateMissing. */
  open(sealed: Sealed): Json;
  /** Set once something was asked for that no key here opens: `state/no-key`, with the recipients of that file. */
  refused(): OperationFailure | undefined;
}

/**
 * Opens the files that hold secrets (`Definition.sealed`), as far as there are keys: without one, what needs no secret
 * still works.
 * @throws operation `state/tampered`; input `state/not-sops`, `state/unsupported` and what else `StateFiles.open` finds.
 */
export async function openSecrets(files: Definition['sealed'], ports: SecretPorts): Promise<Secrets> {
  const opened = new Map<string, JsonObject | OperationFailure>();
  for (const [file, text] of files) opened.set(file, await openFile(file, text, ports));
  let refused: OperationFailure | undefined;
  return {
    open: ({ file, path }) => {
      const values = opened.get(file);
      if (values === undefined) throw new Error(`${file} holds no secret of this definition`);
      if (isFailure(values)) {
        refused ??= values;
        throw missing(`${describePath(path)} of ${file}`);
      }
      const value = valueAt(values, path);
      if (value === undefined) throw new Error(`${file} has nothing at ${describePath(path)}`);
      // Shorter texts stand in many places by chance: their masks would say where.
      if (typeof value === 'string' && value.length >= SHORTEST_MASKED) ports.talk.mask(secret(value));
      return value;
    },
    refused: () => refused,
  };
}

async function openFile(file: string, text: string, ports: SecretPorts): Promise<JsonObject | OperationFailure> {
  try {
    return await (await ports.stateFiles()).open(file, new TextEncoder().encode(text));
  } catch (error) {
    if (hasCode(error, 'state/no-key')) return error;
    throw error;
  }
}

function isFailure(opened: JsonObject | OperationFailure): opened is OperationFailure {
  return opened instanceof Error;
}
