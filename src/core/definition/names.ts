/** How layers, targets and hosts may be called, and which instances a pattern means. */

/** A target, or one segment of an instance. */
export const SEGMENT = /^[a-z0-9][a-z0-9_-]*$/;
const LAYER = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$/;

/** A host's name: it also names a folder and a record, so it holds no `/` and does not begin with `.`. */
export const HOST = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** An instance. */
export const INSTANCE = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$/;

/** An instance, or a pattern that stands for many: `dev.*`. */
export const INSTANCE_OR_PATTERN = /^[a-z0-9*][a-z0-9_*-]*(\.[a-z0-9*][a-z0-9_*-]*)*$/;

/** An operating system: the first part of a platform. */
export const OPERATING_SYSTEM = /^[a-z0-9]+$/;

/** True for a layer: a project, a segment, or a whole instance. */
export function isLayerName(name: string): boolean {
  return LAYER.test(name);
}

/** True for a host's name. */
export function isHostName(name: string): boolean {
  return HOST.test(name);
}

/** The segments of an instance, weakest first: `production.eu` → `production`, `eu`. */
export function segmentsOf(instance: string): readonly string[] {
  return instance.split('.');
}

/** True when a name of an instance is a pattern: it stands for many. */
export function isPattern(name: string): boolean {
  return name.includes('*');
}

/** True when the instance fits: `*` stands for one segment or a part of it, `**` for any number of segments. */
export function matchesPattern(pattern: string, instance: string): boolean {
  const expression = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.+' : part === '*' ? '[^.]+' : part.replaceAll('.', '\\.')))
    .join('');
  return new RegExp(`^${expression}$`).test(instance);
}
