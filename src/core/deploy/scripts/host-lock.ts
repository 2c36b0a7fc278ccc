/** One activation at a time on a host: a part of the script that activates. */

/**
 * Takes the lock or ends the script. Each process announces itself first and looks around second: of two that start at
 * once, at least one sees the other. A name whose process is gone (or whose number belongs to a younger process) is of
 * nobody.
 */
export const HOST_LOCK = `
home=$1 id=$2 renamer=$3 patience=$4
trap '' HUP PIPE
cd -P "$home" || { say refused home; exit 1; }
home=$PWD
born() { if [ -r "/proc/$1/stat" ]; then sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; else echo -; fi; }
mine=.facsimile/locks/$$
others() {
  for lock in .facsimile/locks/*[0-9]; do
    if [ "$lock" = "$mine" ] || [ ! -f "$lock" ]; then continue; fi
    read -r since holder <"$lock" || continue
    pid=\${lock##*/}
    if kill -0 "$pid" 2>/dev/null && [ "$(born "$pid")" = "$since" ]; then echo "$holder"; return; fi
    rm -f "$lock"
  done
}
mkdir -p .facsimile/locks || { say refused home; exit 1; }
trap 'rm -f "$mine"' EXIT
waited=0
while :; do
  if printf '%s %s\\n' "$(born $$)" "$id" >"$mine.new" && mv -f "$mine.new" "$mine"; then :; else say refused home; exit 1; fi
  holder=$(others)
  if [ -z "$holder" ]; then break; fi
  rm -f "$mine"
  if [ "$waited" -ge "$patience" ]; then say refused locked "$holder"; exit 1; fi
  waited=$((waited + 1))
  sleep 1
done
`;
