#!/bin/sh
# corruptions.sh NAME: does one thing to the bare repository of records in the current folder that nobody may do, with
# git, dd and the shell alone. Prints the commit that did it; nothing where no commit did.
# Paths and words of what is there come as variables: RELEASE, BINARY, TREE, …
set -eu

export GIT_AUTHOR_NAME=mallory GIT_AUTHOR_EMAIL=mallory@example.com
export GIT_COMMITTER_NAME=mallory GIT_COMMITTER_EMAIL=mallory@example.com
export GIT_INDEX_FILE="$PWD/index.tmp"
SCRATCH=$PWD/scratch.tmp
NAME=$1

# The index begins as the branch is.
start() { git read-tree "${1:-main}"; }
put() { git update-index --add --cacheinfo "${2:-100644},$(git hash-object -w --stdin),$1"; }
drop() { printf '0 0000000000000000000000000000000000000000\t%s\n' "$1" | git update-index --index-info; }
# The index becomes a commit on the branch, or on what $1 names, merged with $2.
commit() {
  made=$(git commit-tree "$(git write-tree)" -p "${1:-main}" ${2:+-p "$2"} -m "$NAME")
  git update-ref refs/heads/main "$made"
  printf '%s\n' "$made"
}
write() { start; put "$1"; commit; }
show() { git cat-file blob "main:$1"; }
# A file of the branch with other words in it: FROM TO …, each as long as what it takes the place of.
swapped() {
  show "$1" > "$SCRATCH"
  shift
  while [ $# -gt 0 ]; do
    grep -abo -F -e "$1" "$SCRATCH" | while IFS=: read -r at _; do
      printf '%s' "$2" | dd of="$SCRATCH" bs=1 seek="$at" conv=notrunc 2> /dev/null
    done
    shift 2
  done
  cat "$SCRATCH"
}
# The folders of a tree's record.
tree_at() { printf 'shop/trees/%s/%s.binpb' "${1%"${1#??}"}" "$1"; }
# The file on disk of an object.
loose() {
  hash=$(git rev-parse "$1")
  printf 'objects/%s/%s' "${hash%"${hash#??}"}" "${hash#??}"
}
overwrite() {
  file=$(loose "$1")
  chmod u+w "$file"
  printf 'no object at all' | dd of="$file" conv=notrunc 2> /dev/null
}
# A tree as git never writes one: lines of `ls-tree` on stdin, taken as they come.
raw_tree() {
  while read -r mode hash name; do
    printf '%s %s\0' "${mode#0}" "$name"
    while [ -n "$hash" ]; do
      # shellcheck disable=SC2059
      printf "\\$(printf '%03o' "0x${hash%"${hash#??}"}")"
      hash=${hash#??}
    done
  done | git hash-object -t tree -w --stdin --literally
}
# The branch with that tree as the project shop.
with_shop() {
  top=$(git ls-tree main | while read -r mode type hash name; do
    [ "$name" = shop ] && hash=$1
    printf '%s %s %s\t%s\n' "$mode" "$type" "$hash" "$name"
  done | git mktree)
  made=$(git commit-tree "$top" -p main -m "$NAME")
  git update-ref refs/heads/main "$made"
  printf '%s\n' "$made"
}
shop_lines() { git ls-tree main:shop | while read -r mode _ hash name; do printf '%s %s %s\n' "$mode" "$hash" "$name"; done; }

case $NAME in
# What is written once.
record-removed) start; drop "$RELEASE"; commit ;;
record-edited) show "$RELEASE" > "$SCRATCH"; printf '\377' | dd of="$SCRATCH" bs=1 seek=1 conv=notrunc 2> /dev/null; write "$RELEASE" < "$SCRATCH" ;;
record-cut-short) show "$TREE" > "$SCRATCH"; dd if="$SCRATCH" bs=1 count=40 2> /dev/null | write "$TREE" ;;
record-emptied) write "$BINARY" < /dev/null ;;
record-exchanged) show "$OLD_RELEASE" | write "$RELEASE" ;;
record-moved) show "$RELEASE" > "$SCRATCH"; start; drop "$RELEASE"; put "$RELEASE.old" < "$SCRATCH"; commit ;;
record-made-a-link) start; printf elsewhere | put "$RELEASE" 120000; commit ;;
record-rewritten-later) start; drop "$END"; commit; show "$BEGIN" | write "$END" > /dev/null ;;
record-removed-long-ago) start; drop "$EVENT"; commit; printf hello | write README.md > /dev/null ;;
records-all-removed) git ls-tree -r --name-only main shop/deployments > "$SCRATCH"; start; while read -r path; do drop "$path"; done < "$SCRATCH"; commit ;;
merge-drops-a-record) side=$(git commit-tree "main^{tree}" -p main -m side); start; drop "$RELEASE"; commit main "$side" ;;
merge-takes-the-older-state) old=$(git commit-tree "main~1^{tree}" -p main~1 -m old); start "$old"; commit main "$old" ;;
merge-changes-a-record) side=$(git commit-tree "main^{tree}" -p main -m side); start; swapped "$BINARY" server sorrow | put "$BINARY"; commit main "$side" ;;

# Records that are none, or lie where they do not belong.
text-for-a-record) printf 'hello\n' | write "$NEW_RELEASE" ;;
nothing-for-a-record) write "$NEW_RELEASE" < /dev/null ;;
two-records-in-one) { swapped "$RELEASE" "$RELEASE_HASH" "$NEW_HASH"; swapped "$RELEASE" "$RELEASE_HASH" "$NEW_HASH"; } | write "$NEW_RELEASE" ;;
record-under-a-false-name) show "$RELEASE" | write "$NEW_RELEASE" ;;
record-in-a-false-shard) show "$RELEASE" | write "shop/releases/00/$RELEASE_HASH.binpb" ;;
record-in-another-project) show "$RELEASE" | write "site${RELEASE#shop}" ;;
record-on-a-false-day) show "$EVENT" | write "shop/events/2025/01/01/${EVENT##*/}" ;;
record-on-no-day) show "$EVENT" | write "shop/events/2026/13/41/${EVENT##*/}" ;;
record-beside-the-folders) show "$EVENT" | write "shop/events/${EVENT##*/}" ;;
lowercase-id) show "$EVENT" | write "$(printf '%s' "$EVENT" | tr '[:upper:]' '[:lower:]')" ;;

# Records that say what cannot be.
hash-in-capitals) swapped "$BINARY" linux-x64 "$NEW_PLATFORM" "$BINARY_SHA" "$(printf '%s' "$BINARY_SHA" | tr a-f A-F)" | write "$NEW_BINARY" ;;
password-in-a-url) swapped "$RELEASE" "$RELEASE_HASH" "$NEW_HASH" https://git.example/acme/shop https://me:secret@x/acme/shop | write "$NEW_RELEASE" ;;
first-repo-elsewhere) swapped "$RELEASE" "$RELEASE_HASH" "$NEW_HASH" > "$SCRATCH.2"; at=$(grep -abo -F -e "$NEW_HASH" "$SCRATCH.2" | tail -n 1 | cut -d: -f1); printf f | dd of="$SCRATCH.2" bs=1 seek="$at" conv=notrunc 2> /dev/null; write "$NEW_RELEASE" < "$SCRATCH.2" ;;
tree-with-a-forged-digest) swapped "$TREE" "$TREE_DIGEST" "$NEW_DIGEST" | write "$(tree_at "$NEW_DIGEST")" ;;
difference-with-a-forged-digest) swapped "$BASED" "$BASED_DIGEST" "$NEW_DIGEST" | write "$(tree_at "$NEW_DIGEST")" ;;
id-of-another-year) swapped "$EVENT" "$EVENT_ID" "$OTHER_ID" | write "$OTHER_EVENT" ;;

# What speaks of something that is not there.
binary-of-no-release) swapped "$BINARY" "$RELEASE_HASH" "$NEW_HASH" | write "$NEW_RELEASE_BINARY" ;;
end-without-a-begin) swapped "$END" "$BEGIN_ID" "$OTHER_BEGIN_ID" | write "$OTHER_END" ;;
deployment-of-no-tree) swapped "$BEGIN" "$BEGIN_ID" "$OTHER_BEGIN_ID" "$TREE_DIGEST" "$NEW_DIGEST" | write "$OTHER_BEGIN" ;;
difference-from-nothing) swapped "$BASED" "$BASED_DIGEST" "$THIRD_DIGEST" "$TREE_DIGEST" "$NEW_DIGEST" | write "$(tree_at "$THIRD_DIGEST")" ;;
difference-from-a-difference) swapped "$BASED" "$BASED_DIGEST" "$THIRD_DIGEST" "$TREE_DIGEST" "$BASED_DIGEST" | write "$(tree_at "$THIRD_DIGEST")" ;;
event-about-another-binary) swapped "$EVENT" "$BINARY_SHA" "$NEW_DIGEST" "$EVENT_ID" "$NEAR_ID" | write "${EVENT%/*}/$NEAR_ID.binpb" ;;
channel-to-no-release) printf 'release: %s\n' "$NEW_HASH" | write shop/channels/edge.yaml ;;
listing-of-no-channel) printf 'x\n' | write shop/channels/stable.linux-x64.txt ;;

# Settings that nobody understands.
format-removed) start; drop facsimile.yaml; commit ;;
format-of-tomorrow) printf 'format: 2\n' | write facsimile.yaml ;;
format-of-noise) printf '\000\001\002' | write facsimile.yaml ;;
project-without-a-file) start; drop shop/project.yaml; commit ;;
project-without-channels) printf 'channels: none\n' | write shop/project.yaml ;;
channel-that-nobody-lists) printf 'release:\n' | write shop/channels/nightly.yaml ;;
channel-in-two-minds) printf 'release: %s\nrelease: %s\n' "$RELEASE_HASH" "$RELEASE_HASH" | write shop/channels/edge.yaml ;;
channel-in-latin1) printf 'hold: \344rger\n' | write shop/channels/edge.yaml ;;
flags-that-are-none) printf '[1, 2\n' | write shop/flags/edge.json ;;

# Secrets.
state-in-clear) printf 'passwd:\n  db: hunter2\n' | write state/staging.yaml ;;
state-with-one-value-in-clear) swapped "$STATE" 'ENC[AES256_GCM,data:' 'XYZ[AES256_GCM,data:' | write "$STATE" ;;
state-without-a-mac) show "$STATE" > "$SCRATCH"; at=$(grep -abo -F -e 'mac: ENC[' "$SCRATCH" | cut -d: -f1); printf 'mac: XYZ[' | dd of="$SCRATCH" bs=1 seek="$at" conv=notrunc 2> /dev/null; write "$STATE" < "$SCRATCH" ;;
state-in-clear-once) show "$STATE" > "$SCRATCH.2"; printf 'db: hunter2\n' | write "$STATE"; write "$STATE" < "$SCRATCH.2" > /dev/null ;;

# Files that are no plain files, and names that are none.
program-among-records) start; show "$RELEASE" | put "$RELEASE" 100755; commit ;;
channel-made-a-link) start; printf /etc/passwd | put shop/channels/edge.yaml 120000; commit ;;
submodule-among-records) start; git update-index --add --cacheinfo "160000,$(git rev-parse main),shop/events/theirs"; commit ;;
note-among-records) printf 'note\n' | write shop/notes.md ;;
hidden-file) printf 'x' | write shop/releases/.DS_Store ;;
name-with-a-line-break) printf 'release:\n' > "$SCRATCH"; write "shop/channels/edge
.yaml" < "$SCRATCH" ;;
name-that-is-no-utf8) printf 'release:\n' > "$SCRATCH"; write "$(printf 'shop/channels/\344.yaml')" < "$SCRATCH" ;;
names-that-clash) printf 'a' > "$SCRATCH"; start; put README.md < "$SCRATCH"; put readme.md < "$SCRATCH"; commit ;;
state-of-no-instance) show "$STATE" > "$SCRATCH"; write state/Production.yaml < "$SCRATCH" ;;
three-thousand-in-a-folder) hash=$(printf x | git hash-object -w --stdin); start; i=0; while [ "$i" -lt 3000 ]; do printf '100644 %s\tshop/runtime/staging/%s\n' "$hash" "$i"; i=$((i + 1)); done | git update-index --add --index-info; commit ;;

# Clocks.
commit-of-tomorrow) export GIT_COMMITTER_DATE='2095-01-01T00:00:00Z'; printf hello | write README.md ;;
commit-of-long-ago) export GIT_COMMITTER_DATE='2005-01-01T00:00:00Z'; printf hello | write README.md ;;

# The objects themselves.
blob-overwritten) overwrite "main:$RELEASE" ;;
blob-lost) rm -f "$(loose "main:$BINARY")" ;;
blob-exchanged) from=$(loose "main:$RELEASE"); to=$(loose "main:$OLD_RELEASE"); chmod u+w "$from"; dd if="$to" of="$from" 2> /dev/null ;;
tree-overwritten) overwrite "main:shop/releases" ;;
tree-lost) rm -f "$(loose "main:shop/deployments")" ;;
commit-lost) rm -f "$(loose main~1)" ;;
tip-overwritten) overwrite main ;;
pack-overwritten) git repack -adq; pack=$(echo objects/pack/*.pack); chmod u+w "$pack"; dd if=/dev/zero of="$pack" bs=1 seek=200 count=60 conv=notrunc 2> /dev/null ;;
branch-of-noise) printf 'no githash, but noise as long as one.....\n' | dd of=refs/heads/main 2> /dev/null ;;
name-twice-in-a-tree) with_shop "$({ shop_lines; shop_lines | tail -n 1; } | raw_tree)" ;;
tree-out-of-order) with_shop "$({ shop_lines | tail -n 1; shop_lines | sed '$d'; } | raw_tree)" ;;
dot-git-in-a-tree) with_shop "$({ printf '100644 %s .git\n' "$(printf x | git hash-object -w --stdin)"; shop_lines; } | raw_tree)" ;;
*) printf 'there is no corruption %s\n' "$NAME" >&2; exit 64 ;;
esac
