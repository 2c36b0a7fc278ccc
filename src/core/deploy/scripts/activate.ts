/** The third execution: does one line of stdin after the other, and goes back by itself when that cannot go on. */
import { LONGEST_SILENCE_S } from './activation-line.ts';
import { HOST_LOCK } from './host-lock.ts';
import { IN_PLACE } from './in-place.ts';
import { compact, FILE_LISTING, MARK, PROLOGUE, SURPLUS, scriptCommand } from './prologue.ts';
import { PRUNE } from './prune.ts';

/** What activating needs to know besides its lines. */
export interface ActivateArguments {
  /** Absolute, as the probe answered it. */
  readonly home: string;
  readonly deployment: string;
  readonly renamer: string;
  /** Seconds to wait for another activation on this host to end. */
  readonly patience: number;
  /** For files right in a folder; `home` is then `.facsimile` in it. */
  readonly inPlace?: InPlaceArguments;
}

/** What activating in place needs to know besides. */
export interface InPlaceArguments {
  /** The folder, as in the definition: absolute, or `~`, or below `~/`. */
  readonly live: string;
  /** The folder in it that is cleared of what is not in the release. */
  readonly project: string;
  /** As the probe answered it; `none`: every file is put, also where it seems to be the same. */
  readonly stat: string;
}

/** The command; stdin are lines of `activation-line.ts`. */
export function activateCommand({ home, deployment, renamer, patience, inPlace }: ActivateArguments): string {
  const words = [home, deployment, renamer, String(patience)];
  if (inPlace === undefined) return scriptCommand(ACTIVATE, ...words);
  return scriptCommand(ACTIVATE_IN_PLACE, ...words, inPlace.live, inPlace.stat, inPlace.project);
}

// What is activated again where it is current already (its first activation broke off) goes back to the good release
// before it.
const STEPS = `
old=$(current_name)
release='' switched='' backs='' forward='' touched='' stay='' drained='' readds=''
plain() { printf '%b.' "$1"; }
run() {
  command=$(plain "$2") command=\${command%.}
  touched=yes
  (cd "$(folder_of "$1")" && exec sh -c "$command") </dev/null >&2
}
flip() {
  rm -rf "current.$id"
  ln -s "releases/$1" "current.$id" && rename "current.$id" current
}
remember() { printf '%s %s %s\\n' "$1" "$2" "$id" >>.facsimile/history; }
doubt() {
  awk -v name="$1" '$2 == name { last = $1 } END { exit last != "good" && last != "left" }' .facsimile/history 2>/dev/null ||
    remember bad "$1"
}
last_good() {
  name=$(awk -v not="$release" '
    { outcome[$2] = $1; order[$2] = NR }
    END {
      for (name in outcome) if (outcome[name] == "good" && name != not && order[name] > order[last]) last = name
      print last
    }' .facsimile/history)
  if [ -n "$name" ] && [ -d "releases/$name" ]; then echo "$name"; else echo "$release"; fi
}
back() {
  if [ -z "$switched" ]; then return; fi
  if [ "$old" = - ]; then vanish; else point_to "$old"; fi || { say back failed; return; }
  if [ "$old" != - ]; then run_all "$old" "$backs"; fi
  say back "$old"
}
run_all() {
  printf '%s\\n' "$2" | while IFS= read -r line; do
    if [ -n "$line" ]; then run "$1" "$line" || say back command "$?"; fi
  done
}
readd() {
  if [ -z "$drained" ]; then return; fi
  case $(current_name) in - | '?') run_all "$release" "$readds" ;; *) run_all "$(current_name)" "$readds" ;; esac
}
fail() {
  say failed "$@"
  if [ -n "$forward" ]; then return; fi
  if [ -z "$stay" ]; then back; readd; fi
  if [ -n "$touched" ] && [ -n "$release" ]; then
    case $1 in closed | interrupted) doubt "$release" ;; *) remember bad "$release" ;; esac
  fi
  say current "$(current_name)"
  exit 1
}
directory() {
  path=$(plain "$1") path=\${path%.}
  place_of "$path"
  make_place
}
share() {
  path=$(plain "$1") path=\${path%.} path=\${path%/}
  case $path in */*) mkdir -p "releases/$release/\${path%/*}" || return ;; esac
  if [ ! -e "shared/$path" ]; then mkdir -p "shared/$path" || return; fi
  if [ -L "releases/$release/$path" ]; then rm -f "releases/$release/$path"; fi
  ln -s "$home/shared/$path" "releases/$release/$path"
}
check() {
  until=$(($(date +%s) + $1))
  until run "$release" "$2"; do
    if [ "$(date +%s)" -ge "$until" ]; then return 1; fi
    sleep 1
  done
}
`;

// What a switch is where each release has a folder of its own. `prepare` comes before it, `prove` when it is good.
const RELEASES = `
folder_of() { echo "releases/$1"; }
prepare() { :; }
point_to() { flip "$1"; }
vanish() { rm -f current; }
again() { old=$(last_good); }
prove() { :; }
rule() { :; }
`;

// A connection can be gone for hours before this side hears of it: who has said nothing for so long is not coming back.
// The watch may be called off at any moment of its start: `$!` is what it started last, KILL
// reaches that even before it has become `sleep`, and `exit` keeps the watch from its alarm.
const SILENCE = `
watch=''
expect() {
  ( trap 'kill -KILL $!; exit' TERM; sleep "$1" & wait $! && kill -ALRM $$ ) </dev/null >/dev/null 2>&1 &
  watch=$!
}
heard() { if [ -n "$watch" ]; then kill "$watch" 2>/dev/null; watch=''; fi; }
trap 'fail closed' ALRM
`;

const LOOP = `
expect ${LONGEST_SILENCE_S}
while IFS= read -r line; do
  heard
  rest=\${line#* }
  case $line in
    'fence '*) if [ "$old" != "$rest" ]; then say refused fence "$old"; exit 1; fi ;;
    'unproven '*) if grep -qx "good $rest $id" .facsimile/history; then say refused proven; exit 1; fi ;;
    'release '*)
      release=$rest
      if [ ! -d "releases/$release" ]; then fail release; fi
      if [ "$old" = "$release" ]; then again; fi ;;
    forward) forward=yes ;;
    stay) stay=yes ;;
    'directory '*) say running directory; directory "$rest" || fail directory "$?" ;;
    'share '*) share "$rest" || fail share ;;
    'run '*) say running "\${rest%% *}"; run "$release" "\${rest#* }" || fail "\${rest%% *}" "$?" ;;
    once-done) { printf '%s\\n' "$id" >.facsimile/once.new && mv -f .facsimile/once.new .facsimile/once; } || fail once ;;
    'drain '*) drained=yes; say running drain; run "$release" "$rest" || fail drain "$?" ;;
    'readd '*) readds=$readds$newline$rest ;;
    'back '*) backs=$backs$newline$rest ;;
    'check '*) say running health; check "\${rest%% *}" "\${rest#* }" || fail health ;;
    'rule '*) rule "$rest" ;;
    switch)
      touched=yes
      prepare "$release" || fail switch
      switched=yes
      point_to "$release" || fail switch ;;
    vanish) vanish || fail switch ;;
    'ready '*) printf '${MARK} ready %s %s\\n' "$id" "\${rest%% *}" >&2; expect "\${rest#* }" ;;
    'doubt '*) doubt "$rest" ;;
    'mark '*) remember "\${rest%% *}" "\${rest#* }" ;;
    'meta '*) { printf '%s\\n' "$rest" >.facsimile/meta.new && mv -f .facsimile/meta.new .facsimile/meta; } || fail meta ;;
    'stop '*) fail "$rest" ;;
    'good '*)
      remember good "$release" || fail history
      prove
      sync -f .facsimile 2>/dev/null || sync
      say finished
      prune "$rest" || say prune failed
      exit 0 ;;
    end)
      if [ -n "$switched" ]; then prove; fi
      sync -f .facsimile 2>/dev/null || sync
      say finished
      say current "$(current_name)"
      exit 0 ;;
  esac
done
heard
fail closed
`;

/** The whole script, as it is sent. */
export const ACTIVATE = compact(PROLOGUE + HOST_LOCK + STEPS + RELEASES + PRUNE + SILENCE + LOOP);

/** The same for files right in `home`. */
export const ACTIVATE_IN_PLACE = compact(
  PROLOGUE + SURPLUS + FILE_LISTING + HOST_LOCK + STEPS + IN_PLACE + PRUNE + SILENCE + LOOP,
);
