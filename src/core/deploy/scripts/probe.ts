/** The first execution on a host: what it is, what it runs, what it keeps. It changes nothing. */
import { COMPARING, compact, FIND_SHA, FIND_STAT, MARK, PROGRAMS, PROLOGUE, scriptCommand } from './prologue.ts';

/** What the host is asked to compare itself with, as the lines of stdin. */
export interface Wanted {
  readonly release: string;
  readonly tree: string;
  /** `all`: every kept file is hashed, instead of those whose size or date changed. */
  readonly check: 'changed' | 'all';
  /** Directories that it should have, as the state has them. */
  readonly directories: readonly string[];
}

/**
 * The command; stdin are lines that may come later than the connection, when the tree is built, from
 * {@link wantedLines}. A host that already runs what is wanted forks nothing and says nothing more.
 *
 * @param home As in the definition: absolute, or `~`, or below `~/`.
 * @param cleared Of files in place: the folder that is cleared of what is not in the release. Its files are told.
 */
export function probeCommand(home: string, cleared = ''): string {
  return scriptCommand(PROBE, home, cleared);
}

/** The lines for stdin; undefined asks for the facts alone. */
export function wantedLines(wanted: Wanted | undefined): string {
  if (wanted === undefined) return '- - -\n';
  const { release, tree, check, directories } = wanted;
  return [`${release} ${tree} ${check}`, ...directories].map((line) => `${line}\n`).join('');
}

const FACTS = `
home=$1 cleared=$2 unsettled=''
case $home in "~") home=$HOME ;; "~"/*) home=$HOME/\${home#*/} ;; esac
case $cleared in "~"/*) cleared=$HOME/\${cleared#*/} ;; esac
say probe 1
for name in ${PROGRAMS.join(' ')}; do command -v "$name" >/dev/null 2>&1 || say lacks "$name"; done
${FIND_SHA}
say sha256 "$sha"
current=- current_json='' current_outcome='' good=-
if cd -P "$home" 2>/dev/null; then
  home=$PWD
  if [ -L current ] && cd -P current 2>/dev/null; then
    if [ "\${PWD%/*}" = "$home/releases" ]; then current=\${PWD##*/}; else current='?'; fi
    cd "$home" || exit 1
  elif [ ! -L current ] && [ -e current ]; then current='?'; fi
  for folder in releases/*/; do
    if [ ! -d "$folder" ]; then continue; fi
    name=\${folder#releases/} name=\${name%/} json=
    if [ -f "$folder.facsimile.json" ]; then IFS= read -r json <"$folder.facsimile.json"; fi
    say kept "$name $json"
    if [ "$name" = "$current" ]; then current_json=$json; fi
  done
  if [ -f .facsimile/history ]; then
    while read -r outcome name id; do
      say history "$outcome $name $id"
      if [ "$name" = "$current" ]; then current_outcome=$outcome; fi
      if [ "$outcome" = good ] && [ -f ".facsimile/manifests/$name" ]; then good=$name; fi
    done <.facsimile/history
  fi
  if [ -f .facsimile/once ]; then read -r once <.facsimile/once; say once "$once"; fi
  if [ -d .facsimile/journal ]; then unsettled=yes; say unsettled yes; fi
  if [ -f .facsimile/meta ]; then read -r tip <.facsimile/meta; say meta "$tip"; fi
fi
say current "$current"
say home "$home"
`;

const UNCHANGED = `
read -r release tree check || exit 0
if [ "$release" = - ]; then say end; exit; fi
while IFS= read -r path; do
  place_of "$path"
  if [ ! -d "$place" ]; then say lacking "$path"; fi
done
case $unsettled$current_json in
  "{\\"release\\":\\"$release\\",\\"tree\\":\\"$tree\\","*)
    if [ "$current_outcome" = good ]; then say end; exit; fi ;;
esac
`;

const TOOLS = `
LC_ALL=C; export LC_ALL
place=$home
until [ -d "$place" ]; do case $place in */*) place=\${place%/*}; place=\${place:-/} ;; *) break ;; esac; done
if [ -w "$place" ]; then say writable yes; else say writable no; fi
say space "$(df -Pk "$place" 2>/dev/null | tail -n 1 | awk '{ print $4 }')"
say machine "$(uname -s) $(uname -m)"
${FIND_STAT}
say stat "$stat"
try=\${TMPDIR:-/tmp}/facs-$$
renamer=none
if mkdir "$try" 2>/dev/null; then
  for renamer in T h perl none; do
    mkdir "$try/folder" && ln -s folder "$try/to" && ln -s elsewhere "$try/from"
    rename "$try/from" "$try/to" >/dev/null 2>&1
    if [ ! -e "$try/to" ] && [ -L "$try/to" ]; then break; fi
    rm -rf "$try/folder" "$try/to" "$try/from"
  done
  rm -rf "$try"
fi
say renamer "$renamer"
`;

const KEPT = `
if [ -n "$cleared" ] && [ ! -L "$cleared" ]; then
  (cd "$cleared" 2>/dev/null && find . -name "*$newline*" -prune -o ! -type d -print | sed 's/^/${MARK} found /')
fi
if [ ! -d "$home" ]; then say end; exit; fi
drifted() {
  {
    if [ "$stat" = none ] || [ "$check" = all ]; then
      file_hashes ".facsimile/manifests/$1"; echo; (cd "releases/$1" && hashes)
    else
      file_listing ".facsimile/manifests/$1"; echo; (cd "releases/$1" && listing)
    fi
  } | unmet | sed 's/^[^/]*\\.\\//${MARK} drift .\\//'
  { link_listing ".facsimile/manifests/$1"; echo; (cd "releases/$1" && links); } | unmet | sed 's/^/${MARK} drift /'
}
base=$good
if [ -f ".facsimile/manifests/$current" ]; then base=$current; fi
for folder in releases/*/; do
  if [ ! -f "$folder.facsimile.json" ]; then continue; fi
  name=\${folder#releases/} name=\${name%/}
  IFS= read -r json <"$folder.facsimile.json"
  case $json in
    "{\\"release\\":\\"$release\\",\\"tree\\":\\"$tree\\","*) if [ -f ".facsimile/manifests/$name" ]; then base=$name; fi ;;
  esac
done
if [ "$base" != "$current" ] && [ -f ".facsimile/manifests/$current" ]; then
  say manifest "$current"; cat ".facsimile/manifests/$current"
fi
if [ "$base" != - ] && [ -d "releases/$base" ]; then
  say manifest "$base"; cat ".facsimile/manifests/$base"; say base "$base"; drifted "$base"
fi
say end
`;

/** The whole script, as it is sent. */
export const PROBE = compact(PROLOGUE + FACTS + UNCHANGED + COMPARING + TOOLS + KEPT);
