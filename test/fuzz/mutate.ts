/** Valid files made slightly, or thoroughly, wrong. */
import type { Random } from './random.ts';

/** Pieces that parsers stumble over, whatever they read. */
const PIECES = [
  ...['\0', '\r', '\r\n', '\t', '\n', ' ', ': ', '- ', '? ', ' #', '---\n', '...\n', '%YAML 1.1\n', '<<: *a\n'],
  ...'{ } [ ] " \' ` : , # | > &a *a ! !!str % @ = \\ \\u0000 \\ud800 \\x "\\ """ \'\'\' [[ ]]'.split(' '),
  ...'null ~ true NaN .nan .inf -.inf inf 1e999 -0 0x 0o7 1_000 1. .5 99999999999999999999999999'.split(' '),
  ...'__proto__ constructor prototype toString hasOwnProperty "__proto__": constructor:'.split(' '),
  ...'$append $ {{ }} {% %} {{definition.x}} %HOMEDIR% ::error::x ENC[AES256_GCM,data:,iv:,tag:,type:str]'.split(' '),
  ...'\ufeff \u2028 \u0085 \x1b[2J \x7f \u202e \u{1f600} \ufffe'.split(' '),
];

/** Bytes that are no UTF-8, or only look like it. */
const BROKEN = [[0xff], [0xc3, 0x28], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80]];

/** The bytes after some edits. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = [...bytes];
  for (let edits = 1 + random.below(6); edits > 0; edits--) changed = edit(changed, random);
  return Uint8Array.from(changed);
}

/** Words of a file, and the pieces above, in any order. */
export function soup(sample: Uint8Array, random: Random): Uint8Array {
  const words = new TextDecoder().decode(sample).match(/\w+|\s+|\W/g) ?? [' '];
  const take = () => random.pick(random.chance(60) ? words : PIECES);
  return new TextEncoder().encode(random.many(1 + random.below(60), take).join(''));
}

/** Bytes of any kind. */
export function noise(random: Random): Uint8Array {
  return Uint8Array.from(random.many(random.below(300), () => random.below(256)));
}

function edit(bytes: number[], random: Random): number[] {
  const at = random.below(bytes.length + 1);
  const length = random.below(random.chance(80) ? 8 : 80);
  const slice = bytes.slice(at, at + length);
  switch (random.below(7)) {
    case 0:
      return bytes.toSpliced(at, length);
    case 1:
      return bytes.toSpliced(random.below(bytes.length + 1), 0, ...slice);
    case 2:
      return bytes.toSpliced(at, 1, (bytes[at] ?? 0) ^ (1 << random.below(8)));
    case 3:
      return bytes.toSpliced(at, 0, ...random.pick(BROKEN));
    case 4:
      return bytes.toSpliced(at, length, ...new TextEncoder().encode(random.pick(PIECES)));
    default:
      return bytes.toSpliced(at, 0, ...new TextEncoder().encode(random.pick(PIECES)));
  }
}
