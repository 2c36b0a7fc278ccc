/** The person's editor, with the terminal to itself. */
import { spawn } from 'node:child_process';
import { operationFailure } from '../../core/error.ts';
import { splitWords } from '../split-words.ts';
import type { Guard } from './guard-file.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What no editor needs to know. */
const KEPT_BACK = /^(?:SOPS_AGE_(?:SSH_PRIVATE_)?KEY|FACS_(?:SSH_KEY|.*_TOKEN)|GITHUB_TOKEN)$/;

/** `$SOPS_EDITOR`, `$VISUAL`, `$EDITOR` in words, else `vi`. @throws operation `person/editor`: a quote is not closed. */
export function editorWords(variables: Variables): readonly string[] {
  const line = ['SOPS_EDITOR', 'VISUAL', 'EDITOR'].map((name) => variables[name]).find((each) => each) ?? 'vi';
  const words = splitWords(line);
  if (words === undefined || words.length === 0) throw failed(`"${line}" is no command`);
  return words;
}

/** Done when it has ended well. @throws operation `person/editor`. */
export async function runEditor(words: readonly string[], variables: Variables, guard: Guard): Promise<void> {
  const [program = '', ...rest] = words;
  const env = Object.fromEntries(Object.entries(variables).filter(([name]) => !KEPT_BACK.test(name)));
  const child = spawn(program, rest, { stdio: 'inherit', env });
  guard.editor = child;
  try {
    const end = await new Promise<number | string>((resolve, reject) => {
      child.once('error', (error) => reject(failed(`${program} cannot be run: ${error.message}`)));
      child.once('close', (code, signal) => resolve(code ?? signal ?? 'it was killed'));
    });
    if (end !== 0) throw failed(`${program} ended with ${end}`);
  } finally {
    guard.editor = undefined;
  }
}

function failed(message: string) {
  return operationFailure({
    code: 'person/editor',
    message: `${message}: nothing was written`,
    retry: 'safe',
    next: 'say in EDITOR which editor to use, then run the same command again',
  });
}
