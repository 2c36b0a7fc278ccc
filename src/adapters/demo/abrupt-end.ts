/** Cleaning up when the process ends before its work does. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `cleanUp`, which must not wait for anything, when the process is interrupted or exits; it then ends as it
 * would have. Gives the function that calls it off.
 */
export function onAbruptEnd(cleanUp: () => void): () => void {
  const interrupted = (signal: NodeJS.Signals) => {
    callOff();
    cleanUp();
    // Whoever else waits for the signal would take back what is no longer there. The parent sees the same end as without
    // us: killed by this signal.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };
  const callOff = () => {
    process.off('exit', cleanUp);
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };
  process.on('exit', cleanUp);
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return callOff;
}
