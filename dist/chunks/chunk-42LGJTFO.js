const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/core/issue.ts
function fileOrigin(file, line = 1, column = 1) {
  return { kind: "file", file, line, column };
}
function inputOrigin(name) {
  return { kind: "input", name };
}
function describeOrigin(origin) {
  return origin.kind === "file" ? `${origin.file}:${origin.line}:${origin.column}` : origin.name;
}
function describeIssue(issue) {
  const where = issue.origin === void 0 ? "" : `${describeOrigin(issue.origin)}: `;
  const hint = issue.hint === void 0 ? "" : ` (${issue.hint})`;
  const excerpt = issue.excerpt === void 0 ? "" : `
${issue.excerpt}`;
  return `${where}${issue.message}${hint}${excerpt}`;
}

// src/core/error.ts
var EXIT = { done: 0, failed: 1, input: 2, usage: 64, bug: 70 };
function inputFailure(...issues) {
  return Object.assign(new Error(issues.map(describeIssue).join("\n")), { kind: "input", issues });
}
function usageFailure(message, command) {
  return Object.assign(new Error(message), { kind: "usage", command });
}
function operationFailure(operation) {
  const { message, cause, ...rest } = operation;
  return Object.assign(new Error(message, { cause }), { kind: "operation", ...rest });
}
function isFailure(error) {
  return error instanceof Error && "kind" in error && ["input", "usage", "operation"].includes(String(error.kind));
}
function hasCode(error, code) {
  return isFailure(error) && error.kind === "operation" && error.code === code;
}
function exitCodeOf(error) {
  if (!isFailure(error)) return EXIT.bug;
  return { input: EXIT.input, usage: EXIT.usage, operation: EXIT.failed }[error.kind];
}
function unwrap(result) {
  if (!result.ok) throw inputFailure(...result.issues);
  return result.value;
}

export {
  fileOrigin,
  inputOrigin,
  describeOrigin,
  describeIssue,
  EXIT,
  inputFailure,
  usageFailure,
  operationFailure,
  isFailure,
  hasCode,
  exitCodeOf,
  unwrap
};
