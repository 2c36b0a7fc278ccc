/** What nobody caught: it is told like any other failure, with its own exit code, instead of Node's. */
import { exitCodeOf } from '../core/error.ts';

/** Ends the process at the first one, after `show` has told it. */
export function watchStrayFailures(show: (error: unknown) => void): void {
  process.once('uncaughtException', (error) => {
    show(error);
    process.exit(exitCodeOf(error));
  });
}
