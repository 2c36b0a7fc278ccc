/** `facs diff`: what two instances, or two versions of one, have not in common. Nothing is made or changed. */
import type { Definition } from '../core/definition/definition.ts';
import { toYaml } from '../core/definition/to-yaml.ts';
import { type DifferingValue, differingValues, orderedAs } from '../core/diff/differing-values.ts';
import { pairHosts } from '../core/diff/pair-hosts.ts';
import { describeIssue } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import { compareTrees, type TreeComparison } from './diff/compare-trees.ts';
import { openSide, type Side } from './diff/open-side.ts';
import { readSideFiles, type SidePlaces } from './diff/side-files.ts';
import type { GatherInputs } from './gather/places.ts';
import type { Environment, Ports } from './ports/ports.ts';
import type { Talk } from './ports/talk.ts';
import type { ChosenRelease } from './release-choice.ts';

/** The first instance, and the second one or the version to compare with. */
export interface DiffInputs extends GatherInputs {
  readonly other?: string | undefined;
  readonly against?: string | undefined;
  /** The definitions of that version, where they are not what would be found for it now. */
  readonly 'against-define-ref'?: string | undefined;
}

/** One of the two. `release` is absent where its files were not looked at. */
export interface ComparedInstance {
  /** How it is called in headers. */
  readonly label: string;
  readonly definition: Definition;
  readonly release?: ChosenRelease;
}

/** All that differs. */
export interface Comparison {
  readonly a: ComparedInstance;
  readonly b: ComparedInstance;
  /** Unified diff of the definitions as YAML; `''` when they are equal. */
  readonly definition: string;
  readonly values: readonly DifferingValue[];
  /** Or why no file was compared. */
  readonly trees: readonly TreeComparison[] | { readonly why: string };
}

/**
 * `a` is the first instance and `b` the other; with `against`, `a` is the instance at that version and `b` as it is now.
 * @throws as `gather`, `buildTrees` and `readState`; input `definition/…` for either of them.
 */
export async function diff(inputs: DiffInputs, ports: Ports, environment: Environment): Promise<Comparison> {
  const { other, against, 'against-define-ref': ref, ...first } = inputs;
  const [older, newer] =
    against === undefined
      ? [first, { ...first, instance: other ?? '' }]
      : [{ ...first, version: against, ...(ref !== undefined && { 'define-ref': ref }) }, first];
  const quiet = { ...ports, talk: sayOnce(ports.talk) };
  // One after the other: both may look into the same cache.
  const a = await openSide(older, quiet, environment);
  const b = await openSide(newer, quiet, environment);
  const labels =
    against === undefined ? [older.instance, newer.instance] : [`${older.instance}@${against}`, newer.instance];
  const [labelA = '', labelB = ''] = labels;
  return {
    a: describeSide(labelA, a),
    b: describeSide(labelB, b),
    definition: await describeDefinitions([labelA, a.definition], [labelB, b.definition]),
    values: differingValues(a.definition, b.definition),
    trees: await compareSides([labelA, a], [labelB, b], {
      topDir: inputs['top-dir'],
      cwd: environment.cwd,
      platform: environment.platform,
      ports,
    }),
  };
}

/** The two have layers in common, and their warnings. */
function sayOnce(talk: Talk): Talk {
  const said = new Set<string>();
  const warn: Talk['warn'] = (issue) => {
    const text = describeIssue(issue);
    if (!said.has(text)) talk.warn(issue);
    said.add(text);
  };
  return { ...talk, warn };
}

function describeSide(label: string, side: Side): ComparedInstance {
  return { label, definition: side.definition, ...('gathered' in side ? { release: side.gathered.release } : {}) };
}

type Labelled<T> = readonly [string, T];

async function describeDefinitions(
  [nameA, a]: Labelled<Definition>,
  [nameB, b]: Labelled<Definition>,
): Promise<string> {
  const { describeDifference } = await import('./diff/unified.ts');
  const text = (label: string, value: Json) => ({ name: `${label}: definition`, text: `${toYaml(value)}\n` });
  return describeDifference(text(nameA, a.value), text(nameB, orderedAs(a.value, b.value))) ?? '';
}

async function compareSides(
  [labelA, a]: Labelled<Side>,
  [labelB, b]: Labelled<Side>,
  { ports, ...places }: SidePlaces & { readonly ports: Ports },
): Promise<Comparison['trees']> {
  if ('why' in a) return { why: a.why };
  if ('why' in b) return { why: b.why };
  const [hostsA, hostsB] = await Promise.all([
    readSideFiles(a.gathered, places, ports),
    readSideFiles(b.gathered, places, ports),
  ]);
  const pairs = pairHosts(a.definition.settings, b.definition.settings);
  return compareTrees(pairs, { label: labelA, hosts: hostsA }, { label: labelB, hosts: hostsB });
}
