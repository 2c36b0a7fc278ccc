// src/adapters/git/git-failure.ts
import { operationFailure$75 as operationFailure } from "./common.js";
var MEANINGS = [
  ["git/not-a-repo", /not a git repository|must be run in a work tree|not a work tree/i],
  ["git/unsafe-owner", /dubious ownership/i],
  [
    "git/denied",
    /authentication failed|could not read (username|password)|permission denied|access denied|invalid (username|credentials)|host key verification failed|error: (401|403)|returned error: (401|403)|terminal prompts disabled/i
  ],
  ["git/no-repo", /repository .*not found|does not appear to be a git repository|does not exist|error: 404/i],
  [
    "git/unreachable",
    /could not resolve host|unable to access|connection (refused|timed out|reset|closed)|early eof|hung up unexpectedly|network is unreachable|operation timed out|error: 5\d\d/i
  ]
];
var NEXT = {
  "git/not-a-repo": "run it inside a git work tree, or name one with --src-dir",
  "git/unsafe-owner": "let git trust that folder: git config --global --add safe.directory FOLDER",
  "git/denied": "check the token, key or rights for that repository",
  "git/no-repo": "check the URL of the repository, and that the token or key may read it",
  "git/unreachable": "check the network, then run the same command again"
};
function gitFailure(words, finished) {
  const code = meaningOf(finished.stderr);
  const next = NEXT[code];
  return operationFailure({
    code,
    message: withoutPasswords(`git ${commandOf(words)}: ${reasonOf(finished)}`),
    retry: "safe",
    ...next === void 0 ? {} : { next },
    cause: new Error(withoutPasswords(`git ${words.join(" ")}
${finished.stderr}`))
  });
}
function meaningOf(stderr) {
  return MEANINGS.find(([, wording]) => wording.test(stderr))?.[0] ?? "git/failed";
}
function withoutPasswords(text) {
  return text.replace(/(\w+:\/\/)[^/\s]+@/g, "$1");
}
function commandOf(words) {
  return words.find((word, i) => !word.startsWith("-") && !["-c", "-C"].includes(words[i - 1] ?? "")) ?? "";
}
function reasonOf({ ending, stderr }) {
  const lines = stderr.split("\n").filter((line) => /^(fatal|error|remote: error|ERROR):?/i.test(line));
  const said = lines.length > 0 ? lines.join("; ") : stderr.trim();
  if (said !== "") return said;
  if (ending.kind === "signal") return `ended by ${ending.signal}`;
  return ending.kind === "exit" ? `exit code ${ending.code}` : "ended without an exit code";
}

export {
  gitFailure,
  meaningOf,
  withoutPasswords
};
