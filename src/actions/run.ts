/** The action `run`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/run.ts')).runCommand);
