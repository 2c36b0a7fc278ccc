/** What can be wrong with a SOPS file that is one, told with what to do about it. */
import { inputFailure, operationFailure } from '../../core/error.ts';
import { fileOrigin } from '../../core/issue.ts';

/** No key at hand opens it. `problems`: what was wrong at places that should have had one. */
export function noKey(
  path: string,
  recipients: readonly string[],
  { problems, userFile }: { readonly problems: readonly string[]; readonly userFile: string },
) {
  const trouble = problems.length === 0 ? '' : ` (${problems.join('; ')})`;
  return operationFailure({
    code: 'state/no-key',
    message: `no key here opens ${path}: it is encrypted to ${recipients.join(', ')}${trouble}`,
    target: path,
    retry: 'never',
    next: `put the key of one of these recipients into SOPS_AGE_KEY, a file that SOPS_AGE_KEY_FILE names, or ${userFile}`,
  });
}

/** It is not as sops or we left it. */
export function tampered(path: string, why: string) {
  return operationFailure({
    code: 'state/tampered',
    message: `${path} was changed by other means than sops: ${why}`,
    target: path,
    retry: 'never',
    next: 'look at its history, and bring the last good version back',
  });
}

/** A new data key cannot be given to keys of other kinds. */
export function otherKeys(path: string, kinds: readonly string[]) {
  return inputFailure({
    code: 'state/unsupported',
    message: `${kinds.join(' and ')} keys open this file too: only sops itself can give them a new data key`,
    hint: `run: sops rotate -i ${path}`,
    origin: fileOrigin(path),
  });
}
