/** The text that a tree's digest is taken over; the same text stands in a tree record and in a host's manifest. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { comparePaths } from '../files.ts';
import type { Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { reveal, type Secret } from '../secret.ts';
import { pathProblem } from './path.ts';
import type { EntryContent, Tree, TreeEntry } from './tree.ts';

const HEADER = 'facsimile-tree-v1\n';
const LINE = /^([0-7]{4}) (?:sha256:([0-9a-f]{64}) (\d+)|hmac-sha256:([0-9a-f]{64})|link:([0-9a-f]{64})|(dir))\t(.+)$/;

/** Puts entries into order of path bytes and names them by their digest. */
export function makeTree(entries: readonly TreeEntry[]): Tree {
  const ordered = [...entries].sort((a, b) => comparePaths(a.path, b.path));
  return { digest: bytesToHex(sha256(utf8ToBytes(encodeTree(ordered)))), entries: ordered };
}

/** `facsimile-tree-v1`, then `<mode> <content>\t<path>` per entry, each line ended. Entries come in order of path. */
export function encodeTree(entries: readonly TreeEntry[]): string {
  return HEADER + entries.map(({ mode, content, path }) => `${mode} ${encodeContent(content)}\t${path}\n`).join('');
}

/** Targets of the links by path: the text holds only their digests, so a record keeps these beside it. */
export function linkTargets(entries: readonly TreeEntry[]): ReadonlyMap<string, string> {
  return new Map(entries.flatMap(({ path, content }) => (content.kind === 'link' ? [[path, content.target]] : [])));
}

/**
 * The tree that a text stands for. Refused (`tree/unreadable`): another format, a line out of form or order, a path
 * that leaves the tree, a link whose target is missing or has another digest.
 */
export function parseTree(text: string, targets: ReadonlyMap<string, string>): Result<Tree> {
  if (!text.startsWith(HEADER) || !text.endsWith('\n')) return unreadable('it does not begin with facsimile-tree-v1');
  const entries: TreeEntry[] = [];
  const issues: Issue[] = [];
  for (const [index, line] of text.slice(HEADER.length).split('\n').slice(0, -1).entries()) {
    const entry = parseLine(line, targets);
    const last = entries.at(-1);
    if (typeof entry === 'string') issues.push(issue(`line ${index + 2}: ${entry}`));
    else if (last !== undefined && comparePaths(last.path, entry.path) >= 0)
      issues.push(issue(`line ${index + 2}: ${entry.path} is out of order`));
    else entries.push(entry);
  }
  return issues.length > 0 ? invalid(...issues) : valid(makeTree(entries));
}

/** The keyed digest of a file that holds a secret. `sha256Hex` is over its bytes. */
export function keyedDigest(key: Secret<Uint8Array>, sha256Hex: string): string {
  return bytesToHex(hmac(sha256, reveal(key), hexToBytes(sha256Hex)));
}

function encodeContent(content: EntryContent): string {
  if (content.kind === 'file') return `sha256:${content.sha256} ${content.size}`;
  if (content.kind === 'secret') return `hmac-sha256:${content.hmac}`;
  return content.kind === 'link' ? `link:${digestOf(content.target)}` : 'dir';
}

function digestOf(target: string): string {
  return bytesToHex(sha256(utf8ToBytes(target)));
}

/** The entry, or what is wrong with the line. */
function parseLine(line: string, targets: ReadonlyMap<string, string>): TreeEntry | string {
  const [, mode, sha, size, hmacHex, link, , path] = LINE.exec(line) ?? [];
  if (mode === undefined || path === undefined) return `"${line}" is no entry`;
  const problem = pathProblem(path);
  if (problem !== undefined) return problem;
  if (sha !== undefined) return { path, mode, content: { kind: 'file', sha256: sha, size: Number(size) } };
  if (hmacHex !== undefined) return { path, mode, content: { kind: 'secret', hmac: hmacHex } };
  if (link === undefined) return { path, mode, content: { kind: 'dir' } };
  const target = targets.get(path);
  if (target === undefined || digestOf(target) !== link) return `the target of ${path} is missing or another one`;
  return { path, mode, content: { kind: 'link', target } };
}

function unreadable(why: string) {
  return invalid(issue(why));
}

function issue(why: string): Issue {
  return { code: 'tree/unreadable', message: `this is not a tree that we can read: ${why}` };
}
