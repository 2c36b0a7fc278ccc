/** The action `binary`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/binary-add.ts')).binaryAddCommand);
