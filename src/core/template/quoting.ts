/** Filters that write a value so that the file's own parser reads exactly that value back. */
import { isObject, type Json } from '../json.ts';
import { commandLine, quote } from '../shell/quote.ts';

/**
 * By name. Each throws an Error (never with the value in it) for what its format cannot hold.
 *
 * - `shell`: one POSIX shell word; a list becomes several words.
 * - `sql`: a standard SQL literal (PostgreSQL, SQLite, MySQL with NO_BACKSLASH_ESCAPES).
 * - `json`: JSON; its argument is the indentation.
 * - `yaml`: on one line, in YAML 1.2's flow style.
 * - `toml`: a TOML 1.0 value.
 * - `ini`: the value of a line, in double quotes only where a parser needs them.
 * - `systemd`: one word of a unit file's setting, `%` doubled, as `Environment=` takes it.
 */
export const QUOTING_FILTERS: Readonly<Record<string, (value: unknown, argument?: unknown) => string>> = {
  shell: (value) =>
    Array.isArray(value) ? commandLine(value.map((item) => plainText('shell', item))) : shellWord(value),
  sql: (value) => sqlLiteral(value),
  json: (value, indent) => jsonText(value, indent),
  yaml: (value) => printableJson(value),
  toml: (value) => tomlValue(toJson(value)),
  ini: (value) => iniValue(plainText('ini', value)),
  systemd: (value) => systemdWord(plainText('systemd', value)),
};

function shellWord(value: unknown): string {
  return quote(plainText('shell', value));
}

function sqlLiteral(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(value);
  return `'${plainText('sql', value).replaceAll("'", "''")}'`;
}

function jsonText(value: unknown, indent: unknown): string {
  return JSON.stringify(toJson(value), null, typeof indent === 'number' ? indent : undefined);
}

/** JSON is YAML 1.2, but for the characters that YAML does not call printable. */
function printableJson(value: unknown): string {
  return escapeUnprintable(JSON.stringify(toJson(value)));
}

function tomlValue(value: Json): string {
  if (value === null) throw new Error('toml has no null');
  if (typeof value === 'string') return escapeUnprintable(JSON.stringify(value));
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const pairs = Object.entries(value).map(([key, item]) => `${tomlValue(key)} = ${tomlValue(item)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

function iniValue(text: string): string {
  if (/[\r\n]/.test(text)) throw new Error('an ini value cannot hold a line break');
  if (text !== '' && !/^\s|\s$|[;#"'\\]/.test(text)) return text;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** @source systemd.syntax(7), "Quoting"; systemd.unit(5), "Specifiers". */
function systemdWord(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('%', '%%')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in a unit file.
    .replace(/[\x01-\x1f\x7f]/g, (letter) => `\\x${hex(letter, 2)}`);
  return `"${escaped}"`;
}

/** @source YAML 1.2.2, 5.1 "Character Set"; TOML 1.0, "String": both read `\uXXXX`. */
function escapeUnprintable(text: string): string {
  return text.replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (letter) => `\\u${hex(letter, 4)}`);
}

function hex(letter: string, digits: number): string {
  return (letter.codePointAt(0) ?? 0).toString(16).padStart(digits, '0');
}

function plainText(filter: string, value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new Error(`${filter} quotes a text, a number or a boolean`);
  if (value.includes('\0')) throw new Error(`${filter} cannot hold a NUL character`);
  return value;
}

function toJson(value: unknown): Json {
  if (value === undefined || typeof value === 'function') throw new Error('this is not data');
  return value as Json;
}
