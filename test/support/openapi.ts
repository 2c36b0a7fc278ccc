/** Holds requests and answers against an OpenAPI 3.0 description. */
import { Ajv, type ValidateFunction } from 'ajv';

/** The parts of a description that are read here. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

type Content = Readonly<
  Record<string, { readonly schema: object; readonly examples?: Readonly<Record<string, { readonly $ref: string }>> }>
>;

/** A request as the description understands it. */
export interface Call {
  readonly operation: string;
  /** Values of the path's and query's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What is wrong with the request; empty when all is right. */
  readonly problems: readonly string[];
  /** The description's own example of the answer with this status. */
  example(status: number): unknown;
  problemsOfAnswer(status: number, body: unknown): readonly string[];
}

/** Finds the operation that a request calls; undefined when there is none. */
export interface OpenApi {
  match(method: string, url: URL, body: unknown): Call | undefined;
}

const FORMATS = {
  uri: (text: string) => URL.canParse(text),
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  int64: true as const,
  'repo.nwo': /^[\w.-]+\/[\w.-]+$/,
};

/** Reads a description; `#/…` references stay within it. */
export function openApi(document: OpenApiDocument): OpenApi {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  ajv.addSchema({ ...(withNull(document) as object), $id: 'api' });
  const validators = new Map<string, ValidateFunction>();
  const problemsAt = (pointer: string, title: string, value: unknown): string[] => {
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    validators.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${title} ${error.instancePath}: ${error.message}`);
  };
  return {
    match: (method, url, body) => {
      for (const [path, methods] of Object.entries(document.paths)) {
        const found = matchPath(path, url.pathname);
        const operation = methods[method.toLowerCase()];
        if (found === undefined || operation === undefined) continue;
        const at = `/paths/${toPointer(path)}/${method.toLowerCase()}`;
        const title = operation.operationId;
        const query = Object.fromEntries(url.searchParams);
        return {
          operation: title,
          parameters: { ...found, ...query },
          body,
          problems: [
            ...problemsOfQuery(operation, document, query),
            ...problemsOfBody(operation, body),
            ...(operation.requestBody ? problemsAt(`${at}/requestBody/content/${JSON_BODY}/schema`, title, body) : []),
          ],
          example: (status) => exampleOf(operation, document, status),
          problemsOfAnswer: (status, value) =>
            problemsAt(answerPointer(operation, at, status), `${title}, answer ${status}`, value),
        };
      }
      return undefined;
    },
  };
}

/** `nullable` beside a choice and without a type, which GitHub writes and ajv does not take. @source OpenAPI 3.0.3, "Schema Object". */
function withNull(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withNull);
  if (typeof part !== 'object' || part === null) return part;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withNull(value)]));
  if (nullable === undefined) return rest;
  return 'type' in rest ? { ...rest, nullable } : { anyOf: [rest, { type: 'null' }] };
}

const JSON_BODY = toPointer('application/json');

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const values = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
  return values === null ? undefined : Object.fromEntries(names.map((name, i) => [name, values[i + 1] ?? '']));
}

function problemsOfQuery(operation: Operation, document: OpenApiDocument, query: Record<string, string>): string[] {
  const known = (operation.parameters ?? [])
    .map((each) => ('$ref' in each ? document.components.parameters[each.$ref.split('/').at(-1) ?? ''] : each))
    .flatMap((each) => (each?.in === 'query' ? [each.name] : []));
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  return unknown.map((name) => `${operation.operationId}: no parameter ${name}`);
}

/** A body may hold more than its schema names, but then we misspelt something. */
function problemsOfBody(operation: Operation, body: unknown): string[] {
  const schema = operation.requestBody?.content['application/json']?.schema as { properties?: object } | undefined;
  const unknown = Object.keys(body ?? {}).filter((name) => !(name in (schema?.properties ?? {})));
  return unknown.map((name) => `${operation.operationId}: no field ${name} in the body`);
}

function answerPointer(operation: Operation, at: string, status: number): string {
  const response = operation.responses[String(status)];
  // Any path may answer these, so that a token cannot find out what exists; GitHub describes them only here and there.
  if (response === undefined && [401, 404].includes(status)) return '/components/schemas/basic-error';
  if (response === undefined) throw new Error(`${operation.operationId}: GitHub describes no answer ${status}`);
  const base = response.$ref === undefined ? `${at}/responses/${status}` : response.$ref.slice(1);
  return `${base}/content/${JSON_BODY}/schema`;
}

function exampleOf(operation: Operation, document: OpenApiDocument, status: number): unknown {
  const examples = operation.responses[String(status)]?.content?.['application/json']?.examples ?? {};
  const name = Object.values(examples)[0]?.$ref.split('/').at(-1) ?? '';
  return structuredClone(document.components.examples[name]?.value);
}

/** @source RFC 6901, as a fragment of a URL. */
function toPointer(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}
