/** What comes from stdin. */
import { operationFailure } from '../../core/error.ts';

/** Bytes of the longest value that is taken. */
const MAX_BYTES = 1_000_000;
const ENTER = /[\r\n]/;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const BACKSPACE = /[\u007f\b]/;

/** All of it. @throws operation `person/gone`: it does not end where a value might. */
export async function readPiped(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES) throw gone(`what is piped in has more than ${MAX_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A line that the terminal does not show. @throws operation `person/gone`: Ctrl-C, or the terminal is closed. */
export async function readHidden(question: string): Promise<string> {
  // First of all: what is typed early must not show either.
  process.stdin.setRawMode(true);
  process.stderr.write(question);
  let line = '';
  try {
    for await (const chunk of process.stdin.iterator({ destroyOnReturn: false })) {
      for (const letter of String(chunk)) {
        if (ENTER.test(letter)) return line;
        if (letter === CTRL_C || letter === CTRL_D) throw gone('it was called off, so nothing was changed');
        line = BACKSPACE.test(letter) ? line.slice(0, -1) : line + letter;
      }
    }
    throw gone('the terminal is closed, so nothing was changed');
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write('\n');
  }
}

function gone(message: string) {
  return operationFailure({ code: 'person/gone', message, retry: 'safe', next: 'run the same command again' });
}
