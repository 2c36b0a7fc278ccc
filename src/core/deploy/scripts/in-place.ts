/**
 * Files right in `home`: a part of the script that activates, for the layout `inplace`. Releases, `current` and all that
 * the host remembers lie in `home/.facsimile`; what a switch means besides is in these functions.
 */
import { JOURNAL } from './journal.ts';

/**
 * `rule`: one more thing that is not cleared away; a directory of the state is looked up as the host knows it, and
 * remembered for those who do not know the state.
 */
const PLACES = `
written=$5 stat=$6 project=$7 rules=''
case $written in "~") written=$HOME ;; "~"/*) written=$HOME/\${written#*/} ;; esac
live=$(cd -P "$written" && pwd) || { say refused home; exit 1; }
journal=$home/.facsimile/journal next=$home/.facsimile/journal.new
folder_of() { if [ "$(current_name)" = "$1" ]; then echo "$live"; else echo "releases/$1"; fi; }
rule() {
  text=$(plain "$1") text=\${text%.}
  case $text in
    '@ '*)
      text=\${text#@ }
      protect "$text"
      grep -qxF -e "$text" .facsimile/directories 2>/dev/null || printf '%s\\n' "$text" >>.facsimile/directories ;;
    *) rules=$rules$newline$text ;;
  esac
}
`;

/**
 * `live` is the folder of the files, `written` the same as the definition has it. `protect DIRECTORY` of the state: it is
 * not cleared away. `protect_all`: those that are remembered.
 */
export const PROTECT = `
protect() {
  place_of "$1"
  for root in "$live" "$written"; do
    case $place in "$root"/*) rules="$rules$newline= - \${place#"$root"}" ;; esac
  done
}
protect_all() {
  if [ ! -f .facsimile/directories ]; then return; fi
  while IFS= read -r path; do protect "$path"; done <.facsimile/directories
}
`;

/**
 * Lists of paths, each `./…` on a line. `by_folder DO`: calls DO with a folder and paths right in it, for all in stdin.
 * `grouped`: those of a folder together. `inside FOLDER TESTS…`: what is there, but our own file. `listed`: what stat says
 * of files.
 */
const LISTS = `
by_folder() {
  act=$1 folder=''
  set --
  while IFS= read -r path; do
    if [ "\${path%/*}" != "$folder" ] || [ $# -ge 100 ]; then
      if [ $# -gt 0 ]; then "$act" "$folder" "$@" || return; fi
      folder=\${path%/*}
      set --
    fi
    set -- "$@" "$path"
  done
  if [ $# -gt 0 ]; then "$act" "$folder" "$@"; fi
}
grouped() {
  awk '{
    line[NR] = $0; folder = $0; sub(/\\/[^\\/]*$/, "", folder)
    if (folder in last) after[last[folder]] = NR; else first[++count] = NR
    last[folder] = NR
  }
  END { for (i = 1; i <= count; i++) for (at = first[i]; at; at = after[at]) print line[at] }'
}
reversed() { awk '{ line[NR] = $0 } END { for (i = NR; i; i--) print line[i] }'; }
inside() {
  top=$1
  shift
  find "$top" -name "*$newline*" -prune -o "$@" -print | grep -vx '\\./\\.facsimile\\.json'
}
listed() {
  tr '\\n' '\\0' | case $stat in
    gnu) xargs -0 stat -c '%a %s %Y %u %n' ;;
    bsd) xargs -0 stat -f '%Lp %z %m %u %N' ;;
  esac 2>/dev/null
}
`;

/**
 * `clearable`: those of the paths in stdin that no rule protects, by themselves or with a folder around them; with `d`
 * they are folders. A rule counts from the root of all files and, as it did for rsync, from the folder that is cleared.
 */
export const CLEARABLE = `
clearable() {
  { printf '%s\\n' "$rules" | sed '/^$/d'; echo; cat; } | awk -v folders="\${1:-}" -v root="/$project" '
    function kept(path, count, parts, at, i, r) {
      count = split(path, parts, "/")
      for (i = 2; i <= count; i++) {
        at = at "/" parts[i]
        for (r = 1; r <= rules; r++) {
          if (only[r] && i == count && folders == "") continue
          if (sign[r] == "=" ? at == what[r] : at ~ what[r]) { if (sign[r] != "+") return 1; break }
        }
      }
      return 0
    }
    !second && $0 == "" { second = 1; next }
    !second { sign[++rules] = substr($0, 1, 1); only[rules] = substr($0, 3, 1) == "d"; what[rules] = substr($0, 5); next }
    { path = substr($0, 2) }
    !kept(path) && !kept(substr(path, length(root) + 1))'
}
`;

// A journal outlasts its proof as long as its deployment may still take the host back because too many others failed.
// Folders that nothing lies in any more are taken away last: until then they may be wanted again.
const SWITCH = `
reopen() {
  if [ -d "$journal" ] || [ ! -d "$journal.last" ]; then return; fi
  if [ "$(cat "$journal.last/by")" = "$id" ] && [ "$(cat "$journal.last/from")" = "$1" ]; then
    rename "$journal.last" "$journal"
  fi
}
leads_to() { [ -d "$journal" ] && [ "$(cat "$journal/to")" = "$(current_name)" ]; }
prepare() {
  reopen "$1"
  if leads_to && [ "$(cat "$journal/from")" = "$1" ]; then rm -rf "$next"; else lay_out "$1"; fi
}
point_to() {
  if leads_to && [ "$(cat "$journal/from")" = "$1" ]; then take_back; return; fi
  if [ ! -d "$next" ]; then lay_out "$1" || return; fi
  if [ -d "$journal" ]; then drop_journal || return; fi
  rename "$next" "$journal" && flip "$1" && redo
}
take_back() {
  name=$(cat "$journal/from")
  if [ "$name" = - ]; then rm -f current; else flip "$name"; fi && restore
}
vanish() {
  reopen -
  if leads_to && [ "$(cat "$journal/from")" = - ]; then take_back; else rm -f current; fi
}
again() { if leads_to; then take_back || fail switch; old=$(current_name); else old=$(last_good); fi; }
prove() {
  if [ ! -d "$journal" ]; then return; fi
  rm -rf "$journal.last"
  rename "$journal" "$journal.last"
  staged=$home/releases/$(current_name)
  if clears "$staged"; then
    (
      cd "$live" || exit
      { (cd "$staged" && inside "./$project" -type d); echo; find "./$project" -name "*$newline*" -prune -o -type d -print | reversed; } |
        surplus | clearable d | while IFS= read -r path; do rmdir "$path" 2>/dev/null; done
    )
  fi
}
settle() {
  rm -rf "$next" "$journal.gone"
  if [ -d "$journal.last" ] && [ "$(cat "$journal.last/by")" != "$id" ]; then rm -rf "$journal.last"; fi
  if [ ! -d "$journal" ]; then return; fi
  if ! leads_to; then
    if [ -f "$journal/begun" ]; then restore; else drop_journal; fi
    return
  fi
  redo || take_back || return
  if [ -d "$journal" ] && grep -qx "good $(cat "$journal/to") $(cat "$journal/by")" .facsimile/history; then prove; fi
}
[ -L current.json ] || ln -s current/.facsimile.json current.json
protect_all
settle || { say refused journal; exit 1; }
old=$(current_name)
`;

/** All of them. */
export const IN_PLACE = PLACES + PROTECT + LISTS + CLEARABLE + JOURNAL + SWITCH;
