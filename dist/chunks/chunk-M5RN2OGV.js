// src/adapters/meta/meta-failure.ts
import { inputFailure$75 as inputFailure, operationFailure$75 as operationFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
function notMeta(url, why) {
  return inputFailure({
    code: "meta/not-meta",
    message: `${url} is not a meta repo: ${why}`,
    hint: "facs meta init makes one of an empty repository",
    origin: inputOrigin("--meta")
  });
}
function otherRepo(url, names) {
  return inputFailure({
    code: "meta/other-repo",
    message: `${url} holds something else: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", \u2026" : ""}`,
    hint: "a meta repo is a repository of its own: make an empty one",
    origin: inputOrigin("URL|DIR")
  });
}
function denied(url, said) {
  return operationFailure({
    code: "meta/denied",
    message: `${url} denies access: ${said}`,
    target: url,
    retry: "never",
    next: "check the rights of the token or key, and the rules of the branch; record writers belong on its bypass list"
  });
}
function unreachable(url, said) {
  return operationFailure({
    code: "meta/unreachable",
    message: `${url} cannot be reached: ${said}`,
    target: url,
    retry: "safe",
    next: "check the URL and the network, then run the same command again: what landed already is not written twice"
  });
}
function recordedOtherwise(path) {
  return operationFailure({
    code: "meta/exists",
    message: `${path} is recorded already, with other content; what was written once is never changed`,
    target: path,
    retry: "never",
    next: `facs meta cat ${path} shows what is recorded`
  });
}
function changedMeanwhile(path) {
  return operationFailure({
    code: "meta/changed",
    message: `${path} was changed by somebody else meanwhile`,
    target: path,
    retry: "safe",
    next: `facs meta log ${path} shows who changed it; look at it, then run the same command again`
  });
}
function rewound(url, seen, tip, forget) {
  return operationFailure({
    code: "meta/rewound",
    message: `the history of ${url} was rewound or rewritten: its tip was ${seen.slice(0, 12)}, and ${tip === void 0 ? "now it has no commits" : `${tip.slice(0, 12)} does not follow it`}`,
    target: url,
    retry: "never",
    next: `find out who did that, and push ${seen.slice(0, 12)} again; only if it is right so, delete ${forget}`
  });
}
function rewritten(url, path, commit, forget) {
  return operationFailure({
    code: "meta/rewritten",
    message: `commit ${commit.slice(0, 12)} of ${url} changes or removes ${path}, which is written once`,
    target: path,
    retry: "never",
    next: `find out who did that, and push a commit that puts the file back as it was; only if it is right so, delete ${forget}`
  });
}
function outOfTime(url, attempts, deadlineMs, said) {
  return operationFailure({
    code: "meta/deadline",
    message: `${url} refused ${attempts} pushes in ${Math.round(deadlineMs / 1e3)} s${said === "" ? "" : `: ${said}`}`,
    target: url,
    retry: "safe",
    next: "run the same command again; if this happens often, too many writers push to the same branch"
  });
}

export {
  notMeta,
  otherRepo,
  denied,
  unreachable,
  recordedOtherwise,
  changedMeanwhile,
  rewound,
  rewritten,
  outOfTime
};
