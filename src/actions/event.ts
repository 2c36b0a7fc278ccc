/** The action `event`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/event-add.ts')).eventAddCommand);
