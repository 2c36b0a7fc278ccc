/** A folder of its own for each test of a file. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openTemporary, writeFiles } from './repositories.ts';

/** The folder of the test that runs. */
export interface FreshFolder {
  readonly folder: string;
}

/** Called at the top of a test file: before each test a new folder holds these files, and at the end all are removed. */
export function freshFolder(files: Readonly<Record<string, string>> = {}): FreshFolder {
  const here = { folder: '' };
  let root = '';
  let remove: () => Promise<void>;
  let count = 0;
  beforeAll(async () => {
    ({ folder: root, remove } = await openTemporary());
  });
  afterAll(() => remove());
  beforeEach(async () => {
    here.folder = join(root, String(count++));
    await mkdir(here.folder);
    await writeFiles(here.folder, files);
  });
  return here;
}
