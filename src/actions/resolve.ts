/** The action `resolve`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/resolve.ts')).resolveCommand);
