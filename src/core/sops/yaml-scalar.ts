/** Single values as YAML, styled as Go styles them. @source go.yaml.in/yaml v3.0.4, `encode.go`, `emitterc.go`. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { isAmbiguous } from './go-scalar.ts';
import { type Plain, parseFloatText } from './leaf.ts';

/** What Go takes for printable, in one line. */
const PRINTABLE = /^[\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
const PLAIN = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=\S))(?:.*[^\s:])?$/;

/** Several lines as they are, behind `|`; undefined where that could not be read back. */
export function blockLines({ type, text }: Plain): string[] | undefined {
  const [, body = '', end = ''] = /^([\s\S]*?)(\n?)$/.exec(text) ?? [];
  const lines = body.split('\n');
  const isPlain = lines.every((line) => PRINTABLE.test(line) && !line.endsWith(' '));
  if (type !== 'str' || !text.includes('\n') || !isPlain || /^[ \t\n]/.test(text) || /(?:^|\n)$/.test(body))
    return undefined;
  return [end === '' ? '|-' : '|', ...lines];
}

/** In one line. */
export function inlineScalar(plain: Plain): string {
  if (plain.type === 'str' || plain.type === 'bytes') return textScalar(plain);
  if (plain.type === 'bool') return plain.text.toLowerCase();
  return plain.type === 'float' ? floatScalar(plain.text) : plain.text;
}

/** Go's `FormatFloat(value, 'g', -1, 64)`, with the words of YAML. */
function floatScalar(text: string): string {
  const value = parseFloatText(text);
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  // Go writes -0, which it would read as the integer 0, with another MAC.
  if (Object.is(value, -0)) return '-0.0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return text;
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function textScalar({ text, bytes }: Plain): string {
  if (!isSame(utf8ToBytes(text), bytes)) return `!!binary ${base64(bytes)}`;
  if (text === '' || !PRINTABLE.test(text) || text.includes('\t') || isAmbiguous(text)) return quoted(text);
  const isPlain = PLAIN.test(text) && !text.includes(': ') && !text.includes(' #') && !/^(?:---|\.\.\.)/.test(text);
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '"': '\\"', '\\': '\\\\', '\0': '\\0', '\x07': '\\a', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\v': '\\v' },
  ...{ '\f': '\\f', '\r': '\\r', '\x1b': '\\e', '\x85': '\\N', '\u2028': '\\L', '\u2029': '\\P' },
};

function quoted(text: string): string {
  const escaped = Array.from(text, (letter) => {
    const known = ESCAPES[letter];
    if (known !== undefined || (PRINTABLE.test(letter) && letter !== '\t')) return known ?? letter;
    const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
    if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
    return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
  });
  return `"${escaped.join('')}"`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63]);
    text +=
      b === undefined
        ? `${letters.slice(0, 2).join('')}==`
        : c === undefined
          ? `${letters.slice(0, 3).join('')}=`
          : letters.join('');
  }
  return text;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
