/** Looking at a page, as a browser would. */
import { operationFailure } from '../../core/error.ts';

const PATIENCE_MS = 3000;

/**
 * The body at `url`, whatever the status.
 * @throws operation `demo/page`: nobody answers.
 */
export async function fetchPage(url: string): Promise<string> {
  try {
    // A kept connection would hold the demo open at its end.
    const headers = { connection: 'close' };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    return await response.text();
  } catch (cause) {
    throw operationFailure({
      code: 'demo/page',
      message: `nobody answers at ${url}`,
      target: url,
      retry: 'safe',
      cause,
    });
  }
}
