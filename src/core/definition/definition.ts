/** What the layers merge into: immutable, and every value knows where it was written. */
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
  readonly value: JsonObject;
  readonly settings: Settings;
  /** The same for hosts of an operating system that `overrides` speaks of, by its name: `definitionFor` chooses. */
  readonly overridden: ReadonlyMap<string, Definition>;
  /** Undefined when nothing is set at `path`. */
  trail(path: ValuePath): Trail | undefined;
}
