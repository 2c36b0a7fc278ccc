/** Telling people, and meta, that a run begins, how it ended and how far it came (F-72). */
import { describeRelease } from '../../core/deploy/describe-plan.ts';
import { isFailure } from '../../core/error.ts';
import type { MetaEvent } from '../../core/meta/record.ts';
import { describeDuration } from '../../core/time.ts';
import { definitionsOf, eventOf, pushRecords } from '../deploy/deployment-records.ts';
import { type Going, isRecorded } from './stage.ts';

/** Stages that are nobody's business but that of whoever runs them. */
const PRIVATE = ['checkout', 'install'];

/** A run that has begun. */
export interface Announced {
  /** Tells that it ended well. */
  done(): Promise<void>;
  /** Tells that it failed with this code, after the stages that it passed. */
  failed(code: string, passed: readonly string[]): Promise<void>;
}

/**
 * Tells that the run begins. Of a recorded release meta is told too, unless the stages change nothing for others.
 * @throws operation as `Meta.append`: a run that cannot be recorded does not begin.
 */
export async function announce(
  going: Going,
  stages: readonly string[],
  notices: readonly string[],
): Promise<Announced> {
  const { context, gathered } = going;
  const { ports } = context;
  const { clock, talk } = ports;
  const begunAt = clock.now();
  const title = [describeSubject(going), ...notices].join('. ');
  const isTold = isRecorded(going) && stages.some((stage) => !PRIVATE.includes(stage));
  const run = (await ports.ids()).ulid(begunAt);
  const seconds = () => String(Math.round((clock.now() - begunAt) / 1000));
  const spent = () => describeDuration(clock.now() - begunAt);
  const tell = (event: string, fields: MetaEvent['fields']) =>
    isTold ? record(going, { event, fields: { run, ...fields } }) : Promise.resolve();
  talk.say(`begin: ${title}`);
  await tell('run-begun', { release: gathered.release.githash, stages: stages.join(' ') });
  const end = (event: string, fields: MetaEvent['fields']) =>
    tell(event, { seconds: seconds(), ...fields }).catch((error: unknown) => {
      // What was done is done: that nobody could be told is said beside it, not instead of it.
      if (!isFailure(error)) throw error;
      talk.warn({ code: 'run/not-recorded', message: `the end of the run could not be recorded: ${error.message}` });
    });
  return {
    done: async () => {
      talk.say(`done in ${spent()}: ${title}`);
      await end('run-done', {});
    },
    failed: async (code, passed) => {
      const last = passed.at(-1);
      talk.say(`failed after ${spent()}, last passed stage: ${last ?? 'none'}: ${title}`);
      await end('run-failed', { code, ...(last === undefined ? {} : { passed: last }) });
    },
  };
}

/** What is told besides: a run that ends early, or is about no release. */
export function noticesOf(stages: readonly string[], all: readonly string[], devel: boolean): readonly string[] {
  const last = stages.at(-1) ?? '';
  const early = last === all.at(-1) ? [] : [`shortened push, only to ${last} stage`];
  return devel ? [...early, 'devel build'] : early;
}

function describeSubject({ context, gathered }: Going): string {
  const { definition, release, definitionsAt } = gathered;
  const { channel = '' } = release;
  const about = describeRelease({
    ...{ project: definition.project, instance: definition.instance, channel, release },
    definitions: definitionsOf(definitionsAt),
  });
  return `${definition.project} ${definition.instance} ${about} by ${context.environment.actor}`;
}

async function record(going: Going, { event, fields }: Pick<MetaEvent, 'event' | 'fields'>): Promise<void> {
  const { context, gathered } = going;
  const { ports, environment } = context;
  const { definition, seen } = gathered;
  if (seen === undefined) return;
  const at = ports.clock.now();
  const id = (await ports.ids()).ulid(at);
  await pushRecords(seen.meta, definition, [eventOf(definition, { id, event, fields, at }, environment)]);
}
