/** Ctrl-C, and the end that a CI runner announces. */

/**
 * Done at the first SIGINT, SIGTERM or SIGHUP: whoever asked has time to take things back. A second one ends the
 * process at once. Asking changes what signals do, so only those ask who look at the answer.
 */
export function watchInterruption(): AbortSignal {
  watched ??= watch();
  return watched;
}

// Signals are of the whole process: whoever asks later hears the same.
let watched: AbortSignal | undefined;

function watch(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => controller.abort(signal));
  return controller.signal;
}
