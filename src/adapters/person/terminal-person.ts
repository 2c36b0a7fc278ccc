/** The person at the terminal, or whatever is piped in. */
import type { Person } from '../../app/ports/person.ts';
import type { Talk } from '../../app/ports/talk.ts';
import { inputFailure, operationFailure } from '../../core/error.ts';
import { describeIssue } from '../../core/issue.ts';
import { secret } from '../../core/secret.ts';
import { guardFile } from './guard-file.ts';
import { writePrivateFile } from './private-file.ts';
import { readHidden, readPiped } from './read-input.ts';
import { editorWords, runEditor } from './run-editor.ts';

/** What it takes from its surroundings. */
export interface TerminalSurroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly talk: Talk;
}

/** Asks on stderr and reads stdin. */
export function terminalPerson({ variables, talk }: TerminalSurroundings): Person {
  const canAsk = () => process.stdin.isTTY === true;
  return {
    tellSecret: async (question) => {
      const told = canAsk() ? await readHidden(question) : (await readPiped()).replace(/\r?\n$/, '');
      if (told === '') throw gone('nothing was said, so nothing was changed');
      return secret(told);
    },
    edit: async ({ name, text, review }) => {
      const words = editorWords(variables);
      const file = await writePrivateFile(name, text, variables['XDG_RUNTIME_DIR']);
      const guard = guardFile(file.wipe);
      try {
        for (;;) {
          await runEditor([...words, file.path], variables, guard);
          const edited = await file.read();
          if (edited === undefined) throw gone('the file was removed, so nothing was changed');
          const issues = await review(edited);
          if (issues.length === 0) return edited;
          if (!canAsk()) throw inputFailure(...issues);
          for (const issue of issues) talk.say(describeIssue(issue));
          await readHidden('Enter to edit it again, Ctrl-C to leave the file as it was ');
        }
      } finally {
        file.wipe();
        guard.release();
      }
    },
  };
}

function gone(message: string) {
  const next = 'run the same command again';
  return operationFailure({ code: 'person/gone', message, retry: 'safe', next });
}
