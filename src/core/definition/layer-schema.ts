/** The JSON Schema of a layer file, for editors: from the same declarations that check what layers merge into. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { OPERATING_SYSTEM } from './names.ts';
import { UNSUPPORTED } from './schema.ts';

const URI = 'https://json-schema.org/draft/2020-12/schema';

// Rendered after the merge: what it then must be, only the check of the definition knows.
const LIQUID = String.raw`\{\{|\{%|%HOMEDIR%`;
const LIST_WORDS = ['$append', '$prepend', '$remove'];
const PLAIN_KEY = '^(?!\\$)';
const WORD = String.raw`^\$(append|prepend|remove|replace|unset)$`;

const SHARED: JsonObject = {
  liquid: { type: 'string', pattern: LIQUID, description: 'Liquid, rendered after the layers are merged.' },
  unset: {
    type: 'object',
    properties: { $unset: { const: true, description: 'As if no weaker layer had said anything.' } },
    required: ['$unset'],
    additionalProperties: false,
  },
  // What the product has no word for is free, but for keys that look like merge words.
  free: {
    propertyNames: { pattern: `${PLAIN_KEY}|${WORD}` },
    properties: {
      ...Object.fromEntries(LIST_WORDS.map((word) => [word, listOf({ $ref: '#/$defs/plain' })])),
      $replace: { type: 'object', additionalProperties: { $ref: '#/$defs/free' } },
      $unset: { const: true },
    },
    additionalProperties: { $ref: '#/$defs/free' },
    items: { $ref: '#/$defs/plain' },
  },
  // Lists are taken as a whole: words have nothing to work on in there.
  plain: {
    propertyNames: { pattern: PLAIN_KEY },
    additionalProperties: { $ref: '#/$defs/plain' },
    items: { $ref: '#/$defs/plain' },
  },
};

/**
 * JSON Schema, draft 2020-12, of one layer. It accepts every layer that the product accepts; of what the product
 * refuses it refuses all that can be seen in one layer alone.
 *
 * @param definition The schema of a whole definition: `mapping(topFields).schema`.
 * @param id The address that the schema is found at.
 */
export function toLayerSchema(definition: JsonObject, id: string): JsonObject {
  const described = new LayerSchema();
  const known = described.properties(definition, '');
  const refused = Object.fromEntries(UNSUPPORTED.map((key) => [key, false]));
  return {
    $schema: URI,
    $id: id,
    title: 'Layer of a Facsimile definition',
    type: ['object', 'null'],
    properties: {
      $schema: { type: 'string', description: 'Which schema editors go by: this one.' },
      inherit: {
        type: 'array',
        items: { type: 'string' },
        description:
          'Layers to put directly beneath this one, left to right. Each counts once, at its strongest place.',
      },
      ...known,
      overrides: {
        type: ['object', 'null'],
        propertyNames: { pattern: OPERATING_SYSTEM.source },
        additionalProperties: { $ref: '#/$defs/free' },
        description: 'What is otherwise on hosts of one operating system, by its name: linux, darwin.',
      },
      ...refused,
    },
    propertyNames: { pattern: '^(?!\\$)|^\\$schema$' },
    additionalProperties: { $ref: '#/$defs/free' },
    $defs: { ...SHARED, ...described.mappings },
  };
}

/** Widens what a merged value may be to what a layer may write in its place. */
class LayerSchema {
  /** Mappings of known keys by their path, as each may stand by itself or behind `$replace`. */
  readonly mappings: JsonObject;
  /** What may stand in the place of any value: merge words only where layers merge, which is not inside lists. */
  private readonly instead: readonly JsonObject[];
  private readonly words: boolean;

  constructor(mappings: JsonObject = {}, words = true) {
    this.mappings = mappings;
    this.words = words;
    this.instead = ['liquid', ...(words ? ['unset'] : [])].map((name) => ({ $ref: `#/$defs/${name}` }));
  }

  properties(mapping: JsonObject, path: string): JsonObject {
    const properties = Object.entries(mapping['properties'] as JsonObject).map(([key, schema]): [string, Json] => {
      const { description, default: preset, ...shape } = schema as JsonObject;
      const widened = this.widen(shape, path === '' ? key : `${path}.${key}`);
      const about = {
        ...(description === undefined ? {} : { description }),
        ...(preset === undefined ? {} : { default: preset }),
      };
      return [key, { ...about, ...allowNull(widened) }];
    });
    return Object.fromEntries(properties);
  }

  widen(schema: JsonObject, path: string): JsonObject {
    if (Array.isArray(schema['anyOf']) && schema['type'] === undefined) {
      const choices = schema['anyOf'].map((each, i) => this.widen(each as JsonObject, `${path}.${i}`));
      return { anyOf: [...choices] };
    }
    if (schema['type'] === 'array') return this.list(schema, path);
    if (isObject(schema['properties'])) return this.mapping(schema, path);
    if (isObject(schema['additionalProperties'])) return this.record(schema, path);
    return this.anyOf(schema);
  }

  private list(schema: JsonObject, path: string): JsonObject {
    const inside = new LayerSchema(this.mappings, false);
    const items = inside.widen(schema['items'] as JsonObject, `${path}.item`);
    const list = { ...schema, items };
    const words = Object.fromEntries(LIST_WORDS.map((word) => [word, listOf(items)]));
    const change = { type: 'object', properties: words, minProperties: 1, additionalProperties: false };
    return this.anyOf(this.keep(path, list), ...(this.words ? [change] : []));
  }

  private mapping(schema: JsonObject, path: string): JsonObject {
    return this.replaceable({ ...schema, properties: this.properties(schema, path) }, path);
  }

  private record(schema: JsonObject, path: string): JsonObject {
    const additionalProperties = this.widen(schema['additionalProperties'] as JsonObject, `${path}.each`);
    return this.replaceable({ ...schema, additionalProperties }, path);
  }

  private replaceable(mapping: JsonObject, path: string): JsonObject {
    const kept = this.keep(path, mapping);
    const replace = {
      type: 'object',
      properties: { $replace: { type: 'object', ...kept } },
      required: ['$replace'],
      additionalProperties: false,
    };
    return this.anyOf(kept, ...(this.words ? [replace] : []));
  }

  private anyOf(...choices: readonly JsonObject[]): JsonObject {
    return { anyOf: [...choices, ...this.instead] };
  }

  private keep(path: string, schema: JsonObject): JsonObject {
    this.mappings[path] = schema;
    return { $ref: `#/$defs/${path}` };
  }
}

/** `null` is the same as leaving a known key out. */
function allowNull(schema: JsonObject): JsonObject {
  return { anyOf: [...(schema['anyOf'] as Json[]), { type: 'null' }] };
}

/** What a list word takes: an item has one place. */
function listOf(items: JsonObject): JsonObject {
  return { type: 'array', items, uniqueItems: true };
}
