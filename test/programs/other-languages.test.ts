import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeRecord, encodeRecord, recordBytes } from '../../src/core/meta/codec.ts';
import { checkNewRecord } from '../../src/core/meta/meta-file.ts';
import { recordPath } from '../../src/core/meta/paths.ts';
import { ALL_RECORDS, event, GITHASH, OTHER_GITHASH } from '../core/meta/records.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { decodeText, encodeText, SCHEMA, TEXTS, writeSchemaOfTomorrow } from '../support/schema-of-tomorrow.ts';
import { tellStory } from '../support/shop.ts';
import { describeWith, tool } from '../support/tools.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../docs/examples/looked-at');
const PROTOS = readdirSync(join(SCHEMA, 'facsimile/meta/v1')).map((name) => join(SCHEMA, 'facsimile/meta/v1', name));

let ground: Playground;
let bare = '';

beforeAll(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  await tellStory(await makeMeta(bare, join(ground.folder, 'maker')));
});
afterAll(() => ground.remove());

const ZOE = { GIT_AUTHOR_NAME: 'zoe', GIT_AUTHOR_EMAIL: 'z@x', GIT_COMMITTER_NAME: 'zoe', GIT_COMMITTER_EMAIL: 'z@x' };
const run = (program: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) =>
  execFileSync(program, words, { cwd, encoding: 'utf8', env: { ...process.env, ...ZOE, ...env } });
const clone = (name: string) => {
  git(ground.folder, 'clone', '--quiet', bare, name);
  return join(ground.folder, name);
};
const compile = (folder: string, ...words: string[]) =>
  run(tool('protoc'), ['-I', SCHEMA, ...words, ...PROTOS], folder);

/** What the newest commit added is a record in its place, which facs shows and writes on. */
async function expectAccepted(who: string): Promise<void> {
  const path = git(bare, 'show', '--format=', '--name-only', 'main');
  const bytes = new Uint8Array(execFileSync('git', ['-C', bare, 'cat-file', 'blob', `main:${path}`]));
  expect(checkNewRecord(path, bytes)).toMatchObject({
    ok: true,
    value: { record: { kind: 'event', event: 'looked-at', project: 'shop', who, fields: { releases: '2' } } },
  });
  // Whatever wrote it, these are the bytes that facs would have written.
  const read = decodeRecord(bytes, path);
  expect(read.ok && recordBytes(encodeRecord(read.value))).toEqual(recordBytes(bytes));
  const env = { FACS_META: bare };
  expect((await facs(ground.folder, ['meta', 'cat', path], env)).stdout).toContain(`who: ${who}`);
  expect(await facs(ground.folder, ['event', 'add', 'shop', '--kind', 'seen'], env)).toMatchObject({ code: 0 });
  expect(await facs(ground.folder, ['trace', GITHASH], env)).toMatchObject({ code: 0 });
}

describeWith(['protoc'], 'protoc', () => {
  it('reads every kind of record, and writes the same bytes again from what it said', () => {
    for (const record of ALL_RECORDS) {
      const bytes = encodeRecord(record);
      const said = decodeText(SCHEMA, bytes);
      expect(said).not.toMatch(/^ *\d+:/m);
      expect([record.kind, encodeText(SCHEMA, said)]).toEqual([record.kind, bytes]);
    }
  });

  it('writes an event that is accepted', async () => {
    const text = `record { event { id: "${event.id}" kind: "looked-at" project: "shop" who: "protoc" at_ms: ${event.at}
      fields { name: "releases" value: "2" } } }`;
    const folder = clone('by-protoc');
    const path = recordPath('shop', { ...event, instance: '' });
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), encodeText(SCHEMA, text));
    git(folder, 'add', '.');
    run('git', ['commit', '--quiet', '--message', 'by hand'], folder);
    run('git', ['push', '--quiet'], folder);
    await expectAccepted('protoc');
  });
});

describeWith(['protoc', 'python-protobuf'], 'the Python program of the manual', () => {
  it('reads records and writes one that is accepted', async () => {
    const folder = join(ground.folder, 'python');
    mkdirSync(folder);
    compile(folder, '--python_out=.');
    cpSync(join(EXAMPLES, 'looked_at.py'), join(folder, 'looked_at.py'));
    const said = run(tool('python-protobuf'), ['looked_at.py', clone('by-python'), 'shop'], folder);
    expect(said).toBe(`1.4.0 ${GITHASH}\n1.3.0 ${OTHER_GITHASH}\n`);
    await expectAccepted('looked_at.py');
  });

  it('would keep what it does not understand', () => {
    const schema = join(ground.folder, 'schema-python');
    writeSchemaOfTomorrow(schema);
    const again =
      'import sys; from facsimile.meta.v1.record_pb2 import Envelope as E; sys.stdout.buffer.write(E.FromString(sys.stdin.buffer.read()).SerializeToString())';
    for (const text of Object.values(TEXTS)) {
      const bytes = encodeText(schema, text);
      const kept = execFileSync(tool('python-protobuf'), ['-c', again], {
        cwd: join(ground.folder, 'python'),
        input: bytes,
      });
      expect(decodeText(schema, new Uint8Array(kept))).toBe(decodeText(schema, bytes));
    }
  });
});

describeWith(['protoc', 'protoc-gen-go', 'go'], 'the Go program of the manual', () => {
  it('reads records and writes one that is accepted', async () => {
    const folder = join(ground.folder, 'golang');
    mkdirSync(folder);
    const PATH = `${join(tool('protoc-gen-go'), '..')}:${process.env['PATH']}`;
    run(tool('protoc'), ['-I', SCHEMA, '--go_out=.', '--go_opt=paths=source_relative', ...PROTOS], folder, { PATH });
    for (const name of ['main.go', 'go.mod', 'go.sum']) cpSync(join(EXAMPLES, name), join(folder, name));
    run(tool('go'), ['build', '-o', 'looked-at', '.'], folder, { GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' });
    expect(run('./looked-at', [clone('by-go'), 'shop'], folder)).toBe(`1.4.0 ${GITHASH}\n1.3.0 ${OTHER_GITHASH}\n`);
    await expectAccepted('looked-at.go');
  });
});

describe('the manual', () => {
  it('shows these very programs', () => {
    const page = readFileSync(resolve(EXAMPLES, '../../programs.md'), 'utf8');
    for (const name of ['looked-at.mjs', 'looked_at.py', 'main.go'])
      expect(page.includes(readFileSync(join(EXAMPLES, name), 'utf8')), basename(name)).toBe(true);
  });
});
