/** `facs lock`: keeps everybody from an instance. */
import { lockInstance } from '../app/lock-instance.ts';
import { usageFailure } from '../core/error.ts';
import { defineInputs, duration, flag, text } from '../core/inputs/input.ts';
import { dryRun, places, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  ...subject,
  reason: text({ placeholder: 'WORDS', help: 'Why; whoever is stopped by it reads this.' }),
  release: flag({ help: 'Release the lock instead, whoever took it.' }),
  wait: duration({ default: '10m', help: 'Longest wait for a run that is at work on the instance.' }),
  ...places,
  ...dryRun,
});

/** Data: `{project, instance, lock: {holder, reason}, released: {holder, reason}}`; what is not there null. */
export const lockCommand = defineCommand({
  name: 'lock',
  summary: 'Stop all deployments of an instance, for a reason, until --release.',
  inputs,
  run: async (given, context) => {
    if (given.release && given.reason !== undefined)
      throw usageFailure('--release ends a lock, --reason begins one: one of them is meant', 'lock');
    const { project, instance, lock, released } = await lockInstance(given, context);
    const name = `${project} ${instance}`;
    const freed =
      released === undefined ? 'was not locked' : `is free: ${released.holder} had locked it (${released.reason})`;
    return {
      data: {
        ...{ project, instance },
        lock: lock === undefined ? null : { ...lock },
        released: released === undefined ? null : { ...released },
      },
      text: lock === undefined ? `${name} ${freed}` : `${name} is locked: ${lock.reason}`,
    };
  },
});
