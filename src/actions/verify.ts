/** The action `verify`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/verify.ts')).verifyCommand);
