/** The estate of the demo: three hosts, and a git repository for each folder that is shipped. */
import type { Playground, PlaygroundHost } from '../ports/playground.ts';

/** A host for each instance, by the instance's name. */
export const HOST_OF: Readonly<Record<string, string>> = {
  staging: 'lab',
  'production.eu': 'paris',
  'production.us': 'boston',
};

/** Where the shipped definitions say that the repositories are. */
const SHIPPED_FOLDER = '/tmp/facs-demo';

/** Sets everything up: repositories `estate`, `shop` and `docs`, each with a bare origin, and the hosts. */
export async function buildEstate(playground: Playground): Promise<ReadonlyMap<string, PlaygroundHost>> {
  await playground.copyEstate();
  const hosts = await Promise.all(Object.values(HOST_OF).map((name) => playground.startHost(name)));
  await playground.write('estate/define/hosts.yaml', describeHosts(hosts));
  await playground.replace('estate/define/facsimile.yaml', SHIPPED_FOLDER, playground.folder);
  // Not among the shipped files: packages leave files of this name out.
  await playground.write('shop/.gitignore', 'out/\n');
  await Promise.all(['estate', 'shop', 'docs'].map((name) => makeRepo(playground, name)));
  return new Map(hosts.map((host) => [host.name, host]));
}

/** Commits all that changed in a repository and pushes it, with a tag when one is given. */
export async function publish(playground: Playground, name: string, message: string, tag?: string): Promise<void> {
  await playground.git(name, ['add', '--all']);
  await playground.git(name, ['commit', '--quiet', '--message', message]);
  if (tag !== undefined) await playground.git(name, ['tag', tag]);
  await playground.git(name, ['push', '--quiet', 'origin', 'main', ...(tag === undefined ? [] : [tag])]);
}

async function makeRepo(playground: Playground, name: string): Promise<void> {
  await playground.git('.', ['init', '--quiet', '--bare', `${name}.git`]);
  await playground.git(name, ['init', '--quiet']);
  await playground.git(name, ['remote', 'add', 'origin', `${playground.folder}/${name}.git`]);
}

function describeHosts(hosts: readonly PlaygroundHost[]): string {
  const lines = hosts.map(
    ({ name, address, port, hostKey }) =>
      `  ${name}: { address: ${address}, port: ${port}, host_keys: ["${hostKey}"] }`,
  );
  return ['# Written by the demo: ports and keys of its hosts are made on the spot.', 'hosts:', ...lines, ''].join(
    '\n',
  );
}
