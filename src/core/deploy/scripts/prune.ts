/** Which releases a host keeps: a part of the script that activates. */

/**
 * `prune KEEP`: only so many good releases stay, and always the current one and the one before it.
 *
 * A release counts as good by its last outcome; one that a rollback left stays within the number to keep, but is nothing
 * to go back to. What has no outcome and is a day old was left by a run that died. What does not look like a release of
 * ours is somebody else's.
 */
export const PRUNE = `
prune() {
  stale=$(awk -v keep="$1" -v current="$release" '
    { outcome[$2] = $1; order[$2] = NR }
    END {
      for (name in outcome) if (outcome[name] == "good" && name != current && order[name] > order[previous]) previous = name
      for (name in outcome) {
        if (name == current || name == previous) continue
        newer = 0
        for (other in outcome) if (outcome[other] != "bad" && order[other] > order[name]) newer++
        if (outcome[name] == "bad" || newer >= keep) print name
      }
    }' .facsimile/history)
  for folder in releases/*/; do
    name=\${folder#releases/} name=\${name%/}
    case $name in "$release" | "$old" | *[!0-9a-f-]*) continue ;; esac
    if [ -f "$folder.facsimile.json" ] && ! grep -q " $name " .facsimile/history; then
      stale="$stale$newline$(find "releases/$name" -prune -mtime +0 | cut -c 10-)"
    fi
  done
  find .facsimile/stage ! -name stage -prune -mtime +0 -exec rm -rf {} +
  for name in $stale; do
    rm -rf "releases/$name" ".facsimile/manifests/$name" || return
    grep -v " $name " .facsimile/history >.facsimile/history.new
    mv -f .facsimile/history.new .facsimile/history || return
    say pruned "$name"
  done
}
`;
