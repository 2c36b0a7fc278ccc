/** A comparison as data. */

import type { FileDifference, TreeComparison } from '../app/diff/compare-trees.ts';
import type { ComparedInstance, Comparison } from '../app/diff.ts';
import type { Trail } from '../core/definition/definition.ts';
import { settingData } from '../core/definition/describe.ts';
import type { FileState } from '../core/diff/compare-files.ts';
import { describePath, type JsonObject } from '../core/json.ts';

/** What `facs diff --json` prints. */
export interface DiffData extends JsonObject {
  /** True when nothing that everybody may see differs: secrets may. */
  readonly equal: boolean;
  /** How many files could not be compared. */
  readonly unknown: number;
}

/**
 * `{project, a, b, equal, unknown, definition: {diff, values: [{path, a, b}]}, trees}`.
 *
 * `a`, `b`: `{instance, channel, release}`, the release `{githash, version, dirty}` or null. Of a value each is `{value,
 * layer, file, line, column}`, or null where nothing is set. `trees` is null when no files were compared, else a list of
 * `{targets, a, b, files}` with the names of the hosts that compare alike; one of them is empty where only one instance
 * has the target. Of a file: `{path, change, a, b, why, diff}`; `change` is one of added, removed, changed, secrets,
 * unknown; `a`, `b`: `{kind, mode, target}` or null; `diff` is null where there are no lines to show.
 */
export function diffData({ a, b, definition, values, trees }: Comparison): DiffData {
  const compared = isList(trees) ? trees : undefined;
  const files = compared?.flatMap((tree) => tree.files) ?? [];
  const alone = compared?.some((tree) => tree.a.length === 0 || tree.b.length === 0) ?? false;
  return {
    project: a.definition.project,
    a: instanceData(a),
    b: instanceData(b),
    equal: values.length === 0 && !alone && files.every(({ change }) => change === 'secrets' || change === 'unknown'),
    unknown: files.filter(({ change }) => change === 'unknown').length,
    definition: {
      diff: definition,
      values: values.map((each) => ({ path: describePath(each.path), a: valueData(each.a), b: valueData(each.b) })),
    },
    trees: compared === undefined ? null : compared.map(treeData),
  };
}

function isList(trees: Comparison['trees']): trees is readonly TreeComparison[] {
  return Array.isArray(trees);
}

function instanceData({ definition, release }: ComparedInstance): JsonObject {
  const { githash, version, dirty } = release ?? {};
  return {
    instance: definition.instance,
    channel: definition.settings.channel ?? '',
    release: githash === undefined ? null : { githash, version: version ?? '', dirty: dirty === true },
  };
}

function valueData(trail: Trail | undefined): JsonObject | null {
  return trail === undefined ? null : settingData(trail);
}

function treeData({ targets, a, b, files }: TreeComparison): JsonObject {
  return { targets: [...targets], a: [...a], b: [...b], files: files.map(fileData) };
}

function fileData({ path, change, a, b, why, diff }: FileDifference): JsonObject {
  return { path, change, a: stateData(a), b: stateData(b), why: why ?? null, diff };
}

function stateData(state: FileState | undefined): JsonObject | null {
  if (state === undefined) return null;
  return { kind: state.kind, mode: state.mode, target: state.kind === 'link' ? state.content : null };
}
