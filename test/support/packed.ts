/** The product as npm would hand it out, unpacked where a user's program finds it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../../src/build/bundle.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Packs what is here, with a fresh `dist`, and unpacks it as the package `facsimile` of `<folder>/user`, without
 * anything that it would depend on: `dist` holds all of that. Gives that folder.
 */
export async function installPacked(folder: string): Promise<string> {
  const staging = join(folder, 'staging');
  const { files, name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const path of ['package.json', 'LICENSE', 'README.md', ...files])
    if (path !== 'dist') cpSync(join(ROOT, path), join(staging, path), { recursive: true });
  await bundle(join(staging, 'dist'));
  const words = ['pack', '--silent', '--ignore-scripts', '--offline', '--pack-destination', folder];
  const tarball = execFileSync('npm', words, { cwd: staging, encoding: 'utf8' }).trim();
  const installed = join(folder, 'user', 'node_modules', name);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '--strip-components=1', '-C', installed]);
  return join(folder, 'user');
}
