/** What a plain scalar of YAML is to Go, whose reading the MAC of a SOPS file rests on. @source go.yaml.in/yaml v3.0.4, `resolve.go`. */
import { formatFloat, type Plain, plainOf, toInt64 } from './leaf.ts';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE = new Set(['true', 'True', 'TRUE']);
const FALSE = new Set(['false', 'False', 'FALSE']);
const NAN = /^\.(?:nan|NaN|NAN)$/;
const INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/;
const TIME =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:\.(\d+))?(Z|[-+]\d\d:\d\d))|(?: (\d\d?):(\d\d?):(\d\d?)(?:\.(\d+))?))?$/;

/** The value of a plain scalar; undefined for null. An integer beyond 64 bits is a float, as far as Go takes it at all. */
export function resolveScalar(text: string): Plain | undefined {
  if (NULLS.has(text)) return undefined;
  if (TRUE.has(text) || FALSE.has(text)) return plainOf('bool', TRUE.has(text) ? 'True' : 'False');
  if (NAN.test(text)) return plainOf('float', 'NaN');
  const infinity = INFINITY.exec(text);
  if (infinity !== null) return plainOf('float', infinity[1] === '-' ? '-Inf' : '+Inf');
  if (!/^[-+.0-9]/.test(text)) return plainOf('str', text);
  return resolveTime(text) ?? resolveNumber(text.replaceAll('_', '')) ?? plainOf('str', text);
}

function resolveNumber(text: string): Plain | undefined {
  const [whole, sign, hex, binary, octal, decimal] = INTEGER.exec(text) ?? [];
  if (whole !== undefined) {
    const digits = hex !== undefined ? `0x${hex}` : binary !== undefined ? `0b${binary}` : octal;
    const value = BigInt(decimal ?? (octal === undefined ? (digits ?? '0') : `0o${octal}`));
    const fitting = toInt64(sign === '-' ? -value : value);
    if (fitting !== undefined) return plainOf('int', fitting);
    if (decimal === undefined) return undefined;
  }
  return FLOAT.test(text) ? plainOf('float', formatFloat(Number(text))) : undefined;
}

/** RFC 3339 without needless zeros, as Go prints it; undefined for what is no time, or no day of the calendar. */
function resolveTime(text: string): Plain | undefined {
  const [whole, year = '', month = '', day = '', ...rest] = TIME.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [h = '0', m = '0', s = '0', fraction, zone, h2, m2, s2, fraction2] = rest;
  const clock = [h2 ?? h, m2 ?? m, s2 ?? s].map(Number);
  const [hours = 0, minutes = 0, seconds = 0] = clock;
  if (!isDay(Number(year), Number(month), Number(day)) || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const parts = (fraction ?? fraction2 ?? '').slice(0, 9).replace(/0+$/, '');
  const two = (value: number | string) => String(value).padStart(2, '0');
  const offset = zone === undefined || /^[-+]00:00$/.test(zone) ? 'Z' : zone;
  return plainOf(
    'time',
    `${year}-${two(month)}-${two(day)}T${clock.map(two).join(':')}${parts === '' ? '' : `.${parts}`}${offset}`,
  );
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

const OLD_BOOL = /^(?:y|Y|n|N|yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF)$/;
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** True when some reader of YAML, Go's or an older one, takes the plain text for something else than text. */
export function isAmbiguous(text: string): boolean {
  return resolveScalar(text)?.type !== 'str' || OLD_BOOL.test(text) || BASE_60.test(text) || text === '<<';
}
