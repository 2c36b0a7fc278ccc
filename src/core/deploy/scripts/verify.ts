/** What lies in the release that a host runs, file by file. One execution; it changes nothing. */
import { CLEARABLE, PROTECT } from './in-place.ts';
import { COMPARING, compact, FIND_SHA, FIND_STAT, PROLOGUE, scriptCommand } from './prologue.ts';

/** Files in place: their folder as in the definition, and the folder in it that is cleared of all else. */
export interface VerifyInPlace {
  readonly live: string;
  readonly cleared: string;
}

/**
 * The command.
 * @param home As in the definition: absolute, or `~`, or below `~/`.
 */
export function verifyCommand(home: string, inPlace?: VerifyInPlace): string {
  if (inPlace === undefined) return scriptCommand(VERIFY, home);
  return scriptCommand(VERIFY_IN_PLACE, home, inPlace.live, inPlace.cleared);
}

const ABOUT = `
home=$1 renamer=none
case $home in "~") home=$HOME ;; "~"/*) home=$HOME/\${home#*/} ;; esac
LC_ALL=C; export LC_ALL
say verify 1
${FIND_SHA}${FIND_STAT}
say sha256 "$sha"
say stat "$stat"
say uid "$(id -u)"
if ! cd -P "$home" 2>/dev/null; then say current -; say end; exit; fi
home=$PWD
say home "$home"
current=$(current_name)
say current "$current"
if [ -f .facsimile/meta ]; then read -r tip <.facsimile/meta; say meta "$tip"; fi
case $current in - | '?') say end; exit ;; esac
IFS= read -r json <"releases/$current/.facsimile.json"
say about "$json"
if [ -f ".facsimile/manifests/$current" ]; then say manifest; cat ".facsimile/manifests/$current"; fi
`;

const FOLDER = `
cd "releases/$current" || exit
`;

// Of all that lies there, what the release has and what lies in the folder that is cleared.
const AMONG_OTHERS = `
written=$2 project=$3 rules=''
case $written in "~") written=$HOME ;; "~"/*) written=$HOME/\${written#*/} ;; esac
live=$(cd -P "$written" && pwd) || exit
protect_all
manifest=$home/.facsimile/manifests/$current release=$home/releases/$current
cd "$live" || exit
among=$(
  awk '{ rest = substr($0, index($0, "\\t") + 1); print $1 == "link" ? substr(rest, 1, $2) : rest }' "$manifest"
  (cd "$release" && find . -type d ! -name .)
  if [ -d "$release/$project" ] && [ ! -L "./$project" ] && [ -d "./$project" ]; then
    find "./$project" -name "*$newline*" -prune -o ! -type d -print | clearable ''
  fi
)
among=$(printf '%s\\n' "$among" | awk '!known[$0]++' | while IFS= read -r path; do
  if [ -e "$path" ] || [ -L "$path" ]; then printf '%s\\n' "$path"; fi
done)
`;

const LISTED = `
say hashes; hashes
say listing; listing
say links; links
say names; walk -type l -print
say folders; walk -type d -print
say others; walk ! -type f ! -type l ! -type d -print
if [ -z "$among" ]; then say unnamed "$(find . -name "*$newline*" -prune -exec sh -c 'for each do echo x; done' sh {} + | grep -c x)"; fi
say end
`;

/** The whole script, as it is sent. */
export const VERIFY = compact(PROLOGUE + COMPARING + ABOUT + FOLDER + LISTED);

/** The same for files in place. */
export const VERIFY_IN_PLACE = compact(PROLOGUE + COMPARING + PROTECT + CLEARABLE + ABOUT + AMONG_OTHERS + LISTED);
