/** `facs` in templates and values: which copy of which project this is. */
import type { JsonObject } from '../json.ts';
import { segmentsOf } from './names.ts';

/** Whose definition it is; `environment` is the one on GitHub that guards it. */
export interface Whose {
  readonly project: string;
  readonly instance: string;
  readonly environment: string | undefined;
}

/** The names below `facs` that hang on nothing but the definition. */
export function facsOf({ project, instance, environment }: Whose): JsonObject {
  return {
    name: project,
    project,
    instance,
    segments: [...segmentsOf(instance)],
    release_environment: instance,
    environment: environment ?? null,
  };
}
