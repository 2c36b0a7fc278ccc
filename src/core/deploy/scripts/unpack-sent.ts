/** What comes over the wire, unpacked and checked: a part of the scripts that stage and mend. */

/**
 * Unpacks stdin into `$stage` and hashes every file that was sent. Calls `fail unpack` or `fail bytes`.
 *
 * Not every tar brings set-id bits over, even with -p.
 */
export const UNPACK_SENT = `
tar -xpof - -C "$stage" || fail unpack
sed -n "s/^\\([1-7][0-7]\\{3\\}\\) [^$tab]*$tab/\\1 /p" "$stage/sent" | while IFS= read -r line; do
  chmod "\${line%% *}" "$stage/tree/\${line#* }" || exit 1
done || fail unpack
wrong=$( { file_hashes "$stage/sent"; echo; (cd "$stage/tree" && hashes); } | unmet )
if [ -n "$wrong" ]; then printf '%s\\n' "$wrong" >&2; fail bytes; fi
`;
