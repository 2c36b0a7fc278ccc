/** Programs to compare with that come from PyPI: installed once, at one version, into the user's cache. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PACKAGES = ['ansible-core==2.19.14', 'jinja2==3.1.6'];

const FOLDER = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'facsimile',
  'bench',
  PACKAGES.join('+'),
);

/** The Python that has them. @throws when they cannot be had: then nothing can be compared. */
export async function pythonWithRivals(): Promise<string> {
  const venv = join(FOLDER, 'venv');
  const done = join(FOLDER, 'done');
  if (existsSync(done)) return join(venv, 'bin/python');
  await mkdir(FOLDER, { recursive: true });
  execFileSync('python3', ['-m', 'venv', '--clear', venv], { stdio: 'inherit' });
  execFileSync(join(venv, 'bin/pip'), ['install', '--quiet', ...PACKAGES], { stdio: 'inherit' });
  await mkdir(`${done}.new`, { recursive: true });
  await rename(`${done}.new`, done);
  return join(venv, 'bin/python');
}
