/** The action `meta-check`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/meta-check.ts')).metaCheckCommand);
