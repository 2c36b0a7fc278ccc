/** A process with a failure that nobody catches, for the test of `watchStrayFailures`. */
import { watchStrayFailures } from '../../src/cli/stray-failures.ts';
import { inputFailure } from '../../src/core/error.ts';

watchStrayFailures((error) => void process.stderr.write(`told: ${error instanceof Error ? error.message : error}\n`));
void Promise.reject(
  process.argv[2] === 'input' ? inputFailure({ code: 'a/b', message: 'it is wrong' }) : new Error('it is ours'),
);
