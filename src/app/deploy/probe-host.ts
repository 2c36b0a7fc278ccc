/** The first execution on a host: its facts, or why it cannot be deployed to. */
import type { Host } from '../../core/definition/settings.ts';
import { type HostFacts, missingTools, parseHostFacts } from '../../core/deploy/host-facts.ts';
import type { HostWork } from '../../core/deploy/host-work.ts';
import { clearedFolder, keepingHome } from '../../core/deploy/in-place.ts';
import { probeCommand, type Wanted, wantedLines } from '../../core/deploy/scripts/probe.ts';
import type { Operation } from '../../core/error.ts';
import type { Connection } from '../ports/hosts.ts';
import { describeEnding } from './finished.ts';
import { hostFailure, type Member, type Reach } from './fleet.ts';

/** Room that a file system needs beyond the bytes that are sent: folders, links, manifests. */
const SPARE_KIB = 1024;

/** A login may be slow; one that says nothing for so long waits for something that will not come. */
const FIRST_WORD_MS = 2 * 60_000;

/**
 * Connects and asks, while the tree may still be in the making.
 * @param wanted Undefined asks for facts alone. What it rejects with is thrown on.
 * @throws operation as `Hosts.connect`; `host/unreadable` when the answer breaks off,
 *   `ssh/unreachable` when there is none.
 */
export async function probeHost(host: Host, reach: Reach, wanted: Promise<Wanted | undefined>): Promise<Member> {
  const connection = await reach(host);
  try {
    return { host, connection, facts: await askFacts(host, connection, wanted) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Asks over an open connection. @throws as `probeHost`. */
export async function askFacts(
  host: Host,
  connection: Connection,
  wanted: Promise<Wanted | undefined>,
): Promise<HostFacts> {
  async function* stdin() {
    yield new TextEncoder().encode(wantedLines(await wanted));
  }
  const finished = await connection.execute({
    command: probeCommand(keepingHome(host), clearedFolder(host)),
    stdin: stdin(),
    firstWordMs: FIRST_WORD_MS,
  });
  const facts = parseHostFacts(finished.stdout);
  if (facts !== undefined) return facts;
  throw hostFailure(host, {
    code: 'host/unreadable',
    message: `the probe broke off (${describeEnding(finished)})`,
    retry: 'safe',
    next: `log in as ${host.user} and see that a POSIX shell answers`,
  });
}

/** Why a host cannot be deployed to: `host/tools`, `host/current`, `host/denied` or `host/full`. Undefined: it can. */
export function checkFitness({ host, facts }: Member, work: HostWork): Operation | undefined {
  if (work.action === 'unchanged') return undefined;
  const missing = missingTools(facts);
  if (missing.length > 0) {
    return hostFailure(host, {
      code: 'host/tools',
      message: `it lacks ${missing.join(', ')}`,
      retry: 'never',
      next: `install ${missing.join(', ')} on ${host.name}`,
    });
  }
  if (facts.current === '?') {
    return hostFailure(host, {
      code: 'host/current',
      message: `${facts.home}/current is not a link to one of its releases`,
      retry: 'never',
      next: 'move it out of the way, or choose another home',
    });
  }
  if (facts.writable === false) {
    return hostFailure(host, {
      code: 'host/denied',
      message: `${host.user} may not write to ${facts.home}`,
      retry: 'never',
      next: `make ${facts.home} on ${host.name} and give it to ${host.user}`,
    });
  }
  // In place a file is put as a copy of the kept one.
  return checkSpace(host, facts, work.stage.bytes * (host.inPlace === undefined ? 1 : 2));
}

function checkSpace(host: Host, { home, spaceKib }: HostFacts, bytes: number): Operation | undefined {
  const neededKib = Math.ceil(bytes / 1024) + (bytes > 0 ? SPARE_KIB : 0);
  if (spaceKib === undefined || spaceKib >= neededKib) return undefined;
  return hostFailure(host, {
    code: 'host/full',
    message: `${home} has ${spaceKib} KiB free and needs ${neededKib}`,
    retry: 'safe',
    next: `free space on ${host.name}, then run the same command again`,
  });
}
