/** Patience with a host that lets us in: it may work as long as it likes, once it has said something. */
import type { Host } from '../../app/ports/hosts.ts';
import { operationFailure } from '../../core/error.ts';
import { describeDuration } from '../../core/time.ts';

/**
 * What the work gives, unless its first word does not come in time; it is then left to itself, and ends with the
 * connection.
 * @param work Calls `heard` at any word. @throws operation `ssh/unreachable`.
 */
export async function withFirstWord<T>(
  host: Host,
  durationMs: number | undefined,
  work: (heard: () => void) => Promise<T>,
): Promise<T> {
  if (durationMs === undefined) return work(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silent(host, durationMs)), durationMs);
  });
  const heard = () => clearTimeout(timer);
  return Promise.race([work(heard), silence]).finally(heard);
}

function silent({ name }: Host, durationMs: number) {
  return operationFailure({
    code: 'ssh/unreachable',
    message: `${name}: it lets us in, and then says nothing for ${describeDuration(durationMs)}`,
    target: name,
    retry: 'safe',
    next: `see what a shell does there: ssh ${name} true`,
  });
}
