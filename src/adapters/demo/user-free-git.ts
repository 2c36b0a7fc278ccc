/** Variables under which git does the same on every machine, whatever its user has configured. */

/** Settings that would otherwise be the user's, or the system's. @source git-config(1), "ENVIRONMENT". */
const SETTINGS: Readonly<Record<string, string>> = {
  'init.defaultBranch': 'main',
  'core.autocrlf': 'false',
  'core.hooksPath': '/dev/null',
  'commit.gpgSign': 'false',
  'tag.gpgSign': 'false',
  // Repacking in the background would outlive the folder that it works in.
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'receive.autogc': 'false',
  // What is thrown away in a moment need not survive a power cut.
  'core.fsync': 'none',
};

/** To be added to PATH and HOME: no configuration file is read, the author is the demo, nothing is asked for. */
export function userFreeGit(): Record<string, string> {
  const settings = Object.entries(SETTINGS).flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: String(Object.keys(SETTINGS).length),
    ...Object.fromEntries(settings),
    GIT_AUTHOR_NAME: 'Demo',
    GIT_AUTHOR_EMAIL: 'demo@example.com',
    GIT_COMMITTER_NAME: 'Demo',
    GIT_COMMITTER_EMAIL: 'demo@example.com',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}
