/** What lies in a folder of a host, as lines to compare. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** `path mode content`, `path -> target`, `path/ mode` for an empty folder; without what deploys write themselves. */
export function listing(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder))
    .sort()
    .filter((name) => name !== '.facsimile.json')
    .flatMap((name) => {
      const path = join(folder, name);
      const found = lstatSync(join(root, path));
      const mode = (found.mode & 0o7777).toString(8);
      if (found.isSymbolicLink()) return [`${path} -> ${readlinkSync(join(root, path))}`];
      if (!found.isDirectory()) return [`${path} ${mode} ${readFileSync(join(root, path), 'utf8').trimEnd()}`];
      const inside = listing(root, path);
      return inside.length === 0 ? [`${path}/ ${mode}`] : inside;
    });
}
