
// src/adapters/process/interruption.ts
function watchInterruption(say) {
  watched ??= watch(say);
  return watched;
}
var watched;
function watch(say) {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => {
      say(`${signal}: stopping, and taking back what is not done; once more leaves that to the hosts`);
      controller.abort(signal);
    });
  }
  return controller.signal;
}
export {
  watchInterruption
};
