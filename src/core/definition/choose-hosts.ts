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
}

/**
 * Hosts that are in one of the chosen targets and have one of the chosen names, in definition order.
 *
 * Issues: `target/unknown`, `host/unknown` for a pattern that matches nothing; `target/empty` for a chosen target without
 * hosts, unless `deploy.allow_empty`; `host/none` when nothing is left.
 */
export function chooseHosts(settings: Settings, { target, host }: Selection): Result<readonly Host[]> {
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
      chosenHosts.has(name) && (target.length === 0 || of.some((one) => chosenTargets.has(one))),
  );
  const none = chosen.length === 0 && target.length > 0 && host.length > 0;
  return none
    ? invalid({ code: 'host/none', message: 'none of these hosts is in one of these targets' })
    : valid(chosen);
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

function unknown(what: 'target' | 'host', pattern: string, names: readonly string[]): Issue {
  return {
    code: `${what}/unknown`,
    message: `there is no ${what} ${pattern}`,
    hint:
      didYouMean(pattern, names) ??
      (names.length === 0 ? `the instance has no ${what}s` : `there are ${names.join(', ')}`),
    origin: inputOrigin(`--${what}`),
  };
}
