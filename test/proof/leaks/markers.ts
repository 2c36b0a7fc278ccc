/** Random secrets that are planted, and every form in which one might turn up again. */
import { createHash, randomBytes } from 'node:crypto';

/** Where a secret is planted: a password of a module, a value of the state, one of a host alone, a sealed layer. */
export const PLACES = ['password', 'value', 'host-value', 'sealed-layer'] as const;

/** One planted secret. */
export interface Marker {
  readonly place: (typeof PLACES)[number];
  readonly text: string;
}

/** Fresh ones. Characters that JSON, URLs and shells write otherwise are in each of them. */
export function makeMarkers(): readonly Marker[] {
  return PLACES.map((place) => ({
    place,
    text: `${randomBytes(9).toString('hex')}"é&+/\\${randomBytes(6).toString('hex')}`,
  }));
}

/** Forms of a text by name: as it is, in hex, escaped, and base64 wherever it begins in a group of three bytes. */
export function formsOf(text: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(text);
  const json = JSON.stringify(text).slice(1, -1);
  return new Map([
    ['plain', text],
    ['first half', text.slice(0, 18)],
    ['second half', text.slice(-12)],
    ['hex', bytes.toString('hex')],
    ['JSON', json],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['ASCII JSON', json.replaceAll('é', '\\u00e9')],
    ['URL', encodeURIComponent(text)],
    ['octal, as strace and git write it', text.replaceAll('é', '\\303\\251')],
    ...[0, 1, 2].map((shift): [string, string] => [`base64 from ${shift}`, base64From(bytes, shift)]),
    ['SHA-256 of it', createHash('sha256').update(bytes).digest('hex')],
  ]);
}

/** Without the characters at both ends that depend on what stands around it. */
function base64From(bytes: Buffer, shift: number): string {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  return padded.slice(Math.ceil((shift * 8) / 6), -2);
}

/** Names of the places and forms that are found in a text. */
export function findMarkers(markers: readonly Marker[], text: string): readonly string[] {
  return markers.flatMap(({ place, text: marker }) =>
    [...formsOf(marker)].filter(([, form]) => text.includes(form)).map(([name]) => `${place}: ${name}`),
  );
}
