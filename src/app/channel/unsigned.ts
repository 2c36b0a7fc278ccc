/** Who signed the records of a release. */
import { signedBytes } from '../../core/meta/signatures.ts';
import type { MetaSnapshot } from '../ports/meta-repo.ts';
import type { Signatures } from '../ports/signatures.ts';

/** Who may sign, at the top of the meta repo. Once it is there, what is unsigned is refused. */
export const ALLOWED_SIGNERS = 'allowed_signers';

/** A record's file, and what it is in words. */
export interface NamedFile {
  readonly path: string;
  readonly words: string;
}

/**
 * Those of the files that carry no good signature of one of `signers` (empty: of anyone that `allowed_signers` names).
 * Without `allowed_signers` and without `signers` none is asked for. @throws as `Signatures.verify`.
 */
export async function listUnsigned(
  snapshot: MetaSnapshot,
  { files, signers }: { readonly files: readonly NamedFile[]; readonly signers: readonly string[] },
  ports: { signatures(): Promise<Signatures> },
): Promise<readonly string[]> {
  const [allowed, ...records] = await snapshot.readAll([ALLOWED_SIGNERS, ...files.map(({ path }) => path)]);
  if (allowed === undefined) return signers.length === 0 ? [] : files.map(({ words }) => words);
  const signatures = await ports.signatures();
  const isGood = await Promise.all(
    records.map(async (file) => {
      const signed = file === undefined ? undefined : signedBytes(file);
      if (signed === undefined) return false;
      const fitting = signed.signatures.filter(({ signer }) => signers.length === 0 || signers.includes(signer));
      const checked = fitting.map((each) => signatures.verify({ ...each, bytes: signed.bytes }, allowed));
      return (await Promise.all(checked)).includes(true);
    }),
  );
  return files.filter((_, i) => isGood[i] !== true).map(({ words }) => words);
}
