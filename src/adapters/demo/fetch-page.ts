/** Looking at a page, as a browser would. */
import { setTimeout as wait } from 'node:timers/promises';
import { operationFailure } from '../../core/error.ts';

const PATIENCE_MS = 5000;
const PAUSE_MS = 20;

/**
 * The body at `url`, whatever the status. A server that has just been started is given a moment.
 * @throws operation `demo/page`: nobody answers.
 */
export async function fetchPage(url: string): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      // A kept connection would hold the demo open at its end.
      const headers = { connection: 'close' };
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
      return await response.text();
    } catch (cause) {
      if (Date.now() > deadline) throw noAnswer(url, cause);
      await wait(PAUSE_MS);
    }
  }
}

function noAnswer(url: string, cause: unknown) {
  return operationFailure({
    code: 'demo/page',
    message: `nobody answers at ${url}`,
    target: url,
    retry: 'safe',
    cause,
  });
}
