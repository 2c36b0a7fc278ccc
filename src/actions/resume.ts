/** The action `resume`. */
import { runAction } from './run-action.ts';

await runAction(async () => (await import('../commands/resume.ts')).resumeCommand);
