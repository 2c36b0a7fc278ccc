/** Mends files of the release that a host runs: each is replaced by a rename, nothing else is touched. */
import { HOST_LOCK } from './host-lock.ts';
import { COMPARING, compact, PROLOGUE, scriptCommand } from './prologue.ts';
import { UNPACK_SENT } from './unpack-sent.ts';

/** What mending needs to know besides its stream. */
export interface RepairArguments {
  /** Absolute, as the host answered it. */
  readonly home: string;
  /** ULID: names the work folder. */
  readonly id: string;
  /** Seconds to wait for an activation on this host to end. */
  readonly patience: number;
  /** Name of the release folder; refused unless it is current still. */
  readonly name: string;
  readonly sha256: string;
  readonly stat: string;
  /** Files in place: their folder, as in the definition. */
  readonly live?: string;
}

/** Where things lie in the tar stream that is stdin, besides those of a staging. */
export const REPAIR_STREAM = {
  /** Paths below the release folder, one per line, that must go. */
  surplus: 'surplus',
  /** Shared paths, one per line, whose link must be there. */
  shared: 'shared',
} as const;

/** The command; stdin is one tar stream. */
export function repairCommand({ home, id, patience, name, sha256, stat, live = '' }: RepairArguments): string {
  return scriptCommand(REPAIR, home, id, '-', String(patience), name, sha256, stat, live);
}

// What took the place of a shared path may be somebody's data: only a link makes way there.
// In place a folder or a link may be somebody's, and does not make way.
// A file may share its bytes with kept releases by a hard link: it is never written to, a new one takes its place.
const MEND = `
name=$5 sha=$6 stat=$7 live=$8
umask 022
LC_ALL=C; export LC_ALL
fail() {
  say failed "$1"
  say space "$(df -Pk . 2>/dev/null | tail -n 1 | awk '{ print $4 }')"
  exit 1
}
if [ "$(current_name)" != "$name" ]; then say refused fence "$(current_name)"; exit 1; fi
stage=$home/.facsimile/stage/$id
trap 'rm -f "$home/$mine"; rm -rf "$stage"' EXIT
trap 'exit 1' INT TERM
{ mkdir -p .facsimile/stage && mkdir "$stage"; } || fail folders
${UNPACK_SENT}
case $live in "~") live=$HOME ;; "~"/*) live=$HOME/\${live#*/} ;; esac
release=\${live:-$home/releases/$name}
take_away() {
  if [ -n "$live" ] && { [ -d "$1" ] || [ -L "$1" ]; }; then return 1; fi
  rm -rf "$1"
}
while IFS= read -r path; do
  case /$path/ in */../* | *//*) fail surplus ;; esac
  rm -rf "\${release:?}/$path" || fail surplus
done <"$stage/surplus"
if [ -z "$live" ]; then find "$release" -name "*$newline*" -prune -exec rm -rf {} + || fail surplus; fi
cd "$stage/tree" || fail folders
find . -type d | while IFS= read -r path; do
  if [ -L "$release/$path" ] || { [ -e "$release/$path" ] && [ ! -d "$release/$path" ]; }; then
    take_away "$release/$path" || exit 1
  fi
  [ -d "$release/$path" ] || mkdir -p "$release/$path" || exit 1
done || fail folders
find . ! -type d | while IFS= read -r path; do
  if [ -d "$release/$path" ] && [ ! -L "$release/$path" ]; then take_away "$release/$path" || exit 1; fi
  mv -f "$path" "$release/$path" || exit 1
done || fail files
cd "$home" || fail folders
while IFS= read -r path; do
  if [ -L "$release/$path" ]; then rm -f "$release/$path"; fi
  case $path in */*) mkdir -p "$release/\${path%/*}" || fail folders ;; esac
  [ -e "shared/$path" ] || mkdir -p "shared/$path" || fail shared
  [ -e "$release/$path" ] || ln -s "$home/shared/$path" "$release/$path" || fail shared
done <"$stage/shared"
manifest=.facsimile/manifests/$name
{ awk '{ key = $0; sub(/^[^\\t]*\\t/, "", key) }
  FILENAME == ARGV[1] { sent[key] = 1; next }
  !(key in sent)' "$stage/sent" "$manifest" >"$stage/manifest" && cat "$stage/sent" >>"$stage/manifest"; } || fail manifest
{ chmod 600 "$stage/manifest" && mv -f "$stage/manifest" "$manifest"; } || fail manifest
sync -f "$release" 2>/dev/null || sync
say repaired
`;

/** The whole script, as it is sent. */
export const REPAIR = compact(PROLOGUE + HOST_LOCK + COMPARING + MEND);
