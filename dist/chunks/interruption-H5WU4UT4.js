const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import "./chunk-QNEN4M7J.js";

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
