/** A new data key for a file of secrets. */
import { unwrap } from '../../core/error.ts';
import type { GatherInputs } from '../gather/places.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import { warnOfOne } from '../state-recipients.ts';
import { findSecrets, replaceSecrets, type SecretsFile } from './secrets-file.ts';

/** For whom it is sealed now, as before. */
export interface RotatedSecrets extends Pick<SecretsFile, 'project' | 'instance'> {
  readonly path: string;
  readonly recipients: readonly string[];
}

/**
 * Every value is encrypted anew, so that a data key which somebody kept opens nothing that is written from now on.
 * Passwords stay what they are. With `dry-run` only whether it could be done is found out.
 * @throws input `state/unsupported` (other kinds of keys open the file too); operation `state/moved`; and as `findSecrets`.
 */
export async function rotateSecrets(
  inputs: GatherInputs,
  ports: Ports,
  environment: Environment,
): Promise<RotatedSecrets> {
  const file = await findSecrets(inputs, ports, environment);
  const { project, instance, store, bytes } = file;
  const files = await ports.stateFiles();
  const fresh = await files.rotate(store.shown, bytes);
  const { recipients } = unwrap(await files.inspect(store.shown, fresh));
  warnOfOne(store.shown, recipients, ports);
  if (inputs['dry-run'] !== true) await replaceSecrets(file, fresh, 'a new data key');
  return { project, instance, path: store.shown, recipients };
}
