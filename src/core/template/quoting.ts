/** Filters that write a value so that the file's own parser reads exactly that value back. */
import { isObject, type Json } from '../json.ts';
import { commandLine, quote } from '../shell/quote.ts';
import { INI_DIALECTS } from './ini.ts';
import { systemdWord } from './systemd.ts';

/**
 * By name. Each throws an Error (never with the value in it) for what its format cannot hold.
 *
 * - `shell`: one POSIX shell word; a list becomes several words.
 * - `sql`: a standard SQL literal (PostgreSQL, SQLite, MySQL with NO_BACKSLASH_ESCAPES).
 * - `json`: JSON; its argument is the indentation.
 * - `yaml`: on one line, in a flow style that YAML 1.1 and 1.2 read alike.
 * - `toml`: a TOML 1.0 value.
 * - `ini`: the value of a line; its argument names the dialect, as `INI_DIALECTS` says.
 * - `systemd`: one word of a unit file's setting, `%` doubled, as `Environment=` takes it; with the argument `command`,
 *   `$` too, as `ExecStart=` takes it.
 */
export const QUOTING_FILTERS: Readonly<Record<string, (value: unknown, argument?: unknown) => string>> = {
  shell: (value) =>
    Array.isArray(value)
      ? commandLine(value.map((item) => plainText('shell', item)))
      : quote(plainText('shell', value)),
  sql: (value) => sqlLiteral(value),
  json: (value, indent) => JSON.stringify(toJson(value), null, typeof indent === 'number' ? indent : undefined),
  yaml: (value) => yamlValue(toJson(value)),
  toml: (value) => tomlValue(toJson(value)),
  ini: (value, dialect) => iniValue(plainText('ini', value), dialect),
  systemd: (value, setting) => systemdWord(plainText('systemd', value), setting === 'command'),
};

function sqlLiteral(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return `'${plainText('sql', value).replaceAll("'", "''")}'`;
}

/** JSON is YAML 1.2, but for the characters that YAML does not call printable. */
function yamlValue(value: Json): string {
  if (typeof value === 'string') return escapeUnprintable('yaml', value);
  if (typeof value === 'number') return withPoint(value);
  if (Array.isArray(value)) return `[${value.map(yamlValue).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const pairs = Object.entries(value).map(([key, item]) => `${yamlValue(key)}: ${yamlValue(item)}`);
  return `{${pairs.join(', ')}}`;
}

function tomlValue(value: Json): string {
  if (value === null) throw new Error('toml has no null');
  if (typeof value === 'string') return escapeUnprintable('toml', value);
  if (typeof value === 'number') return withPoint(value);
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const pairs = Object.entries(value).map(([key, item]) => `${tomlValue(key)} = ${tomlValue(item)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/**
 * A whole number as such, up to what every parser holds; all else with a point: without, YAML 1.1 takes `1e+21` for a
 * text, and TOML a long number for one that has no room.
 */
function withPoint(value: number): string {
  if (!Number.isFinite(value)) throw new Error('this number has no end, or is none');
  if (Object.is(value, -0)) return '-0.0';
  const [digits = '', exponent] = String(value).split('e');
  const pointed = digits.includes('.') || Number.isSafeInteger(value) ? digits : `${digits}.0`;
  return exponent === undefined ? pointed : `${pointed}e${exponent}`;
}

/** @source YAML 1.2.2, 5.1 "Character Set"; TOML 1.0, "String": both read `\uXXXX`. */
function escapeUnprintable(filter: string, text: string): string {
  refuseHalf(filter, text);
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function iniValue(text: string, dialect: unknown): string {
  const name = dialect === undefined ? 'plain' : String(dialect);
  const write = Object.hasOwn(INI_DIALECTS, name) ? INI_DIALECTS[name] : undefined;
  if (write === undefined) throw new Error(`ini writes ${Object.keys(INI_DIALECTS).join(', ')}`);
  return write(text);
}

function plainText(filter: string, value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new Error(`${filter} quotes a text, a number or a boolean`);
  if (value.includes('\0')) throw new Error(`${filter} cannot hold a NUL character`);
  refuseHalf(filter, value);
  return value;
}

/** No file of UTF-8 can hold it. */
function refuseHalf(filter: string, text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw new Error(`${filter} cannot hold half of a surrogate pair`);
}

function toJson(value: unknown): Json {
  if (value === undefined || typeof value === 'function') throw new Error('this is not data');
  return value as Json;
}
