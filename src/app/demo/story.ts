/** The story that the demo tells, chapter by chapter. */
import type { Clock } from '../ports/clock.ts';
import type { Stage } from './stage.ts';
import { tellBrokenRelease } from './tell-broken-release.ts';
import { tellEstate } from './tell-estate.ts';
import { tellFirstRelease } from './tell-first-release.ts';
import { tellPromotion } from './tell-promotion.ts';
import { tellSecondRelease } from './tell-second-release.ts';
import { tellStatus } from './tell-status.ts';
import { tellTrace } from './tell-trace.ts';

/** A chapter that was told: what it showed, and how long it took. */
export interface Told {
  readonly shown: string;
  readonly durationMs: number;
}

const CHAPTERS: readonly { readonly shown: string; readonly tell: (stage: Stage) => Promise<void> }[] = [
  { shown: 'definitions in layers: every value knows where it was written', tell: tellEstate },
  { shown: 'releases: a tag recorded, its build stored once', tell: tellFirstRelease },
  { shown: 'channels: one small commit promotes, and what follows is deployed over SSH', tell: tellPromotion },
  { shown: 'plans: seen before they are done; only the difference is sent', tell: tellSecondRelease },
  { shown: 'traces: from a file on a host back to its commits', tell: tellTrace },
  { shown: 'health: a broken release is caught, the host goes back by itself', tell: tellBrokenRelease },
  { shown: 'status: what runs where, by the records and by the hosts', tell: tellStatus },
];

/** Tells all of it. @throws operation: what a command of ours failed with. */
export async function tellStory(stage: Stage, clock: Clock): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const { shown, tell } of CHAPTERS) {
    const start = clock.now();
    await tell(stage);
    told.push({ shown, durationMs: clock.now() - start });
  }
  return told;
}
