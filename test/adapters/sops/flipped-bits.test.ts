/** One flipped bit anywhere in a SOPS file: neither we nor the real sops take it. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sopsFiles } from '../../../src/adapters/sops/sops-files.ts';
import { chooseSeed, randomOf } from '../../support/random.ts';
import { describeWith, tool } from '../../support/tools.ts';

const PLAIN = `passwd:
    db: hunter2
    many: |
        a
        b
count: 42
ratio: 1.5
sure: true
day: 2024-05-31
list:
    - x
plain_unencrypted: in clear
`;

/** Of the flips that we have refused, sops is asked about so many of each place. */
const ASKED = 4;

let folder = '';
let sealed = '';

const files = () =>
  sopsFiles({ variables: { HOME: folder, SOPS_AGE_KEY_FILE: join(folder, 'key') }, clock: { now: () => 0 } });
const open = (content: string) => files().open('f.yaml', new TextEncoder().encode(content));

async function sopsOpens(content: string, name: string): Promise<boolean> {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, content);
  const env = { HOME: folder, PATH: process.env['PATH'], SOPS_AGE_KEY_FILE: join(folder, 'key') };
  return promisify(execFile)(tool('sops'), ['--decrypt', path], { env }).then(
    () => true,
    () => false,
  );
}

/** Every text that differs from `base64` in one bit of what it stands for. */
function flips(base64: string): string[] {
  const bytes = Buffer.from(base64, 'base64');
  return Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return changed.toString('base64');
  });
}

/** The places of a file, each with the texts that stand there instead after a flip. */
function places(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (place: string, texts: string[]) => found.set(place, [...(found.get(place) ?? []), ...texts]);
  for (const match of sealed.matchAll(/(data|iv|tag):([A-Za-z0-9+/=]+)/g)) {
    const [whole, part = '', base64 = ''] = match;
    const isMac = sealed.slice(sealed.lastIndexOf('\n', match.index), match.index).includes('mac:');
    const at = match.index;
    const texts = flips(base64).map(
      (flip) => `${sealed.slice(0, at)}${part}:${flip}${sealed.slice(at + whole.length)}`,
    );
    add(isMac ? `mac ${part}` : part, texts);
  }
  const clear = (place: string, text: string) => {
    const at = sealed.indexOf(text);
    const swaps = Array.from(text, (letter, i) => {
      const other = String.fromCharCode(letter.charCodeAt(0) ^ 1);
      return `${sealed.slice(0, at + i)}${other}${sealed.slice(at + i + 1)}`;
    });
    add(place, swaps);
  };
  clear('a value in clear', 'in clear');
  // The path of a value is sealed with it.
  for (const name of ['count', 'ratio', 'db', 'passwd']) clear('the name of a sealed value', name);
  clear('lastmodified', /lastmodified: "(.*)"/.exec(sealed)?.[1] ?? '');
  const [, armored = ''] = /BEGIN AGE ENCRYPTED FILE-----\n([\s\S]*?) +-----END/.exec(sealed) ?? [];
  const rewritten = flips(armored.replace(/\s/g, '')).map((flip) =>
    sealed.replace(
      armored,
      flip.replace(/.{1,64}/g, (line) => `            ${line}\n`),
    ),
  );
  add('enc', rewritten);
  return found;
}

describeWith(['sops', 'age-keygen'], 'with the real sops', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'facs-flips-'));
    execFileSync(tool('age-keygen'), ['-o', join(folder, 'key')], { stdio: 'ignore' });
    const recipient = execFileSync(tool('age-keygen'), ['-y', join(folder, 'key')], { encoding: 'utf8' }).trim();
    const path = join(folder, 'f.yaml');
    writeFileSync(path, PLAIN);
    execFileSync(tool('sops'), ['--encrypt', '--in-place', '--age', recipient, path], { env: { HOME: folder } });
    sealed = readFileSync(path, 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('B-12: a flipped bit in any place is refused by us, each one, and by sops, wherever it was asked', async () => {
    expect(await open(sealed)).toMatchObject({ count: 42 });
    expect(await sopsOpens(sealed, 'whole')).toBe(true);
    const seed = chooseSeed();
    const random = randomOf(seed);
    const counts: string[] = [];
    for (const [place, texts] of places()) {
      for (const text of texts) {
        const opened = await open(text).then(
          () => text,
          (error) => error.kind as string,
        );
        expect(['operation', 'input'], `${place}\n${text}`).toContain(opened);
      }
      for (let i = 0; i < ASKED; i++) {
        const text = random.pick(texts);
        expect(await sopsOpens(text, `flip${i}`), `FACS_SEED=${seed} ${place}\n${text}`).toBe(false);
      }
      counts.push(`${place}: ${texts.length}`);
    }
    console.log(`FACS_SEED=${seed} flips refused: ${counts.join(', ')}`);
    expect(counts).toHaveLength(10);
  }, 300_000);
});
