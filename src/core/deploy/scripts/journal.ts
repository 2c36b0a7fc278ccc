/** How files come into place, all of them or none: a part of the script that activates in place. */
import { MARK } from './prologue.ts';

/**
 * The journal of a switch, made beside it and complete before anything changes. `from` and `to` are names of releases,
 * `by` the deployment. `untouched FROM TO`: files that both releases have, bytes and all, and that are as they were put.
 * `folders` of the release; `put`, those of its files that differ from what is there: `had` in the
 * place of another file, `fresh` the others; `made`, folders that are not there yet; `swept`, folders in the place of a
 * file; `gone`, what is cleared away. `new/` holds what is to be put, `old/` what was there. Links are always put.
 *
 * Cleared is the folder of the project alone, and only if the release has one. Anything else that stands in the way of a
 * file or folder must be of the release before, or nothing is done.
 * @source F-75, F-76, F-77: `rsync -ap`, then `--delete` for that folder, both with `--exclude-from`.
 */
const PREPARED = `
lay_out() (
  staged=$home/releases/$1
  rm -rf "$next"
  mkdir -p "$next/new" "$next/old" && printf '%s\\n' "$1" >"$next/to" && current_name >"$next/from" &&
    printf '%s\\n' "$id" >"$next/by" && cd "$staged" || exit
  inside . -type d ! -name . >"$next/folders"
  inside . ! -type d >"$next/all"
  cd "$live" || exit
  { untouched "$(cat "$next/from")" "$1"; echo; cat "$next/all"; } | surplus | grouped >"$next/put"
  : >"$next/gone"
  if clears "$staged"; then
    { cat "$next/all"; echo; inside "./$project" ! -type d; } | surplus | clearable >"$next/gone"
  fi
  make_way "$home/releases/$(cat "$next/from")" && by_folder save <"$next/had" && cd "$staged" &&
    by_folder take <"$next/put" && { sync -f "$next" 2>/dev/null || sync; }
)
untouched() {
  before=$home/.facsimile/manifests/$1 after=$home/.facsimile/manifests/$2
  if [ "$stat" = none ] || [ ! -f "$before" ] || [ ! -f "$after" ]; then return; fi
  { cat "$before"; echo; cat "$after"; } | common >"$next/both"
  file_listing "$next/both" >"$next/alike"
  { cat "$next/alike"; echo; sed 's/^[^/]*\\.\\//.\\//' "$next/alike" | listed; } | common | sed 's/^[^/]*\\.\\//.\\//'
}
common() { awk '!second && $0 == "" { second = 1; next } !second { want[$0] = 1; next } $0 in want'; }
clears() { [ -d "$1/$project" ] && [ ! -L "$1/$project" ] && [ -d "$live/$project" ] && [ ! -L "$live/$project" ]; }
hidden() {
  [ -s "$next/blocked" ] || return 1
  while IFS= read -r block; do case $1 in "$block"/*) return 0 ;; esac; done <"$next/blocked"
  return 1
}
there() { [ -e "$1" ] || [ -L "$1" ]; }
is_folder() { [ -d "$1" ] && [ ! -L "$1" ]; }
make_way() {
  : >"$next/blocked"
  while IFS= read -r path; do
    if hidden "$path"; then printf '%s\\n' "$path" >&3
    elif is_folder "$path"; then :
    else
      if there "$path"; then printf '%s\\n' "$path" >>"$next/blocked"; fi
      printf '%s\\n' "$path" >&3
    fi
  done <"$next/folders" 3>"$next/made"
  while IFS= read -r path; do
    if hidden "$path" || ! there "$path"; then printf '%s\\n' "$path" >&3
    elif is_folder "$path"; then
      printf '%s\\n' "$path" >&3
      printf '%s\\n' "$path" >&5
      find "$path" ! -type d >&6
    else printf '%s\\n' "$path" >&4; fi
  done <"$next/put" 3>"$next/fresh" 4>"$next/had" 5>"$next/swept" 6>"$next/under"
  { cat "$next/gone"; echo; cat "$next/blocked" "$next/under"; } | surplus | while IFS= read -r path; do
    if there "$1/$path" && ! is_folder "$1/$path"; then printf '%s\\n' "$path"; else printf '%s\\n' "$path" >&3; fi
  done 3>"$next/obstacles" >"$next/ours"
  sed 's/^/${MARK} obstacle /' "$next/obstacles"
  if [ -s "$next/obstacles" ]; then return 1; fi
  cat "$next/ours" >>"$next/gone" && grouped <"$next/gone" >"$next/grouped" && mv -f "$next/grouped" "$next/gone"
}
save() {
  into=$next/old/$1
  shift
  mkdir -p "$into" || return
  if cp -al "$@" "$into/" 2>/dev/null; then return; fi
  for each do there "$into/\${each##*/}" || cp -pRP "$each" "$into/" || return; done
}
take() {
  into=$next/new/$1
  shift
  mkdir -p "$into" && cp -pRP "$@" "$into/"
}
`;

/**
 * From the moment that `current` has moved the journal holds: `redo` puts what is not put yet. `restore` takes it back,
 * after `current` has moved back. Both can be ended at any moment and begun again. `begun` tells a journal whose `current`
 * moved back from one whose `current` never moved.
 */
const MOVES = `
redo() {
  : >"$journal/begun" || return
  if [ ! -d "$journal/new" ]; then return; fi
  (
    cd "$live" || exit
    by_folder set_aside <"$journal/gone" || exit
    while IFS= read -r path; do
      if is_folder "$path"; then find "$path" -depth -type d -exec rmdir {} + || exit; fi
    done <"$journal/swept"
    while IFS= read -r path; do make_folder "$path" || exit; done <"$journal/folders"
    by_folder bring <"$journal/put"
  ) && rename "$journal/new" "$journal/done"
}
restore() {
  (
    cd "$live" || exit
    by_folder drop <"$journal/fresh"
    reversed <"$journal/made" | while IFS= read -r path; do rmdir "$path" 2>/dev/null; done
    while IFS= read -r path; do make_folder "$path" || exit; done <"$journal/swept"
    cat "$journal/gone" "$journal/had" | by_folder give_back
  ) && drop_journal
}
make_folder() { [ -d "$1" ] || (umask 022 && mkdir -p "$1"); }
set_aside() { into=$journal/old/$1; move_there '' "$@"; }
bring() { into=$1; move_there "$journal/new/" "$@"; }
give_back() { into=$1; make_folder "$1" && move_there "$journal/old/" "$@"; }
drop() { shift; rm -f "$@" 2>/dev/null || :; }
move_there() {
  from=$1
  shift 2
  for each do shift; if there "$from$each" && ! is_folder "$from$each"; then set -- "$@" "$from$each"; fi; done
  if [ $# -gt 0 ]; then mkdir -p "$into" && mv -f "$@" "$into/"; fi
}
drop_journal() { rename "$journal" "$journal.gone" && rm -rf "$journal.gone"; }
`;

/** Making one, finishing it, taking it back. */
export const JOURNAL = PREPARED + MOVES;
