/** The action `rollout`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/rollout.ts')).rolloutCommand);
