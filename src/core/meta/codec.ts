/** Records to bytes and back: the envelope of every `.binpb` file. */
import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { fileOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { fromMessage } from './from-message.ts';
import { RecordSchema } from './gen/facsimile/meta/v1/record_pb.ts';
import type { MetaRecord } from './record.ts';
import { toMessage } from './to-message.ts';

/** Number of `Envelope.record`, the field that signatures are over. */
const RECORD_FIELD = 1;

/** The bytes of a file that holds this record, unsigned. The same record gives the same bytes, on any machine. */
export function encodeRecord(record: MetaRecord): Uint8Array {
  const body = toBinary(RecordSchema, toMessage(record));
  return new BinaryWriter().tag(RECORD_FIELD, WireType.LengthDelimited).bytes(body).finish();
}

/**
 * The record in the bytes of a file.
 * @param path Of the file, for the message.
 * @returns Or the issue `meta/not-a-record`.
 */
export function decodeRecord(bytes: Uint8Array, path: string): Result<MetaRecord> {
  const body = recordBytes(bytes);
  if (body === undefined) return notARecord(path);
  try {
    return valid(fromMessage(fromBinary(RecordSchema, body)));
  } catch (error) {
    return notARecord(path, error);
  }
}

/** Field 1 of an envelope exactly as stored; undefined when the bytes are no envelope or hold it not exactly once. */
export function recordBytes(bytes: Uint8Array): Uint8Array | undefined {
  const found: Uint8Array[] = [];
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [field, type] = reader.tag();
      if (field === RECORD_FIELD && type === WireType.LengthDelimited) found.push(reader.bytes());
      else reader.skip(type, field);
    }
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The file that is there holds the same record as ours, whoever signed which: field 1 is compared, byte for byte. A
 * later version may have written more than this one knows, and other programs may write fields in another order: then
 * all that is known here must agree.
 */
export function isSameRecord(ours: Uint8Array, there: Uint8Array): boolean {
  const left = recordBytes(ours);
  const right = recordBytes(there);
  if (left === undefined || right === undefined) return false;
  return isSame(left, right) || isSame(left, knownPart(right));
}

/** A record with only the fields of this version, in our order; undefined when it cannot be read. */
function knownPart(record: Uint8Array): Uint8Array | undefined {
  try {
    return toBinary(RecordSchema, fromBinary(RecordSchema, record, { readUnknownFields: false }));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a.length === b?.length && a.every((byte, i) => byte === b[i]);
}

function notARecord(path: string, error?: unknown): Result<never> {
  const why = error instanceof Error ? `: ${error.message}` : '';
  return invalid({ code: 'meta/not-a-record', message: `this file is not a record${why}`, origin: fileOrigin(path) });
}
