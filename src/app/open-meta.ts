/** The meta repo that `--meta` names. */
import { inputFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import type { Secret } from '../core/secret.ts';
import type { Meta, MetaAddress } from './ports/meta-repo.ts';
import type { Ports } from './ports/ports.ts';

/** The inputs of `places` that lead to it. */
export interface MetaInputs {
  readonly meta?: string | undefined;
  readonly 'meta-token'?: Secret<string> | undefined;
  readonly 'top-dir': string;
}

/** Opens it. @throws input `meta/missing` without `--meta`; and as `MetaRepo.open`. */
export async function openMeta(ports: Ports, inputs: MetaInputs): Promise<Meta> {
  return (await ports.metaRepo(inputs['top-dir'])).open(metaAddress(inputs));
}

/** What the inputs say of it. @throws input `meta/missing`. */
export function metaAddress(inputs: MetaInputs): MetaAddress {
  const token = inputs['meta-token'];
  if (inputs.meta !== undefined) return { url: inputs.meta, ...(token === undefined ? {} : { token }) };
  throw inputFailure({
    code: 'meta/missing',
    message: 'this command needs a meta repo',
    hint: 'name it with --meta or FACS_META; facs meta init makes one',
    origin: inputOrigin('--meta'),
  });
}
