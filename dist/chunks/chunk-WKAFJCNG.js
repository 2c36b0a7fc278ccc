const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/core/result.ts
function valid(value, warnings = []) {
  return { ok: true, value, warnings };
}
function invalid(...issues) {
  return { ok: false, issues };
}
function collect(results) {
  const issues = results.flatMap((each) => each.ok ? [] : each.issues);
  if (issues.length > 0) return invalid(...issues);
  const passed = results.filter((each) => each.ok);
  return valid(
    passed.map(({ value }) => value),
    passed.flatMap(({ warnings }) => warnings)
  );
}

export {
  valid,
  invalid,
  collect
};
