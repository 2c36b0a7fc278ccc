/**
 * Tests run as somebody at a terminal, whatever runs them: a workflow, a build server, a shell with keys in it.
 *
 * What a variable says of where the program runs (`CI` alone refuses a deploy to this machine) or gives to it would
 * else decide which tests pass. A test that is about such a variable sets it.
 */
const SAYS_WHERE = /^(CI$|GITHUB_|RUNNER_|ACTIONS_|INPUT_|SOPS_|SSH_|LD_LIBRARY_PATH$)/;

/** Inputs of the program that may come from the environment; other `FACS_` variables are for tests themselves. */
const GIVES = /^FACS_(META|STORE|SSH_KEY)/;

for (const name of Object.keys(process.env)) {
  if (SAYS_WHERE.test(name) || GIVES.test(name)) delete process.env[name];
}
