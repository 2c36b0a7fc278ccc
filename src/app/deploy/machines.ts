/** Which machines a deploy is about, and the way to them. */
import { posix } from 'node:path';
import { chooseHosts, hostsOrLocal, type Selection } from '../../core/definition/choose-hosts.ts';
import type { Definition } from '../../core/definition/definition.ts';
import type { Host } from '../../core/definition/settings.ts';
import { inputFailure, unwrap } from '../../core/error.ts';
import { type Issue, inputOrigin } from '../../core/issue.ts';
import { reveal, type Secret, secret } from '../../core/secret.ts';
import type { Connection, Credentials } from '../ports/hosts.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import type { Reach } from './fleet.ts';

/** The inputs `selection` and `access`, and the word that a local deploy needs on CI. */
export interface MachineInputs extends Selection {
  readonly 'ssh-key'?: Secret<string> | undefined;
  readonly local: boolean;
}

/** Hosts in definition order and how to connect to them. */
export interface Machines {
  readonly hosts: readonly Host[];
  readonly reach: Reach;
}

/** Where a command runs, for choosing machines. */
export interface MachineContext {
  readonly ports: Ports;
  readonly environment: Environment;
}

/**
 * The chosen hosts; without nodes this machine, if `deploy.destdir` says so (F-79).
 * @throws input: as `chooseHosts`; `deploy/nowhere`, `deploy/local`; `deploy/no-host-key` for every host at once;
 *   `ssh/no-key`.
 */
export async function chooseMachines(
  definition: Definition,
  inputs: MachineInputs,
  context: MachineContext,
): Promise<Machines> {
  const { settings } = definition;
  if (settings.targets.length === 0) return localMachine(definition, inputs, context);
  const hosts = unwrap(chooseHosts(settings, inputs));
  const unpinned = hosts.filter((host) => host.hostKeys.length === 0);
  if (unpinned.length > 0) throw inputFailure(...unpinned.map((host) => noHostKey(definition, host)));
  if (hosts.length === 0) return { hosts, reach: unreachable };
  const credentials = await readCredentials(inputs, context);
  const port = await context.ports.hosts();
  return { hosts: hosts.map((host) => laidOut(host, definition)), reach: (host) => port.connect(host, credentials) };
}

function laidOut(host: Host, { project, settings }: Definition): Host {
  return settings.deploy.layout === 'inplace' ? { ...host, inPlace: { cleared: project } } : host;
}

async function localMachine(definition: Definition, inputs: MachineInputs, { ports, environment }: MachineContext) {
  const { destdir } = definition.settings.deploy;
  if (destdir === undefined) {
    throw inputFailure({
      code: 'deploy/nowhere',
      message: `${definition.instance} has no deploy.nodes, and no deploy.destdir for a deploy to this machine`,
      hint: 'list hosts in deploy.nodes, or set deploy.destdir',
    });
  }
  // A lost `nodes` must never turn a production deploy into a copy onto the runner.
  if (environment.onCi && !inputs.local) {
    throw inputFailure({
      code: 'deploy/local',
      message: `this would deploy ${definition.instance} to the machine that CI runs on`,
      hint: 'say --local if that is meant, else see where deploy.nodes went',
      origin: inputOrigin('--local'),
    });
  }
  const [host] = hostsOrLocal(definition.settings, environment.platform);
  const home = destdir.startsWith('~') ? destdir : posix.resolve(environment.cwd, destdir);
  const reach = async (): Promise<Connection> => (await ports.hosts()).local();
  return { hosts: [laidOut({ ...host, home }, definition)], reach };
}

async function unreachable(host: Host): Promise<never> {
  throw new Error(`${host.name} is not among the chosen hosts`);
}

function noHostKey({ trail }: Definition, host: Host): Issue {
  const { targets, port, address, name } = host;
  const origin = trail(['hosts', name])?.origin ?? trail(['deploy', 'nodes', targets[0] ?? ''])?.origin;
  return {
    code: 'deploy/no-host-key',
    message: `${name} has no pinned host key, so nobody could tell it from an impostor`,
    path: `hosts.${name}.host_keys`,
    ...(origin === undefined ? {} : { origin }),
    hint: `ssh-keyscan -p ${port} ${address} prints its keys: compare with ssh-keygen -lf on the host itself, then write one there`,
  };
}

async function readCredentials(
  { 'ssh-key': given }: MachineInputs,
  { ports, environment }: MachineContext,
): Promise<Credentials> {
  if (given !== undefined) return { key: await readKey(given, ports) };
  const agent = environment.variables['SSH_AUTH_SOCK'];
  if (agent !== undefined && agent !== '') return { agent };
  throw inputFailure({
    code: 'ssh/no-key',
    message: 'there is no SSH key and no ssh-agent',
    hint: 'give the key with --ssh-key or FACS_SSH_KEY',
    origin: inputOrigin('--ssh-key'),
  });
}

/** The text of a key itself, else the file that it names. */
async function readKey(given: Secret<string>, ports: Ports): Promise<Secret<string>> {
  const text = reveal(given).trim();
  if (text.startsWith('-----BEGIN ')) return secret(`${text}\n`);
  const bytes = text.includes('\n') ? undefined : await (await ports.files()).read(text);
  if (bytes !== undefined) return secret(new TextDecoder().decode(bytes));
  throw inputFailure({
    code: 'ssh/no-key',
    message: 'the SSH key is neither a key (it would begin with -----BEGIN) nor a file that is there',
    origin: inputOrigin('--ssh-key'),
  });
}
