/** What the record of a tree must be: entries that a tree may hold, and the digest over all of them. */
import { comparePaths } from '../../files.ts';
import { makeTree } from '../../tree/format.ts';
import { pathProblem } from '../../tree/path.ts';
import type { TreeEntry } from '../../tree/tree.ts';
import { resolveEntries } from '../full-tree.ts';
import { isSha256 } from '../names.ts';
import type { TreeRecord } from '../record.ts';

const MODE = /^[0-7]{4}$/;

/** Problems in words. The digest of a record with a base is for `digestProblem`, which has the base as well. */
export function treeProblems(record: TreeRecord): readonly string[] {
  const { entries, base, removed } = record;
  const problems = [
    ...entries.flatMap(entryProblems),
    ...orderProblems(entries.map(({ path }) => path)),
    ...orderProblems(removed),
    ...(base === '' && removed.length > 0 ? ['it takes paths away from a base that it does not name'] : []),
    ...(base === '' || isSha256(base) ? [] : [`its base is no digest: "${base}"`]),
  ];
  return base === '' && problems.length === 0 ? digestProblem(record, undefined) : problems;
}

/** @param base The full record that `record.base` names; undefined when it names none. */
export function digestProblem(record: TreeRecord, base: TreeRecord | undefined): readonly string[] {
  const { digest } = makeTree(resolveEntries(record, base));
  return digest === record.digest ? [] : [`its entries have the digest ${digest}, not the one that it is named by`];
}

function entryProblems({ path, mode, content }: TreeEntry): string[] {
  const problem = pathProblem(path);
  return [
    ...(problem === undefined ? [] : [problem]),
    ...(/^_(DEPLOY|ROOT)_\//.test(path) ? [] : [`${path} lies in neither _DEPLOY_/ nor _ROOT_/`]),
    ...(MODE.test(mode) ? [] : [`"${mode}" is no mode of ${path}`]),
    ...(content.kind !== 'file' || isSha256(content.sha256) ? [] : [`the SHA-256 of ${path} is none`]),
    ...(content.kind !== 'secret' || isSha256(content.hmac) ? [] : [`the HMAC of ${path} is none`]),
    ...(content.kind !== 'link' || content.target !== '' ? [] : [`the link ${path} points nowhere`]),
  ];
}

function orderProblems(paths: readonly string[]): string[] {
  return paths.flatMap((path, i) => {
    const last = paths[i - 1];
    return last === undefined || comparePaths(last, path) < 0 ? [] : [`${path} is out of order`];
  });
}
