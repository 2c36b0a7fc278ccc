/** The record schema as a later version might have it, and files that only such a version can have written. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GITHASH, OTHER_GITHASH } from '../core/meta/records.ts';
import { tool } from './tools.ts';

/** The shipped schema. */
export const SCHEMA = join(import.meta.dirname, '../../define/meta');

const MAIN = 'facsimile/meta/v1/record.proto';
const ENVELOPE = 'facsimile.meta.v1.Envelope';

/** What a later version adds: fields of messages at any depth, a kind of record, a value, and more in the envelope. */
const ADDED: readonly (readonly [file: string, from: string, to: string])[] = [
  [
    'release',
    'message Release {',
    'message Release {\n  string changelog = 1000;\n  repeated Licence licences = 1001;',
  ],
  ['release', 'message Repo {', 'message Licence {\n  string name = 1;\n}\n\nmessage Repo {\n  string archive = 1000;'],
  ['deployment', 'message HostResult {', 'message HostResult {\n  int64 took_ms = 1000;'],
  // The first value of an enum must be 0.
  ['deployment', 'UNSPECIFIED = 0;', 'UNSPECIFIED = 0;\n  HOST_OUTCOME_PARKED = 1000;'],
  ['tree', 'oneof content {', 'oneof content {\n    string reflink = 1000;'],
  ['record', 'message Envelope {', 'message Envelope {\n  bytes seal = 1000;'],
  ['record', 'oneof kind {', 'oneof kind {\n    Audit audit = 1000;'],
  ['record', 'message Signature {', 'message Audit {\n  string finding = 1;\n}\n\nmessage Signature {'],
];

/** Writes it into `folder`. */
export function writeSchemaOfTomorrow(folder: string): void {
  cpSync(SCHEMA, folder, { recursive: true });
  for (const [name, from, to] of ADDED) {
    const file = join(folder, `facsimile/meta/v1/${name}.proto`);
    const text = readFileSync(file, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
    writeFileSync(file, text.replace(from, to));
  }
}

/** Records that nobody can write today, as protoc's text. */
export const TEXTS: Readonly<Record<'release' | 'end' | 'tree' | 'audit', string>> = {
  release: `record { release {
    project: "shop" githash: "${GITHASH}" version: "1.4.0" tag: "v1.4.0" committed_at: 1772000000
    repos { name: "shop" url: "https://git.example/acme/shop" githash: "${GITHASH}" archive: "shop.tar" }
    repos { name: "theme" url: "https://git.example/acme/theme" githash: "${OTHER_GITHASH}" path: "vendor/theme" }
    changelog: "all new" licences { name: "MIT" } licences { name: "ISC" }
  } }
  signatures { signer: "ann" armored: "x" } seal: "\\001\\377"`,
  end: `record { deployment_end {
    id: "01KJKWTX7000000000000000AA" project: "shop" instance: "production.eu" ended_at_ms: 1772355905000
    hosts { host: "web1" outcome: HOST_OUTCOME_PARKED code: "x" message: "parked" took_ms: 12 }
  } }`,
  tree: `record { tree {
    digest: "${'ab'.repeat(32)}"
    entries { path: "_DEPLOY_/a" mode: "0644" reflink: "b" }
    entries { path: "_DEPLOY_/c" mode: "0777" link { target: "a" } }
  } }`,
  audit: 'record { audit { finding: "nothing" } }',
};

/** The file that this text says, by the schema in `folder`. */
export function encodeText(folder: string, text: string): Uint8Array {
  return new Uint8Array(
    execFileSync(tool('protoc'), ['-I', folder, '--encode', ENVELOPE, MAIN], { input: text, cwd: folder }),
  );
}

/** What a file says, by the schema in `folder`. */
export function decodeText(folder: string, bytes: Uint8Array): string {
  return execFileSync(tool('protoc'), ['-I', folder, '--decode', ENVELOPE, MAIN], {
    input: bytes,
    encoding: 'utf8',
    cwd: folder,
  });
}
