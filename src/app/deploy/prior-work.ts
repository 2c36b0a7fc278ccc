/** What was done before a deploy by the run that it is a part of. */
import type { Definition } from '../../core/definition/definition.ts';
import { operationFailure } from '../../core/error.ts';
import type { OptionValues } from '../../core/run/plugin-options.ts';
import type { GatherInputs } from '../gather/places.ts';
import { type Gathered, gather } from '../gather.ts';
import type { Ports } from '../ports/ports.ts';
import type { ChosenRelease, ReleaseBinary } from '../release-choice.ts';

/** What a deploy takes over from it. */
export interface PriorWork {
  /** Full githash that it was done for. */
  readonly release: string;
  /** Binaries that no record describes, or that were recorded just now. */
  readonly built: readonly ReleaseBinary[];
  /** Values of the project's own options, for templates. */
  readonly options: OptionValues;
  /** Of a dry run: names of binaries that the build would make. */
  readonly unbuilt: readonly string[];
}

/**
 * As `gather`, with the binaries of the prior work.
 * @throws operation `deploy/moved`: the channel or branch maps to another release by now.
 */
export async function gatherAfter(prior: PriorWork | undefined, inputs: GatherInputs, ports: Ports): Promise<Gathered> {
  const gathered = await gather(inputs, ports);
  if (prior === undefined) return gathered;
  const { githash, channel = 'the branch' } = gathered.release;
  if (githash === prior.release) return { ...gathered, release: withBinaries(gathered.release, prior.built) };
  throw operationFailure({
    code: 'deploy/moved',
    message: `${channel} is at ${githash.slice(0, 12)} by now, and this run is about ${prior.release.slice(0, 12)}`,
    retry: 'safe',
    next: 'run the same command again',
  });
}

/** The release with these binaries too; what it has by the same name and platform gives way. */
export function withBinaries(release: ChosenRelease, built: readonly ReleaseBinary[]): ChosenRelease {
  const isBuilt = ({ name, platform }: ReleaseBinary) =>
    built.some((each) => each.name === name && each.platform === platform);
  return { ...release, binaries: [...release.binaries.filter((each) => !isBuilt(each)), ...built] };
}

/** @throws operation `build/pending`, which `isTreeUnknown` knows: trees want binaries that are still to be built. */
export function checkBuilt({ settings }: Definition, unbuilt: readonly string[]): void {
  const awaited = settings.install.flatMap((group) =>
    group.type === 'binary' && unbuilt.includes(group.name) ? [group.name] : [],
  );
  if (awaited.length === 0) return;
  throw operationFailure({
    code: 'build/pending',
    message: `${awaited.join(', ')} would be built first`,
    retry: 'safe',
    next: 'run the build',
  });
}
