/** Documents by chance, as people write them: every kind of value and every style of YAML, for tests against the real sops. */
import type { Random } from './random.ts';

/** What a document may hold; each use is counted. */
export type Kinds = Map<string, number>;

/** Texts that some reader takes for something else, or that are hard to write. */
const SPECIAL = [
  ...['yes', 'No', 'on', 'OFF', 'y', 'n', 'true', 'False', 'null', '~', 'NULL', '<<', '='],
  ...['0x1f', '1e3', '017', '0o17', '0b11', '1_000', '.inf', '.nan', '-0', '+1', '1.', '1:20', '12:30:45'],
  ...[
    '2024-05-31',
    '2024-05-31T10:00:00Z',
    'ENC[x]',
    '- a',
    '-',
    '---',
    '...',
    '#x',
    'a #b',
    'a: b',
    'a:',
    ':a',
    '?',
    '? a',
  ],
  ...['[a', '{a', 'a]', '!x', '&x', '*x', '|', '>', '%x', '@x', '`x', "it's", '"q"', '\\n', '\\', 'sops'],
];
// sops writes this one as the merge of mappings, and then cannot read its own file.
const SPECIAL_KEYS = SPECIAL.filter((text) => text !== '<<');
const UNICODE = [
  'ü',
  '日本語',
  '☃ é',
  '😀',
  'a\u00a0b',
  '\u2028',
  '\u0085',
  '\ufffd',
  'ß\u0301',
  '\u202eabc',
  '\ud7ff',
  '\ue000',
];
// Not those that were line breaks once: sops writes keys with them so that only readers of YAML 1.1 find them again.
const UNICODE_KEYS = UNICODE.filter((text) => !/[\u0085\u2028]/.test(text));
const LINES = [
  'one\ntwo',
  'one\ntwo\n',
  'one\n\n\ntwo\n',
  '  in\nout\n',
  'a \nb',
  'a\n\n',
  '\na',
  '\n',
  'a\r\nb\r\n',
  '# a\n# b\n',
  'a:\n  - b\n',
];
const BIG = [
  '9007199254740993',
  '-9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  '1234567890123456789',
];
const FLOATS = [
  '1.5',
  '-0.1',
  '1e21',
  '1.5e-7',
  '3.141592653589793',
  '1e+06',
  '0.0001',
  '5e-324',
  '1.7976931348623157e+308',
  '100.0',
];
const TIMES = [
  '2024-05-31',
  '2024-05-31T10:00:00Z',
  '2024-05-31T10:00:00.123456+02:00',
  '1999-12-31 23:59:59',
  '2024-1-2',
];

/** What plain scalars mean that readers of YAML 1.2 take for something else than sops does. */
export const MEANINGS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['017', 15n],
  ['0b101', 5n],
  ['1_000', 1000n],
  ['2024-05-31', '2024-05-31T00:00:00Z'],
  ['1999-12-31 23:59:59', '1999-12-31T23:59:59Z'],
  ['2024-1-2', '2024-01-02T00:00:00Z'],
]);

/** `hidden`: all but the first value will be encrypted. What sops cannot read again in clear text it then may hold. */
export interface Writer {
  readonly random: Random;
  readonly hidden: boolean;
  readonly kinds: Kinds;
}

function count({ kinds }: Writer, kind: string): void {
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}

/** A document of YAML. Its first value stays in clear under sops's own rule. */
export function yamlDocument(writer: Writer): string {
  count(writer, 'YAML documents');
  const { random } = writer;
  const head = random.chance(0.3) ? [comment(writer)] : [];
  const clear = `clear_unencrypted: ${random.pick(['text', '1.5', '2024-05-31', '12345678901234567', 'true', '"yes"', 'null'])}`;
  const foot = random.chance(0.3) ? [comment(writer)] : [];
  return `${[...head, clear, ...members(writer, 3, 0), ...foot].join('\n')}\n`;
}

/** A document of JSON. */
export function jsonDocument(writer: Writer): string {
  count(writer, 'JSON documents');
  const { random } = writer;
  const object = (depth: number): string => {
    const names = keys(writer, random.below(5) + (depth === 3 ? 1 : 0));
    if (names.length === 0) count(writer, 'empty mappings');
    return `{${names.map((name) => `${JSON.stringify(name)}:${value(depth)}`).join(', ')}}`;
  };
  const value = (depth: number): string => {
    const what = random.below(depth > 0 ? 9 : 6);
    if (what === 6) return object(depth - 1);
    if (what >= 7) {
      const items = Array.from({ length: random.below(4) }, () => value(depth - 1));
      count(writer, items.length === 0 ? 'empty lists' : 'lists');
      return `[${items.join(',\n ')}]`;
    }
    return what < 3 ? JSON.stringify(someText(writer)) : someOther(writer, false);
  };
  const clear = `"clear_unencrypted": ${random.pick(['"text"', '1.5', '12345678901234567', 'true', 'null', '1e21'])}`;
  return `{${clear}, ${object(3).slice(1)}`.replace(/, }$/, '}');
}

function members(writer: Writer, depth: number, indent: number): string[] {
  const { random } = writer;
  const margin = ' '.repeat(indent);
  return keys(writer, 1 + random.below(4)).flatMap((key) => {
    const head = random.chance(0.15) ? [`${margin}${comment(writer)}`] : [];
    const [first = '', ...rest] = yamlValue(writer, depth, indent);
    return [...head, `${margin}${keyStyle(writer, key)}:${first}`, ...rest];
  });
}

/** What stands behind the colon or dash, and the lines below it. */
function yamlValue(writer: Writer, depth: number, indent: number): string[] {
  const { random } = writer;
  const what = random.below(depth > 0 ? 14 : 10);
  if (what >= 10 && random.chance(0.2)) {
    const isList = random.chance(0.5);
    count(writer, isList ? 'empty lists' : 'empty mappings');
    return [isList ? ' []' : ' {}'];
  }
  const inner = indent + random.pick([2, 4]);
  if (what >= 12) return ['', ...members(writer, depth - 1, inner)];
  if (what >= 10) return ['', ...items(writer, depth - 1, inner)];
  if (what < 5) return textStyle(writer, someText(writer), inner);
  const other = ` ${someOther(writer, true)}`;
  return [random.chance(0.1) ? `${other} ${comment(writer)}` : other];
}

function items(writer: Writer, depth: number, indent: number): string[] {
  count(writer, 'lists');
  const { random } = writer;
  const margin = ' '.repeat(indent);
  return Array.from({ length: 1 + random.below(3) }, () => {
    const head = random.chance(0.15) ? [`${margin}${comment(writer)}`] : [];
    if (depth > 0 && random.chance(0.3)) {
      const [first = '', ...rest] = members(writer, depth - 1, indent + 2);
      return [
        ...head,
        ...(first.trim().startsWith('#') ? [`${margin}${first.trim()}`] : [`${margin}- ${first.trim()}`]),
        ...rest,
      ];
    }
    const [first = '', ...rest] = yamlValue(writer, 0, indent);
    return [...head, `${margin}-${first}`, ...rest];
  })
    .flat()
    .map((line, i, all) => (isOrphan(all, i) ? line.replace(/^( *) {2}/, '$1- ') : line));

  /** A comment took the place of the first key behind a dash: the dash stands before the next. */
  function isOrphan(all: readonly string[], i: number): boolean {
    return i > 0 && (all[i] ?? '').startsWith(`${margin}  `) && (all[i - 1] ?? '').startsWith(`${margin}#`);
  }
}

function keys(writer: Writer, wanted: number): string[] {
  const { random } = writer;
  const found = Array.from({ length: wanted }, () => {
    const what = random.below(10);
    const word = `k${random.below(1000)}`;
    if (what < 5) return word;
    const [kind, key] = random.pick([
      ['keys with :', `${word}:x`] as const,
      ['keys with :', `${word}: x`] as const,
      ['keys with .', `${word}.x.y`] as const,
      ['keys of special text', random.pick(SPECIAL_KEYS)] as const,
      ['keys of unicode', random.pick(UNICODE_KEYS) + word] as const,
    ]);
    count(writer, kind);
    return key;
  });
  return [...new Set(found.filter((key) => key !== 'sops'))];
}

function someText(writer: Writer): string {
  const { random } = writer;
  const [kind, text] = random.pick([
    ['words', `word ${random.below(1000)}`] as const,
    ['special texts', random.pick(SPECIAL)] as const,
    ['special texts', random.pick(SPECIAL)] as const,
    ['unicode', random.pick(UNICODE)] as const,
    ['several lines', random.pick(writer.hidden ? LINES : LINES.filter((text) => !/^\s/.test(text)))] as const,
    ['spaces at an end', random.pick([' a', 'a ', '  ', ' '])] as const,
    ['tabs', random.pick(['a\tb', '\ta', 'a\t', '\t', 'a\n\tb\n'])] as const,
    ['control characters', random.pick(['\u0001', 'a\u0000b', '\u001b[0m', '\u007f', '\r', '\b'])] as const,
    ['empty texts', ''] as const,
  ]);
  count(writer, kind);
  return text;
}

function someOther(writer: Writer, isYaml: boolean): string {
  const { random } = writer;
  const [kind, text] = random.pick([
    ['integers', String(random.below(2000) - 1000)] as const,
    ['integers over 2^53', random.pick(BIG)] as const,
    ['floats', random.pick(FLOATS)] as const,
    ['booleans', random.pick(['true', 'false'])] as const,
    ['nulls', 'null'] as const,
    ...(isYaml ? ([['timestamps', random.pick(TIMES)]] as const) : []),
    ...(isYaml ? ([['integers in other bases', random.pick(['0x1F', '0o17', '017', '0b101', '1_000'])]] as const) : []),
  ]);
  count(writer, kind);
  return isYaml ? text : text.replace('e+06', 'e6');
}

function comment(writer: Writer): string {
  count(writer, 'comments');
  return `# ${writer.random.pick(['why', 'ü: [x]', 'a # b', 'ENC[', "it's", '日本'])} ${writer.random.below(100)}`;
}

/** The text in any of the styles that can hold it. */
function textStyle({ random }: Writer, text: string, indent: number): string[] {
  const isOneLine = /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]*$/.test(text) && !/[\u2028\u2029\u0085]/.test(text);
  const styles: (() => string[])[] = [() => [` ${doubleQuoted(text)}`]];
  if (isOneLine) styles.push(() => [` '${text.replaceAll("'", "''")}'`]);
  if (/^[a-z]+ \d+$/.test(text)) styles.push(() => [` ${text}`]);
  if (/^[a-z#: \n-]+$/.test(text) && /^[^ \n]/.test(text) && !/ \n|\n\n$|^ /.test(text) && text.includes('\n'))
    styles.push(() => [
      text.endsWith('\n') ? ' |' : ' |-',
      ...text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`)),
    ]);
  return random.pick(styles)();
}

function keyStyle({ random }: Writer, key: string): string {
  if (/^k\d+(?:\.x\.y|:x)?$/.test(key) && random.chance(0.7)) return key;
  return doubleQuoted(key);
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
