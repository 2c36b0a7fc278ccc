import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { decodeRecord, encodeRecord, isSameRecord, recordBytes } from '../../../src/core/meta/codec.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { ALL_RECORDS, event, release } from './records.ts';

describe('a record', () => {
  it.each(ALL_RECORDS.map((record) => [record.kind, record] as const))('of kind %s comes back whole', (_, record) => {
    expect(decodeRecord(encodeRecord(record), 'x')).toMatchObject({ ok: true, value: record });
  });

  it('is the same bytes whatever order its texts were given in', () => {
    const turned = { ...event, fields: { release: event.fields['release'] ?? '', reason: 'slow' } };
    expect(encodeRecord(turned)).toEqual(encodeRecord(event));
  });

  it('of a later kind is read as unknown, not refused', () => {
    const later = new BinaryWriter().tag(99, WireType.LengthDelimited).string('new').finish();
    const bytes = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(later).finish();
    expect(decodeRecord(bytes, 'x')).toMatchObject({ ok: true, value: { kind: 'unknown' } });
  });

  it.each([
    ['text', new TextEncoder().encode('hello')],
    ['nothing', new Uint8Array()],
    ['two records in one file', new Uint8Array([...encodeRecord(release), ...encodeRecord(release)])],
    ['a record that was cut off', encodeRecord(release).slice(0, -3)],
    ['a record with broken fields', new Uint8Array([0x0a, 0x02, 0x0a, 0x7f])],
  ])('is not %s', (_, bytes) => {
    expect(decodeRecord(bytes, 'shop/x.binpb')).toMatchObject({
      ok: false,
      issues: [{ code: 'meta/not-a-record', origin: { file: 'shop/x.binpb' } }],
    });
  });
});

describe('two files hold the same record', () => {
  const plain = encodeRecord(release);
  const signature = new BinaryWriter()
    .tag(2, WireType.LengthDelimited)
    .bytes(new Uint8Array([0x0a, 1, 0x61]))
    .finish();

  it('when one is signed and the other is not, before or after the record', () => {
    expect(isSameRecord(plain, new Uint8Array([...plain, ...signature]))).toBe(true);
    expect(isSameRecord(new Uint8Array([...signature, ...plain]), plain)).toBe(true);
  });

  it('only when every byte of field 1 agrees', () => {
    expect(isSameRecord(plain, encodeRecord({ ...release, version: '1.4.1' }))).toBe(false);
    expect(isSameRecord(plain, new Uint8Array([1, 2]))).toBe(false);
  });

  it('and field 1 is given as it was stored', () => {
    const body = recordBytes(new Uint8Array([...signature, ...plain]));
    expect(body).toEqual(plain.slice(plain.length - (body?.length ?? 0)));
  });
});

describeWith(['protoc'], 'protoc, which knows nothing of us,', () => {
  it('reads a record by the shipped schema', () => {
    const schema = join(import.meta.dirname, '../../../define/meta');
    const words = ['-I', schema, '--decode', 'facsimile.meta.v1.Envelope', 'facsimile/meta/v1/record.proto'];
    const text = execFileSync(tool('protoc'), words, { input: encodeRecord(release), encoding: 'utf8' });
    expect(text).toContain('version: "1.4.0"');
    expect(text).toContain('path: "vendor/theme"');
    expect(text).toContain('committed_at: 1772000000');
  });
});
