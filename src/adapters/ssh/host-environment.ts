/** What commands of a deploy to this machine see of our variables: what a login on a host would give them. */

const OF_A_LOGIN = /^(HOME|USER|LOGNAME|SHELL|PATH|LANG|LC_[A-Z]+|TZ|TMPDIR|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS)$/;

/** Without our keys and tokens, and without whatever else the caller, or its CI, has set for itself. */
export function hostEnvironment(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined || !OF_A_LOGIN.test(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}
