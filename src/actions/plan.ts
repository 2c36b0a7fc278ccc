/** The action `plan`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/plan.ts')).planCommand);
