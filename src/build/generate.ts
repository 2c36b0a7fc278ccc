/** Writes every file that follows from declarations: action.yml files, reference, JSON Schema, types, records, our name in pages. */
import { globSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMANDS } from '../commands/registry.ts';
import { describeActions } from './generate-actions.ts';
import { generateRecords } from './generate-records.ts';
import { describeReference } from './generate-reference.ts';
import { describeSchema, nameSchema, SCHEMA_PATH } from './generate-schema.ts';
import { describeTypes, TYPES_PATH } from './generate-types.ts';
import { nameOwnCalls } from './generate-workflows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Texts by path from the top of the repository, as they must stand there. */
export async function generated(): Promise<Map<string, string>> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const files = new Map<string, string>();
  for (const path of callers()) files.set(path, nameSchema(nameOwnCalls(await readFile(join(root, path), 'utf8'))));
  for (const [path, text] of describeActions(commands)) files.set(path, text);
  files.set(SCHEMA_PATH, describeSchema());
  files.set(TYPES_PATH, describeTypes());
  return files.set('docs/reference.md', describeReference(commands));
}

/** Workflows, and pages that show how to call ours. */
function callers(): string[] {
  return globSync(['{.github/,}workflows/*.yml', '.github/zizmor.yml', '*.md', 'docs/*.md'], { cwd: root }).sort();
}

if (process.argv[1] !== undefined && basename(process.argv[1]) === 'generate.ts') {
  for (const [path, text] of await generated()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  generateRecords();
}
