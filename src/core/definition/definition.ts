/** What the layers merge into: immutable, and every value knows where it was written. */
import type { Unsealing } from '../evaluation/evaluator.ts';
import type { ExcludeRule } from '../install/exclude-rules.ts';
import type { Origin } from '../issue.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Settings } from './settings.ts';

/** A layer that takes part, by name and by the file that holds it as the user can open it. */
export interface Layer {
  readonly name: string;
  readonly file: string;
}

/** A value that one layer set, and where. */
export interface Setting {
  readonly value: Json;
  readonly layer: string;
  readonly origin: Origin;
}

/** Who set a value, and all that it overrode, strongest first. */
export interface Trail extends Setting {
  readonly overrode: readonly Setting[];
  /** What the layer wrote, where that had to be computed to become the value. */
  readonly written?: Json;
  /** Variables of the environment that were read for it. */
  readonly environ?: readonly string[];
  /** Of a list that merge words put together from several layers: each item with its own place. */
  readonly items?: readonly Setting[];
}

/** A path inside the definition: `['deploy', 'nodes', 'web', 0]`. */
export type ValuePath = readonly (string | number)[];

/** The merged definition of one instance of one project. */
export interface Definition {
  readonly project: string;
  readonly instance: string;
  /** Weakest first. */
  readonly layers: readonly Layer[];
  /** As it may be shown. */
  readonly value: JsonObject;
  readonly settings: Settings;
  /** What never reaches a host, from the file beside the layers; none where there is no such file. */
  readonly excludes: readonly ExcludeRule[];
  /** The same for hosts of an operating system that `overrides` speaks of, by its name: `definitionFor` chooses. */
  readonly overridden: ReadonlyMap<string, Definition>;
  /** Names of all instances of the project that are listed, or meant by a pattern and known; without a list this one. */
  instances(): readonly string[];
  /** `value`, and beside it what its layers say of the estate: all that a trail can lead to. */
  everything(): JsonObject;
  /** Undefined when nothing is set at `path`. */
  trail(path: ValuePath): Trail | undefined;
  /** True for a value that is encrypted, or leans on one that is: `value` has `***` in its place. */
  isSecret(path: ValuePath): boolean;
  /** The files that its secrets lie in, still sealed, by name as people can open them. Empty where there is none. */
  readonly sealed: ReadonlyMap<string, string>;
  /** `value` with its secrets, each opened when it is read: for templates. */
  open(unsealing: Unsealing): object;
}
