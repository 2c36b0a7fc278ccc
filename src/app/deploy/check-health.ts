/** Health by URL and TCP: asked from here, through the connection, as the host itself would reach it. */
import type { Health } from '../../core/definition/settings.ts';
import { isHealthy, parseHttpStatus, toHttpCheck } from '../../core/deploy/http-check.ts';
import { hasCode } from '../../core/error.ts';
import { describeDuration } from '../../core/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connection } from '../ports/hosts.ts';

/** A service that has just been restarted is often there at once: the pauses begin short and double. */
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;
const LONGEST_ASK_MS = 5000;

/**
 * Asks again and again until it works or time is up; a command has been asked by the host's own script already.
 * @returns Undefined when it works, else why not, as a sentence.
 * @throws operation `ssh/no-forwarding`, `ssh/closed`.
 */
export async function checkHealth(
  connection: Connection,
  health: Health | undefined,
  { clock, interruption }: { readonly clock: Clock; readonly interruption: AbortSignal },
): Promise<string | undefined> {
  if (health === undefined || health.kind === 'command') return undefined;
  const deadline = clock.now() + health.withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
    const problem = await ask(connection, health, Math.max(1, Math.min(LONGEST_ASK_MS, deadline - clock.now())));
    if (problem === undefined) return undefined;
    if (interruption.aborted) return problem;
    if (clock.now() + pauseMs >= deadline) return `${problem}, for ${describeDuration(health.withinMs)}`;
    await clock.sleep(pauseMs);
  }
}

async function ask(connection: Connection, health: Health, timeoutMs: number): Promise<string | undefined> {
  try {
    return health.kind === 'url'
      ? await askUrl(connection, health.url, timeoutMs)
      : await askPort(connection, health, timeoutMs);
  } catch (error) {
    if (hasCode(error, 'health/no-answer')) return error.message;
    throw error;
  }
}

async function askUrl(connection: Connection, url: string, timeoutMs: number): Promise<string | undefined> {
  const check = toHttpCheck(url);
  if (check === undefined) return `${url} is no http or https URL`;
  const status = parseHttpStatus(await connection.exchange({ ...check, timeoutMs }));
  if (isHealthy(status)) return undefined;
  return status === undefined ? `${url} does not answer in HTTP` : `${url} answers ${status}`;
}

async function askPort(connection: Connection, health: Health, timeoutMs: number): Promise<undefined> {
  if (health.kind !== 'tcp') return;
  const { address, port } = health;
  await connection.exchange({ address, port, request: new Uint8Array(), timeoutMs });
}
