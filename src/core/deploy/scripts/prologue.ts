/** Shell functions that the scripts on a host share, and how a script becomes one command. POSIX sh only. */
import { commandLine } from '../../shell/quote.ts';

/** Names of what was answered begin with this word; everything else on stdout is some login script's greeting. */
export const MARK = 'facs';

/**
 * `newline`: a line break. `say WORD…`: one line of the answer. `current_name`: the release that `current` points to, `-` for none, `?` for
 * a thing that is not ours. `rename FROM TO`: rename(2), whatever TO is. `place_of DIRECTORY`: sets `place` to where a
 * directory of the state lies: absolute, below the user's home, or below `shared`. `make_place`: makes it, again where
 * another hand was at it too: not every mkdir bears that.
 */
export const PROLOGUE = `
newline=$(printf '\\n.') newline=\${newline%.}
say() { printf '${MARK} %s\\n' "$*"; }
current_name() {
  if [ -L current ]; then
    (cd -P current 2>/dev/null || { echo -; exit; }
     if [ "\${PWD%/*}" = "$home/releases" ]; then echo "\${PWD##*/}"; else echo '?'; fi)
  elif [ -e current ]; then echo '?'; else echo -; fi
}
rename() {
  case $renamer in
    T) mv -fT "$1" "$2" ;;
    h) mv -fh "$1" "$2" ;;
    perl) perl -e 'rename $ARGV[0], $ARGV[1] or exit 1' "$1" "$2" ;;
  esac
}
place_of() {
  case $1 in
    /*) place=$1 ;;
    "~"/*) place=$HOME/\${1#*/} ;;
    *) place=$home/shared/$1 ;;
  esac
}
make_place() {
  for try in 1 2 3 4 5; do
    if mkdir -p "$place" 2>/dev/null || [ -d "$place" ]; then return; fi
  done
  mkdir -p "$place"
}
`;

/** `surplus`: lines after the empty line that do not come before it. */
export const SURPLUS = `
surplus() {
  awk '!second && $0 == "" { second = 1; next }
    !second { want[$0] = 1; next }
    !($0 in want)'
}
`;

/** `file_listing`: of lines of a manifest what `listing` says of the same files, as long as nobody changed them. */
export const FILE_LISTING = `
tab=$(printf '\\t')
file_listing() { sed -n "s/^\\([0-7]* [0-9]* [0-9]*\\) [0-9a-f]*$tab/\\1 $(id -u) /p" "$@"; }
`;

/**
 * `walk TESTS… ACTION`: find(1) below the working folder, or among the paths in `among` alone. What has a line break in
 * its name is passed over, with all below it: of two lines nobody could say which is a path.
 * `hashes`: `<sha256> ./path` of every regular file that it comes to. `listing`: `<mode> <size> <mtime>
 * <uid> ./path` of the same. `links`: `./path -> target`. `unmet`: lines before the empty line that do not come
 * after it; with {@link SURPLUS} and {@link FILE_LISTING}.
 *
 * sha256sum marks names with a backslash by a backslash of its own; sed takes that back. In \`ls -ldn\` the first
 * slash of a line is the one of \`./\`.
 */
export const COMPARING = `
among=''
walk() {
  if [ -z "$among" ]; then
    find . -name "*$newline*" -prune -o "$@"
    return
  fi
  tests=''
  for word do tests="$tests '$word'"; done
  printf '%s\\n' "$among" | tr '\\n' '\\0' | xargs -0 sh -c "find \\"\\$@\\" -prune $tests" sh
}
hashes() {
  case $sha in
    sha256sum) walk -type f -exec sha256sum {} + ;;
    shasum) walk -type f -exec shasum -a 256 {} + ;;
    openssl) walk -type f -exec openssl dgst -sha256 -r {} + ;;
    sha256) walk -type f -exec sha256 -r {} + ;;
  esac | sed -e '/^\\\\/s/\\\\\\\\/\\\\/g' -e 's/^\\\\//' -e 's/^\\([0-9a-f]\\{64\\}\\) [ *]\\{0,1\\}/\\1 /'
}
listing() {
  case $stat in
    gnu) walk -type f -exec stat -c '%a %s %Y %u %n' {} + ;;
    bsd) walk -type f -exec stat -f '%Lp %z %m %u %N' {} + ;;
  esac
}
links() { walk -type l -exec ls -ldn {} + | sed 's/^[^ ]* [^/]* \\.\\//.\\//'; }
unmet() {
  awk '!second && $0 == "" { second = 1; next }
    !second { want[$0] = 1; next }
    { delete want[$0] }
    END { for (line in want) print line }'
}
${SURPLUS}${FILE_LISTING}file_hashes() { sed -n "s/^[0-7]* [0-9]* [0-9]* \\([0-9a-f]*\\)$tab/\\1 /p" "$@"; }
link_listing() { sed -n "s/^link [0-9]*$tab//p" "$@"; }
`;

/** Sets `sha` to the program that computes SHA-256, `none` for none. */
export const FIND_SHA = `
sha=none
for name in sha256 openssl shasum sha256sum; do if command -v "$name" >/dev/null 2>&1; then sha=$name; fi; done
`;

/** Sets `stat` to the kind of stat(1): `gnu`, `bsd` or `none`. */
export const FIND_STAT = `
stat=none
if stat -c %s / >/dev/null 2>&1; then stat=gnu; elif stat -f %z / >/dev/null 2>&1; then stat=bsd; fi
`;

/** The programs that the scripts call besides the ones of which any of several will do. */
export const PROGRAMS: readonly string[] = [
  ...[
    'awk',
    'cat',
    'chmod',
    'cp',
    'cut',
    'date',
    'df',
    'find',
    'grep',
    'id',
    'ln',
    'ls',
    'mkdir',
    'mv',
    'rm',
    'rmdir',
    'sed',
    'sleep',
  ],
  ...['sync', 'tail', 'tar', 'tr', 'uname', 'xargs'],
];

/** The command line that runs `script` with these arguments; `$0` is `facs`. Never put a secret or a list in it. */
export function scriptCommand(script: string, ...words: readonly string[]): string {
  return commandLine(['sh', '-c', script, 'facs', ...words]);
}

/** The script without its comments and indentation: it travels with every execution. */
export function compact(script: string): string {
  const lines = script.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join('\n');
}
