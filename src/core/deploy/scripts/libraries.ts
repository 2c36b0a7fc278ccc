/** Whether a host has the libraries that a release needs: a part of the script that stages. */

/**
 * Looks at every ELF file of the staged release that is executable or named as a library, whatever kind it is, and asks the
 * host's own dynamic linker. What the release brings along under the same name counts as there: programs find their own
 * libraries in many ways. `ldd` of glibc, musl and the BSDs each have words of their own for what is not found; of glibc also
 * for a version of a library that is too old.
 *
 * Runs only where the stream had the list of names to pass over.
 */
export const LIBRARIES = `
lacked() {
  while IFS= read -r file; do
    (cd "$final" && ldd "$file" </dev/null 2>&1) | sed -n \\
      -e 's/^[ '"$tab"']*\\([^ ]*\\) => not found.*/\\1/p' \\
      -e "s/.*: version [\\\`']\\([^']*\\)' not found.*/\\1/p" \\
      -e 's/^Error loading shared library \\([^:]*\\):.*/\\1/p' | while IFS= read -r library; do
      printf '%s %s\\n' "\${library##*/}" "\${file#./}"
    done
  done <"$stage/programs"
}
if [ -f "$stage/ignored" ]; then
  elf=$(printf '\\177ELF')
  (
    cd "$final" &&
    find . -type f ! -path '*/.debug/*' '(' -perm -100 -o -name '*.so' -o -name '*.so.*' ')' -exec grep -l "^$elf" {} +
  ) >"$stage/programs"
  if [ -s "$stage/programs" ]; then
    command -v ldd >/dev/null 2>&1 || fail ldd
    wrong=$(
      {
        { cat "$stage/ignored"; (cd "$final" && find . ! -type d); } | sed 's,.*/,,'
        echo
        lacked
      } | awk '!second && $0 == "" { second = 1; next }
        !second { known[$0] = 1; next }
        !($1 in known) && !told[$0]++'
    )
    if [ -n "$wrong" ]; then
      printf '%s\\n' "$wrong" | while IFS= read -r line; do say lacks "$line"; done
      fail libraries
    fi
  fi
  say libraries "$(awk 'END { print NR }' "$stage/programs")"
fi
`;
