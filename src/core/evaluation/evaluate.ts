/** From a merged definition to its values: every expression computed, every secret left where it is. */
import { MASK } from '../definition/sealed-layer.ts';
import { type MappingNode, type ScalarNode, toJson, toObject } from '../definition/value-node.ts';
import { distinctIssues, type Issue } from '../issue.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { Evaluator, type Unsealing, type ValueContext } from './evaluator.ts';
import { Materializer, SECRET } from './materialize.ts';

/** All values, or what is wrong with some of them. */
export interface Evaluation {
  /** `SECRET` where one is. */
  readonly value: JsonObject;
  readonly issues: readonly Issue[];
  /** What was computed, by the text that said how: the variables of the environment that each read itself. */
  readonly computed: ReadonlyMap<ScalarNode, readonly string[]>;
  /** Texts that came to nothing, for their own sake or for that of others: their values are `null`. */
  readonly failed: ReadonlySet<ScalarNode>;
  /** Files that hold its secrets, by name as people can open them. */
  readonly sealed: ReadonlySet<string>;
}

/**
 * The values of a merged definition. The order of evaluation never matters: each is computed once, from values alone.
 * What leans on a secret is a secret. Issues: `definition/cycle`, `definition/environ`, `definition/failed`, and those
 * of the engine. A value that leans on a wrong one is not told again.
 */
export function evaluate(merged: MappingNode, context: ValueContext): Evaluation {
  const { view, issues, report } = new Evaluator(merged, context);
  const value = new Materializer(view.cells, report).read(view.root);
  const cells = [...view.cells.values()];
  const computed = cells.filter(({ node }) => node.sealed === undefined);
  return {
    value,
    issues: distinctIssues(issues),
    computed: new Map(computed.map(({ node, environ }) => [node, [...environ]] as const)),
    failed: new Set(cells.flatMap(({ node, state }) => (state === 'failed' ? [node] : []))),
    sealed: new Set(cells.flatMap(({ node }) => node.sealed?.file ?? [])),
  };
}

/** The values of a definition in which there is nothing to compute and nothing secret. */
export function plainly(merged: MappingNode): Evaluation {
  const value = toJson(merged) as JsonObject;
  return { value, issues: [], computed: new Map(), failed: new Set(), sealed: new Set() };
}

/** The same values with secrets opened, each when it is read. What reading may throw: `Unsealing`, `Interruption`. */
export function openValues(merged: MappingNode, context: ValueContext, unsealing: Unsealing): object {
  return new Evaluator(merged, context, unsealing).view.root;
}

/** The value as it may be shown: `***` for each secret. */
export function hideSecrets(value: JsonObject): JsonObject {
  return hide(value) as JsonObject;
}

function hide(value: Json): Json {
  if (value === SECRET) return MASK;
  if (Array.isArray(value)) return value.map(hide);
  return isObject(value) ? toObject(Object.entries(value).map(([key, each]) => [key, hide(each)])) : value;
}
