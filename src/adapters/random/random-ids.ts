/** Identifiers from the operating system's randomness. */
import { randomBytes, randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import type { Ids } from '../../app/ports/ids.ts';

/** ULIDs, UUIDs and bytes that nobody can guess. */
export const randomIds: Ids = {
  ulid: (nowMs) => ulid(nowMs, () => (randomBytes(1)[0] ?? 0) / 256),
  uuid: () => randomUUID(),
  bytes: (count) => new Uint8Array(randomBytes(count)),
};
