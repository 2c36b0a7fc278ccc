/** `facs init`: begins a project. It finds out what it can, writes what is missing, and touches nothing that is there. */
import { posix } from 'node:path';
import { inputFailure, unwrap } from '../core/error.ts';
import { describeFirstFiles, type FirstFile } from '../core/init/first-files.ts';
import { parseHost } from '../core/init/first-host.ts';
import { type Issue, inputOrigin } from '../core/issue.ts';
import { parseName } from '../core/meta/names.ts';
import { collect, invalid } from '../core/result.ts';
import { findDefineFolder } from './define-folder.ts';
import { findHostKeys } from './init/known-hosts.ts';
import { findSurroundings } from './init/surroundings.ts';
import { listLayerFiles } from './layer-files.ts';
import type { Environment, Ports } from './ports/ports.ts';

/** What a person may say; everything has an answer without. */
export interface InitInputs {
  readonly project?: string | undefined;
  readonly instance: readonly string[];
  /** As for ssh: `deploy@web1.example.com:22`. */
  readonly host: readonly string[];
  readonly 'top-dir': string;
  readonly 'dry-run': boolean;
}

/** `kept`: it is there and stays as it is. `text` is what was written. */
export interface Begun {
  readonly path: string;
  readonly change: 'written' | 'kept';
  readonly text?: string;
}

/** What was begun. Paths are from the top of the project. */
export interface Beginnings {
  readonly project: string;
  readonly instances: readonly string[];
  readonly files: readonly Begun[];
  /** Addresses of hosts whose keys nobody here knows yet. */
  readonly unpinned: readonly string[];
  /** Where definitions lay before; then nothing was added to them. */
  readonly found?: string;
}

/**
 * Layers and a template, below the top of the work tree or in the working folder. A second run changes nothing; one that
 * was killed is finished by the next.
 * @throws input `meta/name`, `init/name`, `init/host`; operation as `LocalFiles`.
 */
export async function init(inputs: InitInputs, ports: Ports, environment: Environment): Promise<Beginnings> {
  const { root, name } = await findSurroundings(inputs['top-dir'], ports, environment);
  const project = inputs.project ?? name;
  const instances = [...new Set(inputs.instance.length === 0 ? ['staging'] : inputs.instance)];
  checkNames(project, instances);
  const hosts = await knowHosts(inputs.host, ports, environment);
  const files = describeFirstFiles({ project, instances, hosts, schemaUrl: await readSchemaUrl(ports) });
  const found = await findDefinitions(root, files, ports);
  const write = (file: FirstFile) => begin(root, file, inputs['dry-run'], ports);
  const begun: Begun[] = [];
  for (const file of found === undefined ? files : []) begun.push(await write(file));
  const unpinned = hosts.filter(({ keys }) => keys.length === 0).map(({ address }) => address);
  return { project, instances, files: begun, unpinned, ...(found === undefined ? {} : { found }) };
}

function checkNames(project: string, instances: readonly string[]): void {
  unwrap(collect([parseName('project', project), ...instances.map((name) => parseName('instance', name))]));
  // A layer has one meaning only.
  const taken = instances.filter((name) => name.split('.').some((part) => part === project || part === 'facsimile'));
  const issues = taken.map((name): Issue => {
    const message = `instance "${name}" would share a layer with the project or with all projects`;
    return { code: 'init/name', message, hint: 'name it otherwise', origin: inputOrigin('--instance') };
  });
  if (issues.length > 0) throw inputFailure(...issues);
}

async function knowHosts(written: readonly string[], ports: Ports, { variables, actor }: Environment) {
  const parsed = collect(written.map((host, i) => parseHost(host, actor, i + 1)));
  const hosts = unwrap(
    parsed.ok ? parsed : invalid(...parsed.issues.map((issue) => ({ ...issue, origin: inputOrigin('--host') }))),
  );
  if (hosts.length === 0) return [];
  const home = variables['HOME'];
  const bytes = home === undefined ? undefined : await (await ports.files()).read(posix.join(home, '.ssh/known_hosts'));
  const known = bytes === undefined ? '' : new TextDecoder().decode(bytes);
  return hosts.map((host) => ({ ...host, keys: findHostKeys(known, host.address, host.port) }));
}

async function readSchemaUrl(ports: Ports): Promise<string> {
  const bytes = await (await ports.shipped()).read('schema.json');
  if (bytes === undefined) throw new Error('define/schema.json is missing beside the program');
  return JSON.parse(new TextDecoder().decode(bytes)).$id;
}

/** Where there are layers that this command would not write, somebody has begun already. */
async function findDefinitions(root: string, ours: readonly FirstFile[], ports: Ports): Promise<string | undefined> {
  const files = await (await ports.files()).folder(root);
  const place = files === undefined ? undefined : await findDefineFolder(files);
  if (files === undefined || place === undefined) return undefined;
  const names = [...(await listLayerFiles(place)).keys()];
  const own = names.every((name) => ours.some(({ path }) => path === `${place.folder}/${name}.yaml`));
  return own && place.folder === 'define' ? undefined : files.locate(place.file ?? place.folder);
}

async function begin(root: string, { path, text }: FirstFile, dryRun: boolean, ports: Ports): Promise<Begun> {
  const files = await ports.files();
  const full = posix.join(root, path);
  if ((await files.read(full)) !== undefined) return { path, change: 'kept' };
  const content = new TextEncoder().encode(text);
  const isNew = dryRun || (await files.create({ path: full, mode: 0o644, content }));
  return isNew ? { path, change: 'written', text } : { path, change: 'kept' };
}
