/** Plain scalars as Go reads them. */
import { describe, expect, it } from 'vitest';
import { isAmbiguous, resolveScalar } from '../../../src/core/sops/go-scalar.ts';

describe('a plain scalar', () => {
  it.each<[string, string | undefined, string]>([
    ['', undefined, ''],
    ['~', undefined, ''],
    ['Null', undefined, ''],
    ['nuLL', 'str', 'nuLL'],
    ['True', 'bool', 'True'],
    ['yes', 'str', 'yes'],
    ['0x1f', 'int', '31'],
    ['-0x1f', 'int', '-31'],
    ['0b101', 'int', '5'],
    ['0o17', 'int', '15'],
    ['017', 'int', '15'],
    ['018', 'float', '18'],
    ['1_000', 'int', '1000'],
    ['+7', 'int', '7'],
    ['9223372036854775807', 'int', '9223372036854775807'],
    ['-9223372036854775808', 'int', '-9223372036854775808'],
    ['123456789012345678901234567890', 'float', '123456789012345680000000000000'],
    ['1e3', 'float', '1000'],
    ['1e-7', 'float', '0.0000001'],
    ['1.', 'float', '1'],
    ['.5', 'float', '0.5'],
    ['-.inf', 'float', '-Inf'],
    ['.NaN', 'float', 'NaN'],
    ['-0.0', 'float', '-0'],
    ['1e', 'str', '1e'],
    ['1.2.3', 'str', '1.2.3'],
    ['12:30:45', 'str', '12:30:45'],
    ['2024-05-31', 'time', '2024-05-31T00:00:00Z'],
    ['2024-5-1', 'time', '2024-05-01T00:00:00Z'],
    ['2024-02-30', 'str', '2024-02-30'],
    ['2023-02-29', 'str', '2023-02-29'],
    ['2024-05-31 1:02:03', 'time', '2024-05-31T01:02:03Z'],
    ['2024-05-31T10:00:00.500+02:00', 'time', '2024-05-31T10:00:00.5+02:00'],
    ['2024-05-31T10:00:00+00:00', 'time', '2024-05-31T10:00:00Z'],
    ['2024-05-31T25:00:00Z', 'str', '2024-05-31T25:00:00Z'],
    ['-', 'str', '-'],
  ])('%j is %s %s', (text, type, spelled) => {
    const plain = resolveScalar(text);
    expect([plain?.type, plain?.text ?? '']).toEqual([type, spelled]);
  });

  it.each(['y', 'NO', 'on', '1:20', '0x1f', 'null', '<<', '2024-01-01', ''])('%j may be taken for no text', (text) => {
    expect(isAmbiguous(text)).toBe(true);
  });

  it.each(['yess', 'a', '1.2.3', 'v1'])('%j is text to everybody', (text) => {
    expect(isAmbiguous(text)).toBe(false);
  });
});
