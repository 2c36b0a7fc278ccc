/** Who vouches for a record: the signatures that stand beside it in its file. */
import { fromBinary } from '@bufbuild/protobuf';
import { recordBytes } from './codec.ts';
import { EnvelopeSchema } from './gen/facsimile/meta/v1/record_pb.ts';

/** The bytes that were signed, and the signatures over them, as their file has them: nobody checked them yet. */
export interface SignedBytes {
  /** Field 1 of the envelope, exactly as stored. */
  readonly bytes: Uint8Array;
  /** `armored` begins with `-----BEGIN SSH SIGNATURE-----`. */
  readonly signatures: readonly { readonly signer: string; readonly armored: string }[];
}

/** What a file says of its signatures; none for an unsigned record. Undefined for bytes that are no envelope. */
export function signedBytes(file: Uint8Array): SignedBytes | undefined {
  const bytes = recordBytes(file);
  if (bytes === undefined) return undefined;
  const { signatures } = fromBinary(EnvelopeSchema, file);
  return { bytes, signatures: signatures.map(({ signer, armored }) => ({ signer, armored })) };
}
