/** Hundreds of documents by chance, sealed by us and by the real sops, and opened by the other. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAllDocuments, visit } from 'yaml';
import { addressTo, newFile, sealFile } from '../../../src/adapters/sops/opened-file.ts';
import { readTree } from '../../../src/adapters/sops/sops-file.ts';
import { sopsFiles } from '../../../src/adapters/sops/sops-files.ts';
import { unwrap } from '../../../src/core/error.ts';
import type { EncryptionRule } from '../../../src/core/sops/rules.ts';
import { chooseSeed, randomOf } from '../../support/random.ts';
import { jsonDocument, type Kinds, MEANINGS, yamlDocument } from '../../support/sops-documents.ts';
import { describeWith, tool } from '../../support/tools.ts';

/** YAML holds several documents in a file, each with the metadata of all: one run of sops for eight. */
const YAML_FILES = 52;
const PER_FILE = 8;
const JSON_FILES = 104;

const RULES: readonly (readonly [string[], EncryptionRule | undefined])[] = [
  [[], undefined],
  [[], undefined],
  [['--encrypted-regex', '^k[0-4]'], rule('encrypted_regex', '^k[0-4]')],
  [['--unencrypted-regex', '^k[0-4]'], rule('unencrypted_regex', '^k[0-4]')],
  [['--encrypted-suffix', 'x'], rule('encrypted_suffix', 'x')],
  [['--unencrypted-suffix', '7'], rule('unencrypted_suffix', '7')],
  [['--encrypted-regex', '^k', '--mac-only-encrypted'], rule('encrypted_regex', '^k', true)],
  [['--unencrypted-comment-regex', '^ why'], rule('unencrypted_comment_regex', '^ why')],
];

/** How many of each the run has to have met. */
const LEAST: Readonly<Record<string, number>> = {
  'YAML documents': 400,
  'JSON documents': 100,
  'several lines': 50,
  unicode: 50,
  'integers over 2^53': 50,
  floats: 50,
  timestamps: 30,
  'empty mappings': 20,
  'empty lists': 20,
  lists: 100,
  comments: 100,
  'keys with :': 50,
  'keys with .': 30,
  tabs: 50,
  'special texts': 100,
  'spaces at an end': 50,
  'control characters': 50,
  'empty texts': 50,
  'integers in other bases': 30,
  booleans: 50,
  nulls: 50,
};

function rule(name: EncryptionRule['name'], argument: string, macOnlyEncrypted = false): EncryptionRule {
  return { name, argument, macOnlyEncrypted };
}

let folder = '';
let recipient = '';
let keyFile = '';
const surroundings = () => ({ variables: { HOME: folder, SOPS_AGE_KEY_FILE: keyFile }, clock: { now: () => 0 } });
const files = () => sopsFiles(surroundings());
const bytes = (content: string) => new TextEncoder().encode(content);

async function sops(...args: string[]): Promise<string> {
  const env = { HOME: folder, PATH: process.env['PATH'], SOPS_AGE_KEY_FILE: keyFile };
  const { stdout, stderr } = await promisify(execFile)(tool('sops'), args, { env, cwd: folder, encoding: 'utf8' });
  // What sops could not open of comments it only warns of.
  expect(stderr, await readFile(args.at(-1) ?? '', 'utf8')).not.toContain('possibly unencrypted');
  return stdout;
}

/** The data of every document as its text says it, by a reader that is neither ours nor sops's. */
function dataOf(content: string): unknown {
  const documents = parseAllDocuments(content, { intAsBigInt: true, schema: 'core' });
  for (const document of Array.isArray(documents) ? documents : [])
    visit(document, {
      Scalar: (_, node) => {
        if (node.type === 'PLAIN' && MEANINGS.has(node.source ?? '')) node.value = MEANINGS.get(node.source ?? '');
        // A float without a fraction comes back as an integer.
        if (typeof node.value === 'number' && Number.isInteger(node.value)) node.value = BigInt(node.value);
      },
    });
  return Array.isArray(documents) ? documents.map((document) => document.toJS()) : [];
}

async function sealPlain(name: string, plain: string, encryption: EncryptionRule | undefined): Promise<Uint8Array> {
  const file = await addressTo(newFile(encryption), [recipient]);
  const tree = unwrap(await readTree(name, bytes(plain)));
  return (await sealFile(name, { ...file, tree }, surroundings())).bytes;
}

async function compare(name: string, plain: string, [flags, encryption]: (typeof RULES)[number]): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, plain);
  const theirs = await sops('--encrypt', '--age', recipient, ...flags, path);
  const sealed = await sealPlain(name, plain, encryption);
  const ours = join(folder, `ours-${name}`);
  await writeFile(ours, sealed);
  await writeFile(path, theirs);
  const [byThem, ofUsByThem] = await Promise.all([sops('--decrypt', path), sops('--decrypt', ours)]);
  expect(ofUsByThem, `seen by sops, ${name}:\n${plain}`).toBe(byThem);
  const [byUs, ofThemByUs] = [await files().openText(name, sealed), await files().openText(name, bytes(theirs))];
  expect(ofThemByUs, `seen by us, ${name}:\n${plain}`).toBe(byUs);
  expect(dataOf(byUs)).toEqual(dataOf(plain));
  // Written once more, nothing differs but the moment and the MAC under it.
  expect(await files().sealText(name, ofThemByUs, bytes(theirs))).toBeUndefined();
}

describeWith(['sops', 'age-keygen'], 'with the real sops', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'facs-cross-'));
    keyFile = join(folder, 'key');
    execFileSync(tool('age-keygen'), ['-o', keyFile], { stdio: 'ignore' });
    recipient = execFileSync(tool('age-keygen'), ['-y', keyFile], { encoding: 'utf8' }).trim();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('B-12: what one seals the other opens, for hundreds of documents with every kind of value', async () => {
    const seed = chooseSeed();
    console.log(`FACS_SEED=${seed}`);
    const random = randomOf(seed);
    const kinds: Kinds = new Map();
    const cases = Array.from({ length: YAML_FILES + JSON_FILES }, (_, i) => {
      const isYaml = i < YAML_FILES;
      // Rules by comments need a form that has some.
      const chosen = RULES[i % (isYaml ? RULES.length : RULES.length - 1)] as (typeof RULES)[number];
      const writer = { random, kinds, hidden: chosen[1] === undefined };
      const documents = Array.from({ length: isYaml ? PER_FILE : 1 }, () =>
        (isYaml ? yamlDocument : jsonDocument)(writer),
      );
      return { name: `${i}.${isYaml ? 'yaml' : 'json'}`, plain: documents.join('---\n'), rule: chosen };
    });
    await inTurns(cases, 3, (one) => compare(one.name, one.plain, one.rule));
    console.log([...kinds].map(([kind, count]) => `${kind}: ${count}`).join(', '));
    for (const [kind, least] of Object.entries(LEAST)) expect(kinds.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(least);
  }, 300_000);
});

/** All of them, so many at a time. */
async function inTurns<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
