/** Fifty and more ways to spoil a meta repo, and what a check must say of each. */

/** What is expected of the check. */
export interface Corruption {
  /** As `corruptions.sh` takes it. */
  readonly name: string;
  readonly code: string;
  /** Path of the finding: a word of the story in capitals, or a path; `''`: about no file. */
  readonly path: string;
  /** Which commit is named: the one that did it (the rule), `another` that brought what is broken, or none. */
  readonly commit?: 'another' | 'none';
  readonly severity?: 'warning';
}

/** Each by its name in the script. */
export const CORRUPTIONS: readonly Corruption[] = [
  { name: 'record-removed', code: 'history/removed', path: 'RELEASE' },
  { name: 'record-edited', code: 'history/changed', path: 'RELEASE' },
  { name: 'record-cut-short', code: 'history/changed', path: 'TREE' },
  { name: 'record-emptied', code: 'history/changed', path: 'BINARY' },
  { name: 'record-exchanged', code: 'history/changed', path: 'RELEASE' },
  { name: 'record-moved', code: 'history/removed', path: 'RELEASE' },
  { name: 'record-made-a-link', code: 'history/changed', path: 'RELEASE' },
  { name: 'record-rewritten-later', code: 'history/removed', path: 'END' },
  { name: 'record-removed-long-ago', code: 'history/removed', path: 'EVENT' },
  { name: 'records-all-removed', code: 'history/removed', path: 'BEGIN' },
  { name: 'merge-drops-a-record', code: 'history/removed', path: 'RELEASE' },
  { name: 'merge-takes-the-older-state', code: 'history/removed', path: 'EVENT' },
  { name: 'merge-changes-a-record', code: 'history/changed', path: 'BINARY' },

  { name: 'text-for-a-record', code: 'record/unreadable', path: 'NEW_RELEASE' },
  { name: 'nothing-for-a-record', code: 'record/unreadable', path: 'NEW_RELEASE' },
  { name: 'two-records-in-one', code: 'record/unreadable', path: 'NEW_RELEASE' },
  { name: 'record-under-a-false-name', code: 'record/place', path: 'NEW_RELEASE' },
  { name: 'record-in-a-false-shard', code: 'file/unknown', path: 'FALSE_SHARD' },
  { name: 'record-in-another-project', code: 'record/place', path: 'OTHER_PROJECT' },
  { name: 'record-on-a-false-day', code: 'file/unknown', path: 'FALSE_DAY' },
  { name: 'record-on-no-day', code: 'file/unknown', path: 'NO_DAY' },
  { name: 'record-beside-the-folders', code: 'file/unknown', path: 'NO_FOLDER' },
  { name: 'lowercase-id', code: 'file/unknown', path: 'LOWERCASE' },

  { name: 'hash-in-capitals', code: 'record/value', path: 'NEW_BINARY' },
  { name: 'password-in-a-url', code: 'record/value', path: 'NEW_RELEASE' },
  { name: 'first-repo-elsewhere', code: 'record/value', path: 'NEW_RELEASE' },
  { name: 'tree-with-a-forged-digest', code: 'record/value', path: 'NEW_TREE' },
  { name: 'difference-with-a-forged-digest', code: 'record/value', path: 'NEW_TREE' },
  { name: 'id-of-another-year', code: 'record/value', path: 'OTHER_EVENT' },

  { name: 'binary-of-no-release', code: 'reference/missing', path: 'NEW_RELEASE_BINARY' },
  { name: 'end-without-a-begin', code: 'reference/missing', path: 'OTHER_END' },
  { name: 'deployment-of-no-tree', code: 'reference/missing', path: 'OTHER_BEGIN' },
  { name: 'difference-from-nothing', code: 'reference/missing', path: 'THIRD_TREE' },
  { name: 'difference-from-a-difference', code: 'reference/other', path: 'THIRD_TREE' },
  { name: 'event-about-another-binary', code: 'reference/other', path: 'NEAR_EVENT' },
  { name: 'channel-to-no-release', code: 'reference/missing', path: 'shop/channels/edge.yaml' },
  { name: 'listing-of-no-channel', code: 'reference/missing', path: 'shop/channels/stable.linux-x64.txt' },

  { name: 'format-removed', code: 'meta/format-missing', path: 'facsimile.yaml' },
  { name: 'format-of-tomorrow', code: 'meta/format', path: 'facsimile.yaml' },
  { name: 'format-of-noise', code: 'meta/syntax', path: 'facsimile.yaml' },
  { name: 'project-without-a-file', code: 'project/missing', path: 'shop/project.yaml' },
  { name: 'project-without-channels', code: 'project/invalid', path: 'shop/project.yaml' },
  { name: 'channel-that-nobody-lists', code: 'channel/unknown', path: 'shop/channels/nightly.yaml' },
  { name: 'channel-in-two-minds', code: 'channel/duplicate-key', path: 'shop/channels/edge.yaml' },
  { name: 'channel-in-latin1', code: 'channel/encoding', path: 'shop/channels/edge.yaml' },
  { name: 'flags-that-are-none', code: 'flags/json', path: 'shop/flags/edge.json' },

  { name: 'state-in-clear', code: 'state/not-sops', path: 'state/staging.yaml' },
  { name: 'state-with-one-value-in-clear', code: 'state/plain', path: 'STATE' },
  { name: 'state-without-a-mac', code: 'state/mac', path: 'STATE' },
  { name: 'state-in-clear-once', code: 'state/not-sops', path: 'STATE', severity: 'warning' },

  { name: 'program-among-records', code: 'file/kind', path: 'RELEASE' },
  { name: 'channel-made-a-link', code: 'file/kind', path: 'shop/channels/edge.yaml' },
  { name: 'submodule-among-records', code: 'file/unknown', path: 'shop/events/theirs' },
  { name: 'note-among-records', code: 'file/unknown', path: 'shop/notes.md' },
  { name: 'hidden-file', code: 'file/unknown', path: 'shop/releases/.DS_Store' },
  { name: 'name-with-a-line-break', code: 'file/unknown', path: 'shop/channels/edge\n.yaml' },
  { name: 'name-that-is-no-utf8', code: 'file/unknown', path: 'shop/channels/\uFFFD.yaml' },
  { name: 'names-that-clash', code: 'folder/case-clash', path: 'readme.md' },
  { name: 'state-of-no-instance', code: 'file/unknown', path: 'state/Production.yaml' },
  {
    name: 'three-thousand-in-a-folder',
    code: 'folder/large',
    path: 'shop/runtime/staging',
    severity: 'warning',
  },

  { name: 'commit-of-tomorrow', code: 'history/clock', path: '', severity: 'warning' },
  { name: 'commit-of-long-ago', code: 'history/clock', path: '', severity: 'warning' },

  { name: 'blob-overwritten', code: 'git/missing', path: 'RELEASE', commit: 'another' },
  { name: 'blob-lost', code: 'git/missing', path: 'BINARY', commit: 'another' },
  { name: 'blob-exchanged', code: 'git/missing', path: 'RELEASE', commit: 'another' },
  { name: 'tree-overwritten', code: 'git/missing', path: 'shop/releases', commit: 'another' },
  { name: 'tree-lost', code: 'git/missing', path: 'shop/deployments', commit: 'another' },
  { name: 'commit-lost', code: 'git/missing', path: '', commit: 'another' },
  { name: 'tip-overwritten', code: 'git/missing', path: '', commit: 'another' },
  { name: 'pack-overwritten', code: 'git/missing', path: '', commit: 'none' },
  { name: 'branch-of-noise', code: 'git/ref', path: 'refs/heads/main', commit: 'none' },
  { name: 'name-twice-in-a-tree', code: 'git/malformed', path: 'shop' },
  { name: 'tree-out-of-order', code: 'git/malformed', path: 'shop' },
  { name: 'dot-git-in-a-tree', code: 'file/unknown', path: 'shop/.git' },
];
