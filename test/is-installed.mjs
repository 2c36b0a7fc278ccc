/**
 * Exits 0 when node_modules holds what package-lock.json asks for, by name and version. Plain JavaScript: it runs
 * before the Node that reads TypeScript is there.
 */
import { existsSync, readFileSync } from 'node:fs';

const wanted = readPackages('package-lock.json');
const found = readPackages('node_modules/.package-lock.json');
const right = Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
  if (path === '') return true;
  return found[path]?.version === version || ((optional || devOptional) && found[path] === undefined);
});
process.exitCode = right && existsSync('node_modules/.bin/node') ? 0 : 1;

function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}
