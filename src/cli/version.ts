/** The version of the product, as package.json states it. */
import manifest from '../../package.json' with { type: 'json' };

/** Three-part version without `v`. */
export const VERSION: string = manifest.version;
