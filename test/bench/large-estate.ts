/** A generated estate: every instance five layers deep, 20 modules, ten hosts for each instance. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SITES = 10;
const HOSTS = 10;
const MODULES = 20;
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtr0bDgQ6M9xEl6cyvLfUPd3bMUVOpF9G7S6Z9rXo1A';

/** Writes definitions of that many instances into `folder/define`; gives their names. */
export async function writeLargeEstate(folder: string, instances: number): Promise<readonly string[]> {
  const define = join(folder, 'define');
  await mkdir(define, { recursive: true });
  const names = Array.from({ length: instances }, (_, i) => nameOf(i));
  const files = new Map<string, string>([
    ['facsimile', describeProject(names)],
    ['shop', describeShop()],
    ['production', describeLayer('production', 1)],
    ...unique(names, 1).map((site) => [site, describeLayer(site, 3)] as const),
    ...unique(names, 2).map((cell) => [cell, describeLayer(cell, 2)] as const),
    ...names.map((name, i) => [name, describeInstance(name, i)] as const),
  ]);
  for (const [name, text] of files) await writeFile(join(define, `${name}.yaml`), text);
  return names;
}

/** `production.<site>.<cell>`: beneath it lie facsimile, shop, production, the site and the cell. */
function nameOf(index: number): string {
  return `production.site${index % SITES}.cell${Math.floor(index / SITES)}`;
}

function unique(names: readonly string[], segment: number): string[] {
  return [...new Set(names.map((name) => name.split('.')[segment] ?? ''))];
}

function describeProject(names: readonly string[]): string {
  const listed = names.map((name) => `  ${name}: { channel: stable }`);
  return `projects:\n  shop: { repo: https://example.com/shop }\ninstances:\n${listed.join('\n')}\ncompany: Corner Shop\n`;
}

function describeShop(): string {
  const modules = Array.from(
    { length: MODULES },
    (_, i) => `  - name: module${i}\n    db: { name: db${i}, pool: ${i + 1} }`,
  );
  const deploy =
    'deploy:\n  user: shop\n  keep_releases: 3\n  shared: [uploads, log]\n  health: { command: bin/check, within: 30s }';
  return `home: ~/shop\n${deploy}\nmodules:\n${modules.join('\n')}\n`;
}

function describeLayer(name: string, keys: number): string {
  const settings = Array.from({ length: keys }, (_, i) => `  ${name}_${i}: { limit: ${i}, note: "set by ${name}" }`);
  return `settings:\n${settings.join('\n')}\nregion_of: ${name}\n`;
}

function describeInstance(name: string, index: number): string {
  const [, site = '', cell = ''] = name.split('.');
  const hosts = Array.from({ length: HOSTS }, (_, i) => `h${index}x${i}`);
  const known = hosts.map((host, i) =>
    [
      `  ${host}:`,
      `    address: 10.${index >> 8}.${index & 255}.${i + 1}`,
      `    port: ${2200 + i}`,
      `    region: ${site}`,
      `    labels: { cell: ${cell}, rack: r${i} }`,
      `    host_keys: [${KEY}]`,
    ].join('\n'),
  );
  const nodes = `  nodes:\n    web: [${hosts.slice(0, 7).join(', ')}]\n    db: [${hosts.slice(7).join(', ')}]`;
  return `deploy:\n${nodes}\nhosts:\n${known.join('\n')}\n`;
}
