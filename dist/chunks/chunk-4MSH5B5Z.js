// src/core/meta/integrity/finding.ts
import { comparePaths$84 as comparePaths } from "./common.js";
import { describeOrigin$88 as describeOrigin } from "./common.js";
import { printableLine$93 as printableLine } from "./common.js";
function errorIn({ path, commit }, code, message, remedy) {
  return { code, severity: "error", path, commit, message, remedy };
}
function warningIn(subject, code, message, remedy) {
  return { ...errorIn(subject, code, message, remedy), severity: "warning" };
}
function findingsOf(subject, issues, remedy) {
  return issues.map(({ code, message, hint, origin }) => {
    const line = origin?.kind === "file" ? `${describeOrigin(origin).slice(origin.file.length + 1)}: ` : "";
    const words = hint === void 0 ? message : `${message} (${hint})`;
    return errorIn(subject, code, `${line}${words}`, remedy);
  });
}
function orderFindings(findings) {
  const text = ({ code, commit, message }) => `${code}\0${commit}\0${message}`;
  return findings.toSorted((a, b) => comparePaths(a.path, b.path) || (text(a) < text(b) ? -1 : 1));
}
function describeFinding({ code, severity, path, commit, message, remedy }) {
  const where = [path, commit === "" ? "" : `commit ${commit.slice(0, 12)}`].filter((word) => word !== "").join(", ");
  const place = where === "" ? "" : `${printableLine(where)}: `;
  return `${severity}: ${place}${printableLine(message)} [${code}]
  next: ${printableLine(remedy)}`;
}

export {
  errorIn,
  warningIn,
  findingsOf,
  orderFindings,
  describeFinding
};
