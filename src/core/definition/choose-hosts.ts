/** Which hosts of an instance a command is about. */
import picomatch from 'picomatch';
import { type Issue, inputOrigin } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { osOf } from './overrides.ts';
import type { Host, Settings } from './settings.ts';

/** Values of the inputs `selection`: names or globs. Empty lists choose everything. */
export interface Selection {
  readonly target: readonly string[];
  readonly host: readonly string[];
  /** Names or globs of regions, or `label=value` with a glob as the value. */
  readonly region: readonly string[];
}

/** True when hosts are chosen at all. */
export function isPartial({ target, host, region }: Selection): boolean {
  return target.length > 0 || host.length > 0 || region.length > 0;
}

/**
 * Hosts that are in one of the chosen targets, have one of the chosen names, and stand in one of the chosen regions, in
 * definition order.
 *
 * Issues: `target/unknown`, `host/unknown`, `region/unknown` for a pattern that matches nothing; `target/empty` for a chosen target without
 * hosts, unless `deploy.allow_empty`; `host/none` when nothing is left.
 */
export function chooseHosts(settings: Settings, { target, host, region }: Selection): Result<readonly Host[]> {
  const { targets, hosts } = settings;
  const issues: Issue[] = [];
  const chosenTargets = match(
    'target',
    target,
    targets.map(({ name }) => name),
    issues,
  );
  const chosenHosts = match(
    'host',
    host,
    hosts.map(({ name }) => name),
    issues,
  );
  const chosenRegions = inRegions(region, hosts, issues);
  for (const { name, hosts: members } of targets) {
    if (members.length === 0 && !settings.deploy.allowEmpty && (target.length === 0 || chosenTargets.has(name)))
      issues.push({
        code: 'target/empty',
        message: `target ${name} has no hosts`,
        hint: 'list them in deploy.nodes, or set deploy.allow_empty: true',
      });
  }
  if (issues.length > 0) return invalid(...issues);
  const chosen = hosts.filter(
    ({ name, targets: of }) =>
      chosenHosts.has(name) &&
      chosenRegions.has(name) &&
      (target.length === 0 || of.some((one) => chosenTargets.has(one))),
  );
  // What was chosen each by itself may have no host in common.
  const asked = Object.entries({ hosts: host, targets: target, regions: region }).filter(([, said]) => said.length > 0);
  const none = chosen.length === 0 && asked.length > 1;
  const message = `no host is in all of these ${asked.map(([what]) => what).join(' and ')}`;
  return none ? invalid({ code: 'host/none', message }) : valid(chosen);
}

/**
 * The hosts of the instance; of one without, this machine, so that it still has a tree: for a local deploy, or to look at.
 * @param platform What this machine is, as binaries name it: decides on its overrides.
 */
export function hostsOrLocal({ hosts, deploy }: Settings, platform?: string): readonly [Host, ...Host[]] {
  const [first, ...others] = hosts;
  if (first !== undefined) return [first, ...others];
  const here = { name: 'localhost', targets: ['local'], address: 'localhost', port: 22, user: '' };
  const os = osOf(platform);
  const known = { home: deploy.destdir ?? '', labels: {}, hostKeys: [], ...(os === undefined ? {} : { os }) };
  return [{ ...here, ...known }];
}

/** Names of the hosts in one of these regions; of all hosts without any. */
function inRegions(patterns: readonly string[], hosts: readonly Host[], issues: Issue[]): ReadonlySet<string> {
  if (patterns.length === 0) return new Set(hosts.map(({ name }) => name));
  const regions = [...new Set(hosts.flatMap((host) => host.region ?? []))];
  const labels = [...new Set(hosts.flatMap((host) => Object.entries(host.labels).map((pair) => pair.join('='))))];
  return new Set(
    patterns.flatMap((pattern) => {
      const matches = picomatch(pattern, { dot: true });
      const isOne = (word: string) => word === pattern || matches(word);
      const found = hosts.filter(({ region, labels: of }) =>
        pattern.includes('=')
          ? Object.entries(of).some((pair) => isOne(pair.join('=')))
          : region !== undefined && isOne(region),
      );
      if (found.length === 0) issues.push(unknown('region', pattern, pattern.includes('=') ? labels : regions));
      return found.map(({ name }) => name);
    }),
  );
}

/** Names that match one of the patterns; all names without patterns. */
function match(
  what: 'target' | 'host',
  patterns: readonly string[],
  names: readonly string[],
  issues: Issue[],
): ReadonlySet<string> {
  if (patterns.length === 0) return new Set(names);
  return new Set(
    patterns.flatMap((pattern) => {
      const matches = picomatch(pattern, { dot: true });
      const found = names.filter((name) => name === pattern || matches(name));
      if (found.length === 0) issues.push(unknown(what, pattern, names));
      return found;
    }),
  );
}

function unknown(what: 'target' | 'host' | 'region', pattern: string, names: readonly string[]): Issue {
  return {
    code: `${what}/unknown`,
    message: `there is no ${what} ${pattern}`,
    hint:
      didYouMean(pattern, names) ??
      (names.length === 0 ? `the instance has no ${what}s` : `there are ${names.join(', ')}`),
    origin: inputOrigin(`--${what}`),
  };
}
