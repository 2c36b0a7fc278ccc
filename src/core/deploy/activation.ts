/** The lines of an activation, and of the way back from one that broke off. */
import type { DeploySettings } from '../definition/settings.ts';
import type { HostCommands } from './plan.ts';
import { type ActivationLine, LONGEST_SILENCE_S, type Phase } from './scripts/activation-line.ts';

/** What changes hands: names of release folders; `-` is none. */
export interface Switch {
  readonly from: string;
  readonly to: string;
  /** In place: what is not cleared away, as `protectionLines` of `in-place.ts` write it. */
  readonly rules?: readonly string[];
}

/** What one host does before it may have to wait: commands that run once for all, directories that it lacks. */
export interface Opening {
  readonly once: readonly string[];
  readonly directories: readonly string[];
}

/** Up to where one host may have to wait for nobody: the fence, directories and shared paths, what runs once for all. */
export function openingLines(
  { from, to, rules }: Switch,
  settings: DeploySettings,
  { once, directories }: Opening,
): ActivationLine[] {
  const shared = settings.layout === 'inplace' ? [] : settings.shared;
  return [
    { verb: 'fence', name: from },
    ...ruleLines(rules),
    { verb: 'release', name: to },
    ...directories.map((path): ActivationLine => ({ verb: 'directory', path })),
    ...shared.map((path): ActivationLine => ({ verb: 'share', path })),
    ...runs('once', once),
    ...(once.length === 0
      ? []
      : ([{ verb: 'once-done' }, { verb: 'ready', phase: 'once', seconds: LONGEST_SILENCE_S }] as const)),
  ];
}

/** From the first hook to the question whether it works. */
export function switchLines(commands: HostCommands, { health, forwardOnly }: DeploySettings): ActivationLine[] {
  const { drain = [], before, postcmd, after, restart, readd = [] } = commands;
  // What made the new release run has to run again for the old one.
  const backs = [...postcmd, ...restart].map((command): ActivationLine => ({ verb: 'back', command }));
  const check: readonly ActivationLine[] =
    health?.kind === 'command'
      ? [{ verb: 'check', seconds: Math.ceil(health.withinMs / 1000), command: health.command }]
      : [];
  return [
    ...backs,
    ...readd.map((command): ActivationLine => ({ verb: 'readd', command })),
    ...drain.map((command): ActivationLine => ({ verb: 'drain', command })),
    ...runs('before', before),
    ...(forwardOnly ? ([{ verb: 'stay' }] as const) : []),
    { verb: 'switch' },
    ...runs('postcmd', postcmd),
    ...runs('after', after),
    ...runs('restart', restart),
    ...check,
    { verb: 'ready', phase: 'health', seconds: longestWait(health) },
  ];
}

/** Seconds that a host waits for the verdict on its health, and whoever wants to know how that ended. */
export function longestWait(health: DeploySettings['health']): number {
  return Math.ceil((health?.withinMs ?? 0) / 1000) + LONGEST_SILENCE_S;
}

/** It works: it takes part again, and the host remembers it. */
export function goodLines(
  { from }: Switch,
  { keepReleases, hooks }: Pick<DeploySettings, 'keepReleases' | 'hooks'>,
  remember: { readonly metaTip: string | undefined; readonly leave: boolean },
): ActivationLine[] {
  return [
    ...runs('readd', hooks.readd),
    ...(remember.metaTip === undefined ? [] : ([{ verb: 'meta', tip: remember.metaTip }] as const)),
    ...(remember.leave && from !== '-' ? ([{ verb: 'mark', outcome: 'left', name: from }] as const) : []),
    { verb: 'good', keep: keepReleases },
  ];
}

/**
 * After an activation of which nothing more was heard: back, unless it came to its good end or back by itself. What
 * cannot be taken back is only asked how it stands.
 */
export function returnLines(
  change: Switch,
  commands: HostCommands,
  { forwardOnly }: Pick<DeploySettings, 'forwardOnly'>,
): ActivationLine[] {
  const { from, to, rules } = change;
  return [
    { verb: 'unproven', name: to },
    { verb: 'fence', name: to },
    ...ruleLines(rules),
    { verb: 'forward' },
    ...(forwardOnly ? [] : wayBack(from, commands)),
    { verb: 'doubt', name: to },
    { verb: 'end' },
  ];
}

/** Commands in the folder of what is current, without a switch: told when they fail, and nothing goes back. */
export function commandLines(name: string, phase: Phase, commands: readonly string[]): ActivationLine[] {
  return [
    { verb: 'fence', name },
    { verb: 'release', name },
    { verb: 'forward' },
    ...runs(phase, commands),
    { verb: 'end' },
  ];
}

/** From a release that works there back to the one before, because too many other hosts failed. */
export function takeBackLines({ from, to, rules }: Switch, commands: HostCommands): ActivationLine[] {
  const { drain = [] } = commands;
  const drains = drain.map((command): ActivationLine => ({ verb: 'drain', command }));
  return [
    { verb: 'fence', name: to },
    ...ruleLines(rules),
    { verb: 'release', name: to },
    { verb: 'forward' },
    ...drains,
    ...wayBack(from, commands),
    { verb: 'mark', outcome: 'left', name: to },
    ...(from === '-' ? [] : ([{ verb: 'mark', outcome: 'good', name: from }] as const)),
    { verb: 'end' },
  ];
}

function wayBack(from: string, { postcmd, restart, readd = [] }: HostCommands): readonly ActivationLine[] {
  if (from === '-') return [{ verb: 'vanish' }];
  return [
    { verb: 'release', name: from },
    { verb: 'switch' },
    ...runs('postcmd', postcmd),
    ...runs('restart', restart),
    ...runs('readd', readd),
  ];
}

function ruleLines(rules: readonly string[] = []): ActivationLine[] {
  return rules.map((rule) => ({ verb: 'rule', rule }));
}

function runs(phase: Phase, commands: readonly string[]): ActivationLine[] {
  return commands.map((command) => ({ verb: 'run', phase, command }));
}
