/** The lines of an activation, and of the way back from one that broke off. */
import type { DeploySettings } from '../definition/settings.ts';
import type { HostCommands } from './plan.ts';
import { type ActivationLine, LONGEST_SILENCE_S, type Phase } from './scripts/activation-line.ts';

/** What changes hands: names of release folders; `-` is none. */
export interface Switch {
  readonly from: string;
  readonly to: string;
}

/** What one host does before it may have to wait: commands that run once for all, directories that it lacks. */
export interface Opening {
  readonly once: readonly string[];
  readonly directories: readonly string[];
}

/** Up to where one host may have to wait for nobody: the fence, directories and shared paths, what runs once for all. */
export function openingLines(
  { from, to }: Switch,
  settings: DeploySettings,
  { once, directories }: Opening,
): ActivationLine[] {
  return [
    { verb: 'fence', name: from },
    { verb: 'release', name: to },
    ...directories.map((path): ActivationLine => ({ verb: 'directory', path })),
    ...settings.shared.map((path): ActivationLine => ({ verb: 'share', path })),
    ...runs('once', once),
    ...(once.length === 0 ? [] : ([{ verb: 'ready', phase: 'once', seconds: LONGEST_SILENCE_S }] as const)),
  ];
}

/** From the first hook to the question whether it works. */
export function switchLines(commands: HostCommands, { health }: DeploySettings): ActivationLine[] {
  const { before, postcmd, after, restart } = commands;
  // What made the new release run has to run again for the old one.
  const backs = [...postcmd, ...restart].map((command): ActivationLine => ({ verb: 'back', command }));
  const check: readonly ActivationLine[] =
    health?.kind === 'command'
      ? [{ verb: 'check', seconds: Math.ceil(health.withinMs / 1000), command: health.command }]
      : [];
  return [
    ...backs,
    ...runs('before', before),
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

/** It works: what the host remembers of it. */
export function goodLines(
  { from }: Switch,
  { keepReleases }: DeploySettings,
  remember: { readonly metaTip: string | undefined; readonly leave: boolean },
): ActivationLine[] {
  return [
    ...(remember.metaTip === undefined ? [] : ([{ verb: 'meta', tip: remember.metaTip }] as const)),
    ...(remember.leave && from !== '-' ? ([{ verb: 'mark', outcome: 'left', name: from }] as const) : []),
    { verb: 'good', keep: keepReleases },
  ];
}

/** After an activation of which nothing more was heard: back, unless it came to its good end or back by itself. */
export function returnLines({ from, to }: Switch, commands: HostCommands): ActivationLine[] {
  const { postcmd, restart } = commands;
  const way: readonly ActivationLine[] =
    from === '-'
      ? [{ verb: 'vanish' }]
      : [{ verb: 'release', name: from }, { verb: 'switch' }, ...runs('postcmd', postcmd), ...runs('restart', restart)];
  return [
    { verb: 'unproven', name: to },
    { verb: 'fence', name: to },
    { verb: 'forward' },
    ...way,
    { verb: 'doubt', name: to },
    { verb: 'end' },
  ];
}

function runs(phase: Phase, commands: readonly string[]): ActivationLine[] {
  return commands.map((command) => ({ verb: 'run', phase, command }));
}
