/** The action `render`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/render.ts')).renderCommand);
