/** Inputs that are known to hurt: each has a name, none depends on chance. */

/** Text or bytes under the name by which a failure tells of it. */
export type Named = readonly [name: string, content: () => string | Uint8Array];

const MANY = 10_000_000;

/** A text of 10 MB, of the same piece over and over. */
const full = (piece: string) => piece.repeat(Math.floor(MANY / piece.length));

/** Values in the flow form that JSON and YAML share, to be put wherever a file takes one. */
export const HOSTILE_VALUES: readonly Named[] = [
  ['nothing', () => ''],
  ['a bracket bomb', () => `${'['.repeat(1000)}${']'.repeat(1000)}`],
  ['a brace bomb', () => `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`],
  ['a hundred levels', () => `${'['.repeat(99)}${']'.repeat(99)}`],
  ['a mapping that cannot become text', () => '{"toString": 1, "valueOf": 1}'],
  ['a list of them', () => '[{"toString": 1, "valueOf": null, "toJSON": 3}]'],
  ['__proto__', () => '{"__proto__": {"polluted": true}}'],
  ['__proto__ in a list', () => '[{"__proto__": {"polluted": true}}, {"constructor": {"prototype": {"polluted": 1}}}]'],
  ['constructor', () => '{"constructor": {"prototype": {"polluted": true}}, "hasOwnProperty": 1, "length": -1}'],
  ['a number without end', () => '1e999'],
  ['a long number', () => '9'.repeat(400)],
  ['minus nothing', () => '-0'],
  ['not a number', () => '[.nan, NaN, nan, .inf, -Infinity]'],
  ['half a character', () => '"\\ud800"'],
  ['half a character as a key', () => '{"\\udc00": 1}'],
  ['a NUL', () => '"a\\u0000b"'],
  ['control characters', () => '{"\\u001b[2J\\u001b]0;x\\u0007": "\\u001b[31m\\r\\n::error::x"}'],
  ['a key of many lines', () => '{"a\\n::set-output name=x::y\\nb": 1}'],
  ['twice the same', () => '{"a": 1, "a": 2}'],
  ['twice in two forms', () => '{1: a, "1": b}'],
  ['a key that is a list', () => '{[a]: b}'],
  ['a cycle', () => '&a [*a]'],
  ['a cycle of keys', () => '&a {b: *a, ? *a : c}'],
  ['an alias of nothing', () => '*nobody'],
  ['a merge key', () => '{<<: {a: 1}, b: 2}'],
  ['a foreign tag', () => '!!js/function "function(){}"'],
  ['a foreign tag on a list', () => '[!!binary aGk=, !!set {a}, !!python/object/apply:os.system [id], !x y]'],
  ['a pattern that takes for ever', () => '"(a+)+$"'],
  ['a pattern of stars', () => '{"a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b": {}}'],
  ['operators', () => '{"$append": [1], "$prepend": {"$unset": true}, "$replace": null, "$nonsense": 1}'],
  ['Liquid', () => '"{{ definition.x | append: definition.y }}{% for i in (1..100000000) %}x{% endfor %}%HOMEDIR%"'],
  ['Liquid in a circle', () => '{"a": "{{ definition.b }}", "b": "{{ definition.a }}"}'],
  ['ciphertext', () => '"ENC[AES256_GCM,data:AAAA,iv:AAAA,tag:AAAA,type:str]"'],
  ['paths', () => '["../../../etc/passwd", "/etc/passwd", "a/../..", "~root", "-rf", "a\\u0000b"]'],
];

/** The same, large. */
export const HEAVY_VALUES: readonly Named[] = [
  ['a list of 100,000 levels', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['a very long number', () => '9'.repeat(1_000_000)],
  ['many anchors', () => `[${'&a 1,*a,'.repeat(10_000)}1]`],
  ['tags that do not end', () => `"%HOMEDIR%${'{{'.repeat(20_000)}"`],
  ['quotes in tags', () => `"%HOMEDIR%${"{{'".repeat(20_000)}"`],
  ['a long text', () => `"${'x'.repeat(1_000_000)}"`],
  ['a long key', () => `{"${'x'.repeat(1_000_000)}": 1}`],
  ['100,000 items', () => `[${'1,'.repeat(100_000)}1]`],
  ['100,000 keys', () => `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}": ${i}`).join(',')}}`],
  ['30,000 times the same key', () => `{${'"k": 1,'.repeat(30_000)}"k": 1}`],
];

/** Whole files. */
export const HOSTILE_FILES: readonly Named[] = [
  ['an empty file', () => ''],
  ['a byte order mark', () => '\ufeff'],
  ['two byte order marks', () => '\ufeff\ufeffa: 1\n'],
  ['a space', () => ' '],
  ['a NUL', () => '\0'],
  ['no UTF-8', () => Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0a)],
  ['UTF-16', () => Uint8Array.from(Buffer.from('\ufeffa: 1\n', 'utf16le'))],
  ['overlong UTF-8', () => Uint8Array.of(0x61, 0x3a, 0x20, 0xc0, 0x80)],
  ['a surrogate in UTF-8', () => Uint8Array.of(0x61, 0x3a, 0x20, 0xed, 0xa0, 0x80)],
  ['only carriage returns', () => 'a: 1\rb: 2\r'],
  ['tabs', () => 'a:\n\tb: 1\n\t\tc: 2\n'],
  ['a merge key', () => 'a: &a {x: 1}\nb:\n  <<: *a\n'],
  ['two documents', () => 'a: 1\n---\na: 2\n'],
  ['50,000 documents', () => 'a: 1\n---\n'.repeat(50_000)],
  ['a directive', () => '%YAML 1.1\n---\na: yes\n'],
  ['a foreign directive', () => `${'%TAG ! tag:example.org,2000:\n'.repeat(1000)}---\na: !x 1\n`],
  ['a billion laughs', () => laughs(9, '[', ']', '')],
  ['a billion keys', () => laughs(9, '{', '}', 'k')],
  ['an alias of a long text', () => `a: &a "${'x'.repeat(100_000)}"\nb: [${'*a,'.repeat(10_000)}1]\n`],
  ['50,000 aliases', () => `a: &a 1\nb:\n${'- *a\n'.repeat(20_000)}`],
  ['a cycle', () => 'a: &a\n  b: *a\n'],
  ['a cycle at the root', () => '&a\na: *a\n'],
  ['a thousand levels', () => Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ['a thousand dashes', () => `a: \n${'- '.repeat(1000)}b`],
  ['a thousand tables', () => `[${Array(1000).fill('a').join('.')}]\n`],
  ['a thousand dotted keys', () => `${Array(1000).fill('a').join('.')} = 1\n`],
  [
    '__proto__ as a table',
    () => '[__proto__]\npolluted = true\n[a.__proto__]\npolluted = true\n[[constructor.prototype]]\npolluted = 1\n',
  ],
  ['__proto__ as a key', () => '__proto__:\n  polluted: true\nconstructor:\n  prototype:\n    polluted: true\n'],
  ['__proto__ with quotes', () => '"__proto__": {polluted: true}\n\'__proto__\': 1\n? __proto__\n: 2\n'],
  ['many errors', () => 'a: }\n'.repeat(20_000)],
  ['many brackets', () => ']'.repeat(100_000)],
  ['many quotes', () => '"'.repeat(100_001)],
  ['many commas', () => `a: [${','.repeat(100_000)}]`],
  ['many anchors', () => '&a '.repeat(100_000)],
  ['many tags', () => '- !x 1\n'.repeat(20_000)],
  ['many keys alike', () => 'a: 1\n'.repeat(20_000)],
  ['many block texts', () => 'a: |\n  x\n'.repeat(20_000)],
  ['many line continuations', () => `a: "${'\\\n'.repeat(50_000)}"`],
  ['a text over many lines', () => `a: x\n${'  y\n'.repeat(100_000)}`],
  ['dates', () => 'a: 2026-02-30\nb: 12:61:00\nc = 2026-02-30T25:00:00Z\n'],
  ['10 MB of one text', () => `a: ${full('x')}\n`],
  ['10 MB of one quoted text', () => `{"a": "${full('x y ')}"}`],
  ['10 MB of escapes', () => `{"a": "${full('\\u0041')}"}`],
  ['10 MB of one key', () => `${full('k')}: 1\n`],
  ['10 MB of one quoted key', () => `{"${full('k')}": 1}`],
  ['10 MB of keys', () => Array.from({ length: 700_000 }, (_, i) => `key${i}: ${i}\n`).join('')],
  ['10 MB of keys in JSON', () => `{${Array.from({ length: 600_000 }, (_, i) => `"key${i}":${i}`).join(',')}}`],
  [
    '10 MB of hosts',
    () => Array.from({ length: 200_000 }, (_, i) => `host${i}: { address: 10.0.0.1, port: 22 }\n`).join(''),
  ],
  ['10 MB of numbers', () => `a: [${full('1,')}1]\n`],
  ['10 MB of items', () => `a:\n${full('- b\n')}`],
  ['10 MB of brackets', () => full('[')],
  ['10 MB of braces in JSON', () => full('{"a":')],
  ['10 MB of dashes', () => full('- ')],
  ['10 MB of colons', () => full(':')],
  ['10 MB of spaces', () => full(' ')],
  ['10 MB of tabs', () => full('\t')],
  ['10 MB of lines', () => full('\n')],
  ['10 MB of carriage returns', () => full('\r\n')],
  ['10 MB of comments', () => full('# x\n')],
  ['10 MB of one comment', () => `# ${full('x')}`],
  ['10 MB of documents', () => full('---\n')],
  ['10 MB of quotes', () => full('"')],
  ['10 MB of aliases', () => `a: &a 1\nb:\n${full('- *a\n')}`],
  ['10 MB of errors', () => full('a: }\n')],
  ['10 MB of words', () => full('word ')],
  ['10 MB of lines of words', () => full('some more words\n')],
  ['10 MB of tables', () => full('[[a]]\n')],
  ['10 MB of NULs', () => new Uint8Array(MANY)],
  ['10 MB of ones', () => new Uint8Array(MANY).fill(0xff)],
  ['10 MB of tags of Liquid', () => full('{{ a }}')],
  ['10 MB of open tags of Liquid', () => full('{% if a %}')],
  ['10 MB of wide characters', () => `a: ${full('\u{1f600}').slice(0, MANY / 4)}`],
];

function laughs(levels: number, open: string, close: string, key: string): string {
  const ten = (word: string) =>
    Array.from({ length: 10 }, (_, i) => (key === '' ? word : `${key}${i}: ${word}`)).join(', ');
  const lines = Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} ${open}${ten(`*a${i}`)}${close}`);
  return `a0: &a0 ${open}${ten('x')}${close}\n${lines.join('\n')}\n`;
}
