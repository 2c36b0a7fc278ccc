/** The action `deploy`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/deploy.ts')).deployCommand);
