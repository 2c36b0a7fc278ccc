/** Versions for tests, as they are written. */
import { unwrap } from '../../../src/core/error.ts';
import { parseVersion, type Version } from '../../../src/core/version/version.ts';

/** The version; throws when it is none. */
export function parsed(text: string): Version {
  return unwrap(parseVersion(text));
}
