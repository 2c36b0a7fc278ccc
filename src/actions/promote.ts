/** The action `promote`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/promote.ts')).promoteCommand);
