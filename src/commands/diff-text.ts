/** A comparison as people read it. */

import type { FileDifference, TreeComparison } from '../app/diff/compare-trees.ts';
import type { Comparison } from '../app/diff.ts';
import { describeSetting } from '../core/definition/describe.ts';
import { describePath } from '../core/json.ts';
import { type DiffData, diffData } from './diff-data.ts';

/** Unified diffs, each under what it is about; values of the definition with the places that set them. */
export function describeDiff(comparison: Comparison): string {
  const { a, b, definition, trees } = comparison;
  const files = Array.isArray(trees) ? trees.flatMap((tree) => describeTree(tree, comparison)) : [];
  const parts = [...(definition === '' ? [] : [definition, ...describeValues(comparison)]), ...files];
  const data = diffData(comparison);
  return [...(data.equal ? [`${a.label} and ${b.label} ${describeEqual(data)}`] : []), ...parts].join('\n');
}

/** The files alone; `''` when none differs. */
export function describeFiles(comparison: Comparison): string {
  const { trees } = comparison;
  return Array.isArray(trees) ? trees.flatMap((tree) => describeTree(tree, comparison)).join('\n') : '';
}

function describeEqual({ trees, unknown }: DiffData): string {
  if (trees === null) return 'have equal definitions';
  return unknown === 0 ? 'are equal' : 'differ in nothing that can be compared here';
}

function describeValues({ a, b, values }: Comparison): readonly string[] {
  return values.flatMap((each) => [
    '',
    describePath(each.path),
    ...(
      [
        [a, each.a],
        [b, each.b],
      ] as const
    ).map(([{ label }, trail]) => `  ${label}: ${trail === undefined ? 'not set' : describeSetting(trail)}`),
  ]);
}

function describeTree({ targets, a, b, files }: TreeComparison, of: Comparison): readonly string[] {
  const target = targets.filter((name) => name !== '').join(', ');
  if (a.length === 0 || b.length === 0) {
    const [label, hosts] = a.length === 0 ? [of.b.label, b] : [of.a.label, a];
    return ['', `target ${target}: only in ${label} (${hosts.join(', ')})`];
  }
  if (files.length === 0) return [];
  const names = `${a.join(', ')} | ${b.join(', ')}`;
  return ['', `${target === '' ? '' : `${target}: `}${names}`, ...files.map((file) => describeFile(file, of))];
}

function describeFile({ path, change, a, b, why, diff }: FileDifference, of: Comparison): string {
  if (change === 'unknown') return `${path}: cannot compare: ${why ?? ''}`;
  if (change === 'secrets') return `${path}: equal but for its secrets`;
  const lines = diff === null ? [] : [diff];
  if (change === 'added') return [`${path}: only in ${of.b.label}${describeKind(b)}`, ...lines].join('\n');
  if (change === 'removed') return [`${path}: only in ${of.a.label}${describeKind(a)}`, ...lines].join('\n');
  return [`${path}: ${describeChange({ path, change, diff, ...(a && { a }), ...(b && { b }) })}`, ...lines].join('\n');
}

function describeKind(state: FileDifference['a']): string {
  if (state?.kind === 'link') return ` (link to ${state.content})`;
  return state?.kind === 'dir' ? ' (empty folder)' : '';
}

function describeChange({ a, b, diff }: FileDifference): string {
  if (a === undefined || b === undefined) return 'differs';
  if (a.kind !== b.kind) return `${a.kind}${describeKind(a)} here, ${b.kind}${describeKind(b)} there`;
  const mode = a.mode === b.mode ? [] : [`mode ${a.mode} → ${b.mode}`];
  if (a.kind === 'link' && a.content !== b.content) return [`link ${a.content} → ${b.content}`, ...mode].join(', ');
  if (a.shown === b.shown) return mode.join(', ');
  return [diff === null ? 'binary differs' : 'differs', ...mode].join(', ');
}
