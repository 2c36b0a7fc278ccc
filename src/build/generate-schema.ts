/** The JSON Schema that editors check layers with. */
import { MAJOR_TAG, REPOSITORY } from '../cli/version.ts';
import { toLayerSchema } from '../core/definition/layer-schema.ts';
import { topFields } from '../core/definition/schema.ts';
import { mapping } from '../core/definition/shape.ts';

/** Where the schema lies, from the root of the repository. */
export const SCHEMA_PATH = 'define/schema.json';

/** Where anybody finds the schema of this major version: it moves with the tag. */
export const SCHEMA_URL = `https://raw.githubusercontent.com/${REPOSITORY}/${MAJOR_TAG}/${SCHEMA_PATH}`;

/** The text of the file. */
export function describeSchema(): string {
  return `${JSON.stringify(toLayerSchema(mapping(topFields).schema, SCHEMA_URL), null, 2)}\n`;
}

/** A page that shows the address of the schema, with the current one. */
export function nameSchema(text: string): string {
  return text.replaceAll(/https:\/\/raw\.githubusercontent\.com\/[\w./-]+\/define\/schema\.json/g, SCHEMA_URL);
}
