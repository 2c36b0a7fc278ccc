/** From the bytes of a file to its text. */
import { fileOrigin } from '../core/issue.ts';
import { invalid, type Result, valid } from '../core/result.ts';

const LINE_BREAK = 0x0a;

/**
 * UTF-8, with or without a byte order mark. Nothing else is guessed at: a file that is written again would lose what was
 * read wrong. Issue: `<area>/encoding`, at the first line that is no UTF-8.
 * @param file As the user can open it.
 */
export function decodeText(bytes: Uint8Array, file: string, area: string): Result<string> {
  const text = decode(bytes);
  if (text !== undefined) return valid(text);
  const origin = fileOrigin(file, firstBrokenLine(bytes));
  return invalid({ code: `${area}/encoding`, message: 'no UTF-8 text', hint: 'save it as UTF-8', origin });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** No character but the line break has its byte, so each line can be looked at alone. */
function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(LINE_BREAK, start);
    const stop = end < 0 ? bytes.length : end;
    if (decode(bytes.subarray(start, stop)) === undefined) return line;
    start = stop + 1;
  }
  return line;
}
