/** Everything that reads what others wrote. */
import type { Loader } from './loader.ts';
import { ANSWER_LOADERS } from './loaders/answers.ts';
import { LAYER_LOADERS } from './loaders/layers.ts';
import { META_LOADERS } from './loaders/meta.ts';
import { OTHER_LOADERS } from './loaders/others.ts';
import { STATE_LOADERS } from './loaders/state.ts';
import { TEMPLATE_LOADERS } from './loaders/templates.ts';

/** All of them. */
export const LOADERS: readonly Loader[] = [
  ...LAYER_LOADERS,
  ...META_LOADERS,
  ...STATE_LOADERS,
  ...TEMPLATE_LOADERS,
  ...ANSWER_LOADERS,
  ...OTHER_LOADERS,
];

/** The one of that name. */
export function findLoader(name: string): Loader {
  const found = LOADERS.find((loader) => loader.name === name);
  if (found === undefined) throw new Error(`no loader ${name}`);
  return found;
}
