/** What package.json states about the product: its version and where it lives. */
import manifest from '../../package.json' with { type: 'json' };

/** Three-part version without `v`. */
export const VERSION: string = manifest.version;

/** `owner/name` on GitHub: the one place that says it. */
export const REPOSITORY: string = manifest.repository.replace(/^github:/, '');

/** The tag that moves with every release of this major version: what workflows name behind `@`. */
export const MAJOR_TAG = `v${VERSION.split('.')[0]}`;
