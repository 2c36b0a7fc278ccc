/** The second execution: a complete, checked and synced release folder, before anything changes. */
import { LIBRARIES } from './libraries.ts';
import { COMPARING, compact, PROLOGUE, scriptCommand } from './prologue.ts';
import { UNPACK_SENT } from './unpack-sent.ts';

/** What staging needs to know besides its stream; all of it harmless to show. */
export interface StageArguments {
  /** Absolute, as the probe answered it. */
  readonly home: string;
  /** Of the deployment: names the work folder, so that two at once do not meet. */
  readonly deployment: string;
  /** Name of the release folder to make. */
  readonly name: string;
  /** Name of the kept release to link from; undefined: everything is in the stream. */
  readonly base: string | undefined;
  readonly sha256: string;
  readonly stat: string;
  readonly renamer: string;
  readonly check: 'changed' | 'all';
}

/** Where things lie in the tar stream that is stdin. */
export const STREAM = {
  /** Folder of the files that the host lacks. */
  tree: 'tree',
  /** Manifest lines of those files. */
  sent: 'sent',
  /** Manifest lines of the base that the new release does not have. */
  dropped: 'dropped',
  /** What becomes `.facsimile.json`. */
  about: 'about',
  /** Libraries to pass over, by name or path; there only when libraries are to be checked. */
  ignored: 'ignored',
} as const;

/** The command; stdin is one tar stream. */
export function stageCommand(args: StageArguments): string {
  const { home, deployment, name, base, sha256, stat, renamer, check } = args;
  return scriptCommand(STAGE, home, deployment, name, base ?? '-', sha256, stat, renamer, check);
}

const UNPACK = `
home=$1 id=$2 name=$3 base=$4 sha=$5 stat=$6 renamer=$7 check=$8
umask 022
LC_ALL=C; export LC_ALL
fail() {
  say failed "$1"
  say space "$(df -Pk . 2>/dev/null | tail -n 1 | awk '{ print $4 }')"
  exit 1
}
stage=.facsimile/stage/$id
{ mkdir -p "$home" && cd -P "$home"; } || fail folders
home=$PWD
trap 'cd "$home" && rm -rf "$stage"' EXIT
trap 'exit 1' HUP INT TERM PIPE
{ mkdir -p releases shared .facsimile/manifests .facsimile/stage && chmod 700 .facsimile && mkdir "$stage"; } || fail folders
${UNPACK_SENT}`;

// What `cp` could not bring over (a file that a hook made as another user) is either not wanted, or found missing
// by the check at the end.
const LINK = `
if [ "$base" = - ]; then
  final=$stage/tree
  cat "$stage/sent" >"$stage/manifest" || fail manifest
else
  final=$stage/clone
  cp -al "releases/$base" "$final" 2>/dev/null || { rm -rf "$final"; cp -pRP "releases/$base" "$final" 2>/dev/null; }
  { cat "$stage/dropped"; echo; cat ".facsimile/manifests/$base"; } | surplus >"$stage/linked" || fail manifest
  (
    cd "$final" || exit 1
    find . -name "*$newline*" -prune -exec rm -rf {} +
    {
      awk '{ rest = substr($0, index($0, "\\t") + 1); print $1 == "link" ? substr(rest, 1, $2) : rest }' "$home/$stage/linked"
      echo
      find . ! -type d
    } | surplus | tr '\\n' '\\0' | xargs -0 rm -f
    find . -depth -type d ! -name . -exec rmdir {} + 2>/dev/null
    find . -type d -exec chmod 755 {} +
  ) || fail link
  cp -al "$stage/tree/." "$final/" 2>/dev/null || cp -pRPf "$stage/tree/." "$final/" || fail join
  cat "$stage/linked" "$stage/sent" >"$stage/manifest" || fail manifest
fi
`;

const CHECK_ALL = `
wrong=$(
  if [ "$stat" != none ]; then
    { file_listing "$stage/manifest"; echo; (cd "$final" && listing); } | unmet
    { file_listing "$stage/manifest"; echo; (cd "$final" && listing); } | surplus
  fi
  if [ "$stat" = none ] || [ "$check" = all ]; then
    { file_hashes "$stage/manifest"; echo; (cd "$final" && hashes); } | unmet
  fi
)
if [ -n "$wrong" ]; then printf '%s\\n' "$wrong" >&2; fail listing; fi
`;

// A folder of this name that is not current is left from a run that failed, and is replaced; if it is current,
// somebody else has just activated the very same copy.
const PUBLISH = `
{ mv "$stage/about" "$final/.facsimile.json" && chmod 755 "$final" && chmod 600 "$stage/manifest"; } || fail publish
if sync -f "$final" 2>/dev/null; then :; else sync || fail sync; fi
if [ "$(current_name)" != "$name" ]; then
  if [ -e "releases/$name" ]; then rename "releases/$name" "$stage/replaced" || fail publish; fi
  { rename "$stage/manifest" ".facsimile/manifests/$name" && rename "$final" "releases/$name"; } || fail publish
fi
say staged
`;

/** The whole script, as it is sent. */
export const STAGE = compact(PROLOGUE + COMPARING + UNPACK + LINK + CHECK_ALL + LIBRARIES + PUBLISH);
