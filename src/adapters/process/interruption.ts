/** Ctrl-C, and the end that a CI runner announces. */

/**
 * Done at the first SIGINT, SIGTERM or SIGHUP: whoever asked has time to take things back. A second one ends the
 * process at once. Asking changes what signals do, so only those ask who look at the answer.
 * @param say Hears what the first one does: it may take a while, and people press again too soon.
 */
export function watchInterruption(say: (line: string) => void): AbortSignal {
  watched ??= watch(say);
  return watched;
}

// Signals are of the whole process: whoever asks later hears the same.
let watched: AbortSignal | undefined;

function watch(say: (line: string) => void): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      say(`${signal}: stopping, and taking back what is not done; once more leaves that to the hosts`);
      controller.abort(signal);
    });
  }
  return controller.signal;
}
