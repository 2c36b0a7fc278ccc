/** The action `release`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/release-create.ts')).releaseCreateCommand);
