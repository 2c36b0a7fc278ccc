/** Compiles the record schema of `define/meta` to TypeScript. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SCHEMA = join(root, 'define', 'meta');

/** Where the generated code lies, from the root of the repository. */
export const GENERATED_RECORDS = 'src/core/meta/gen';

/** Writes the code for all records into `folder`, which is emptied first, and may hold nothing but such code. */
export function generateRecords(folder: string = join(root, GENERATED_RECORDS)): void {
  refuseOthers(folder);
  // buf writes relative to its template: a copy of the schema elsewhere keeps a trial run out of the work tree.
  const work = mkdtempSync(join(tmpdir(), 'facs-records-'));
  try {
    cpSync(SCHEMA, work, { recursive: true });
    const template = join(work, 'buf.gen.yaml');
    const out = `out: ${JSON.stringify(folder)}`;
    writeFileSync(template, readFileSync(template, 'utf8').replace(/out: .*/, out));
    execFileSync(process.execPath, [join(root, 'node_modules/@bufbuild/buf/bin/buf'), 'generate'], {
      cwd: work,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter) },
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function refuseOthers(folder: string): void {
  const inside = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const other = inside.find((entry) => !entry.isDirectory() && !entry.name.endsWith('_pb.ts'));
  if (other !== undefined)
    throw new Error(`${folder} would be emptied, and holds ${other.name}, which is no generated code`);
}
