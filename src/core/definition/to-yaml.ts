/** Plain data as YAML 1.2, for reading. */
import { isObject, type Json } from '../json.ts';

/** Texts that stand for themselves: words of letters and digits, paths, URLs, durations. */
const WORD = String.raw`[\w./@+~-]+(?::[\w./@+~-]+)*`;
const PLAIN = new RegExp(`^(?=[A-Za-z_/]|~/)${WORD}(?: ${WORD})*$|^(?:\\d+(?:ms|s|m|h|d))+$`);
/** Texts that YAML, of this or an older version, takes for another type. @source YAML 1.2.2, 10.3.2; 1.1 `!!bool`. */
const TYPED = /^(null|true|false|yes|no|on|off|y|n)$/i;
/** Lines that a literal block can hold as they are. */
const BLOCK = /^(?! )[^\p{Cc}\p{Cf}\u2028\u2029\ufeff]+(?:\n[^\p{Cc}\p{Cf}\u2028\u2029\ufeff]*)*$/u;

/** Block style, two blanks a level; no line break at the end. A YAML parser gives the same value back. */
export function toYaml(value: Json): string {
  return render(value, '').trimStart();
}

/** What follows a key or dash: on the same line after a blank, or on lines of its own. */
function render(value: Json, indent: string): string {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `\n${indent}-${inItem(item, `${indent}  `)}`).join('');
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const entries = Object.entries(value);
    return entries.map(([key, below]) => `\n${indent}${renderText(key)}:${render(below, `${indent}  `)}`).join('');
  }
  return ` ${renderScalar(value, indent)}`;
}

/** A mapping or list inside a list begins on the line of the dash. */
function inItem(item: Json, indent: string): string {
  return render(item, indent).replace(/^\n */, ' ');
}

function renderScalar(value: Json, indent: string): string {
  if (typeof value === 'string') return renderBlock(value, indent) ?? renderText(value);
  if (typeof value !== 'number') return JSON.stringify(value);
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value);
  return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
}

function renderText(text: string): string {
  return PLAIN.test(text) && !TYPED.test(text) ? text : JSON.stringify(text);
}

/** Several lines as a literal block; undefined for texts that are better off in quotes. */
function renderBlock(text: string, indent: string): string | undefined {
  const body = text.replace(/\n$/, '');
  if (!text.includes('\n') || body.endsWith('\n') || body.trim() === '' || !BLOCK.test(body)) return undefined;
  const lines = body.split('\n').map((line) => (line === '' ? '' : `${indent || '  '}${line}`));
  return [text.endsWith('\n') ? '|' : '|-', ...lines].join('\n');
}
