/** Editing a file of secrets as one text. */
import { isFailure, unwrap } from '../../core/error.ts';
import type { Issue } from '../../core/issue.ts';
import { parseState } from '../../core/state/state.ts';
import type { GatherInputs } from '../gather/places.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import { findSecrets, replaceSecrets, type SecretsFile } from './secrets-file.ts';

/** How it went. */
export interface EditedSecrets extends Pick<SecretsFile, 'project' | 'instance'> {
  readonly path: string;
  readonly changed: boolean;
}

/**
 * Opens it in the person's editor, comments included, and writes it back when it says something else then, in the form of
 * a state. What did not change keeps its bytes.
 * @throws operation `state/moved`; as `Person.edit`, `findSecrets`, `StateFiles.openText` and `sealText`.
 */
export async function editSecrets(
  inputs: GatherInputs,
  ports: Ports,
  environment: Environment,
): Promise<EditedSecrets> {
  const file = await findSecrets(inputs, ports, environment);
  const { project, instance, store, bytes } = file;
  const files = await ports.stateFiles();
  let sealed: Uint8Array | undefined;
  const seal = async (text: string) => {
    sealed = await files.sealText(store.shown, text, bytes);
    if (sealed !== undefined) unwrap(parseState(await files.open(store.shown, sealed), store.shown));
  };
  await (await ports.person()).edit({
    name: store.shown.split('/').at(-1) ?? '',
    text: await files.openText(store.shown, bytes),
    review: (text) => issuesOf(() => seal(text)),
  });
  if (sealed !== undefined) await replaceSecrets(file, sealed, 'edited');
  return { project, instance, path: store.shown, changed: sealed !== undefined };
}

async function issuesOf(work: () => Promise<void>): Promise<readonly Issue[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (isFailure(error) && error.kind === 'input') return error.issues;
    throw error;
  }
}
