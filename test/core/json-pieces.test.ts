/** JSON in pieces is the same JSON. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { jsonPieces } from '../../src/core/json-pieces.ts';

describe('jsonPieces', () => {
  it('gives what JSON.stringify gives, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect([...jsonPieces(value as Json)].join('')).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('cuts a long list into its items', () => {
    const pieces = [...jsonPieces({ instances: Array.from({ length: 100 }, (_, i) => ({ i, text: 'a\nb' })) })];
    expect(pieces.length).toBeGreaterThan(100);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(60);
  });
});
