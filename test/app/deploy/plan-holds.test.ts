/** What a dry run shows is what the run then does: for random trees, on a real host. */
import { existsSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planDigest } from '../../../src/core/deploy/plan.ts';
import { type Sshd, startSshd } from '../../support/sshd.ts';
import { describeWith } from '../../support/tools.ts';
import { deploy, look, type TestFile } from './fleet.ts';
import { listing } from './listing.ts';

const FILE: fc.Arbitrary<TestFile> = fc.oneof(
  fc.constantFrom('one', 'two', 'three'),
  fc.record({ text: fc.constantFrom('one', 'two'), mode: fc.constantFrom('0644', '0755') }),
  fc.record({ link: fc.constantFrom('a', 'b/c') }),
);
const TREE = fc.dictionary(fc.constantFrom('a', 'b/c', 'b/d', "it's", 'e e/f', '-x'), FILE, { minKeys: 1 });

describeWith(['sshd', 'dash'], 'a plan', () => {
  let host: Sshd;
  beforeAll(async () => {
    host = await startSshd({ name: 'web1' });
  });
  afterAll(() => host.stop());

  it('is what is done then: the same digest, the same files', async () => {
    let release = 0;
    await fc.assert(
      fc.asyncProperty(TREE, async (files) => {
        release = (release + 1) % 10;
        const wish = { hosts: [host], files, release: String(release) };
        const before = filesOf(host);
        const planned = await look(wish);
        expect(filesOf(host)).toEqual(before);
        const { plan, reports } = await deploy(wish);
        expect(reports.map(({ failure }) => failure?.message)).toEqual([undefined]);
        expect(planDigest(plan)).toBe(planDigest(planned));
        const after = filesOf(host);
        const [{ files: told, folder }] = planned.hosts as [(typeof planned.hosts)[0]];
        expect(readlinkSync(join(host.host.home, 'current'))).toBe(`releases/${folder}`);
        const names = [...new Set([...before.keys(), ...after.keys()])].sort();
        const by = (test: (name: string) => boolean) => names.filter(test);
        expect([...told.added].sort()).toEqual(by((name) => !before.has(name)));
        expect([...told.removed].sort()).toEqual(by((name) => !after.has(name)));
        const isChanged = (name: string) => before.has(name) && after.has(name) && before.get(name) !== after.get(name);
        expect([...told.changed].sort()).toEqual(by(isChanged));
      }),
      { numRuns: 12 },
    );
  });
});

/** Path, and how it stands, of every file that is current. */
function filesOf({ host }: Sshd): ReadonlyMap<string, string> {
  if (!existsSync(join(host.home, 'current'))) return new Map();
  return new Map(listing(join(host.home, 'current')).map((line) => [nameOf(line), line]));
}

/** `path mode text` or `path -> target`. */
function nameOf(line: string): string {
  return line.replace(/ (-> .*|\d{3} .*)$/, '');
}
