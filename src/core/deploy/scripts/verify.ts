/** What lies in the release that a host runs, file by file. One execution; it changes nothing. */
import { COMPARING, compact, FIND_SHA, FIND_STAT, PROLOGUE, scriptCommand } from './prologue.ts';

/**
 * The command.
 * @param home As in the definition: absolute, or `~`, or below `~/`.
 */
export function verifyCommand(home: string): string {
  return scriptCommand(VERIFY, home);
}

const LISTED = `
home=$1
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
cd "releases/$current" || exit
say hashes; hashes
say listing; listing
say links; links
say names; find . -type l
say folders; find . -type d
say others; find . ! -type f ! -type l ! -type d
say end
`;

const VERIFY = compact(PROLOGUE + COMPARING + LISTED);
