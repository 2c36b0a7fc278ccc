/** Quoting filters against the real parsers: whatever the value, it is read back exactly, or refused when it is written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Json } from '../../../src/core/json.ts';
import { QUOTING_FILTERS } from '../../../src/core/template/quoting.ts';
import { describeWith } from '../../support/tools.ts';
import {
  configparser,
  gitConfig,
  hasPythonModule,
  type Parser,
  postgres,
  python,
  shell,
  sqlite,
  systemd,
  systemdCommand,
} from './parsers.ts';

const filter = (name: string, value: unknown, argument?: unknown) => QUOTING_FILTERS[name]?.(value, argument) ?? '';

const NASTY = [
  ...["'", '"', '`', '\\', '$', '%', '!', '#', ';', '&', '|', '<', '>', '(', ')', '{', '}', '[', ']', '*', '?', '~'],
  ...['=', ':', ',', '-', '.', '/', '@', ' ', '\t', '\n', '\r', '\x01', '\x1b', '\x1f', '\x7f', '\x85', '\xa0'],
  ...['\u2028', '\ufeff', '\ufdd0', '\uffff', 'é', '→', '😀', 'a', '0', 'x', 'n', 'u', 'N'],
];
const SAYINGS = [
  ...[
    '',
    '-n',
    '--help',
    "'; rm -rf ~; echo '",
    '"; drop table users; --',
    '$(id)',
    '`id`',
    '$\x7bHOME}',
    '%n%i',
    '%%',
  ],
  ...['true', 'null', 'yes', '~', '1e3', '0x10', '1:30', '2024-01-01', '- a', 'a: b', '# no', '[x]', '{x}', '&a', '*a'],
  ...[
    '!!str x',
    '%(x)s',
    '\\x41',
    '\\n',
    '\\',
    'a\\',
    "it's",
    '"""',
    "'''",
    '<<',
    '__proto__',
    ' lead',
    'trail ',
    '\\u0041',
  ],
];
const text = fc.oneof(
  fc.constantFrom(...SAYINGS),
  fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
/** Each run starts a process and reads so many values in it; the first of them those that are known to be nasty. */
const MANY = { minLength: 100, maxLength: 200, size: 'max' } as const;
const texts = fc.array(text, MANY);
const RUNS = { numRuns: 8, endOnFailure: true };
const KNOWN: [string[]] = [[...SAYINGS, ...NASTY, ...NASTY.map((letter) => `a${letter}b`)]];

/** What the filter takes, as it writes it; `mayRefuse` says which values it need not take. */
function written(values: readonly string[], write: (text: string) => string, mayRefuse: RegExp) {
  return values.flatMap((value) => {
    try {
      return [{ value, text: write(value) }];
    } catch (error) {
      expect(value, (error as Error).message).toMatch(mayRefuse);
      return [];
    }
  });
}

function holds(write: (text: string) => string, parse: Parser, mayRefuse = /\0/): void {
  fc.assert(
    fc.property(texts, (values) => {
      const taken = written(values, write, mayRefuse);
      expect(parse(taken.map((each) => each.text))).toEqual(taken.map(({ value }) => value));
    }),
    { ...RUNS, examples: [KNOWN] },
  );
}

for (const name of ['dash', 'bash']) {
  describeWith([name], `shell for ${name}`, () => {
    it('is one word, whatever is in it', () => {
      holds((value) => filter('shell', value), shell(name));
    });

    it('of a list is as many words as it has items', () => {
      const items = fc.array(
        text.filter((value) => !value.includes('\0')),
        MANY,
      );
      fc.assert(
        fc.property(items, (values) => {
          expect(shell(name)([filter('shell', values)])).toEqual(values);
        }),
        RUNS,
      );
    });
  });
}

describeWith(['python3'], 'sql for SQLite', () => {
  it('is one literal, whatever is in it', () => {
    holds((value) => filter('sql', value), sqlite);
  });
});

describe('sql for PostgreSQL', () => {
  it('is one literal, whatever is in it', () => {
    holds((value) => filter('sql', value), postgres);
  });
});

/** Any data, with hostile texts as keys and values. */
function data(withNull: boolean): fc.Arbitrary<Json> {
  const wellFormed = text.filter((value) => !/\p{Surrogate}/u.test(value));
  const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger());
  const leaf = fc.oneof(wellFormed, number, fc.boolean(), ...(withNull ? [fc.constant(null)] : []));
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(wellFormed, tie('node'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  return node as fc.Arbitrary<Json>;
}
const manyData = (withNull: boolean) => fc.array(data(withNull), { minLength: 30, maxLength: 60, size: 'max' });

/** As values go through JSON: -0 is 0, and nothing else changes. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('json', () => {
  it('is what JSON.parse reads', () => {
    fc.assert(
      fc.property(data(true), fc.constantFrom(undefined, 2), (value, indent) => {
        expect(JSON.parse(filter('json', value, indent))).toEqual(plain(value));
      }),
    );
  });
});

describe('yaml', () => {
  const listOf = (values: readonly Json[]) => values.map((value) => `- ${filter('yaml', value)}\n`).join('');

  it('is what a parser of YAML 1.2 reads, on one line', () => {
    fc.assert(
      fc.property(manyData(true), (values) => {
        const document = listOf(values);
        expect(document.split('\n')).toHaveLength(values.length + 1);
        expect(plain(parseYaml(document))).toEqual(plain(values));
      }),
    );
  });

  it.skipIf(!hasPythonModule('yaml'))('and what PyYAML reads, which knows YAML 1.1', () => {
    const program = 'import yaml\nprint(json.dumps(yaml.safe_load(open(path, encoding="utf-8"))))';
    fc.assert(
      fc.property(manyData(true), (values) => {
        expect(plain(python(program, listOf(values)))).toEqual(plain(values));
      }),
      RUNS,
    );
  });
});

describe('toml', () => {
  it.skipIf(!hasPythonModule('tomllib'))('is what tomllib reads', () => {
    const program = 'import tomllib\nprint(json.dumps(tomllib.load(open(path, "rb"))))';
    fc.assert(
      fc.property(manyData(false), (values) => {
        const document = values.map((value, i) => `k${i} = ${filter('toml', value)}\n`).join('');
        expect(Object.values(plain(python(program, document)))).toEqual(plain(values));
      }),
      RUNS,
    );
  });
});

describeWith(['python3', 'git'], 'ini', () => {
  const DIFFERS = /\p{Cc}|^\s|\s$|^[;#"']|\s[;#]/u;

  it('is what configparser reads, as it stands', () => {
    holds((value) => filter('ini', value), configparser('interpolation=None'), DIFFERS);
  });

  it('also where it takes comments at the end of a line', () => {
    const comments = 'interpolation=None, inline_comment_prefixes=(";", "#")';
    holds((value) => filter('ini', value), configparser(comments), DIFFERS);
  });

  it('with % doubled is what configparser reads as it is by default', () => {
    holds((value) => filter('ini', value, 'percent'), configparser(''), DIFFERS);
  });

  it('in quotes is what git reads', () => {
    holds((value) => filter('ini', value, 'quoted'), gitConfig, /[\0\r]/);
  });
});

describeWith(['systemd'], 'systemd', () => {
  it('is one word of Environment= to systemd itself', () => {
    fc.assert(
      fc.property(texts, (values) => {
        const taken = written(values, (value) => filter('systemd', value), /\0|\p{Noncharacter_Code_Point}/u);
        const words = taken.map(({ value }, i) => filter('systemd', `V${i}=${value}`));
        expect(systemd(words)).toEqual(taken.map(({ value }) => value));
      }),
      { ...RUNS, examples: [KNOWN] },
    );
  });

  it('is one word of ExecStart= to systemd itself', () => {
    holds((value) => filter('systemd', value, 'command'), systemdCommand, /\0|\p{Noncharacter_Code_Point}/u);
  });
});
