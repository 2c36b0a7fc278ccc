/**
 * The part of LiquidJS that the core uses. The core is compiled without Node's types; LiquidJS's own declarations would
 * let them in again. The root project checks the same code against the real ones.
 */
export interface Token {
  readonly file?: string | undefined;
  readonly input: string;
  getPosition(): number[];
}

/** `{{ … }}`. `contentRange`: where in the text stands what is between the braces. */
export interface OutputToken extends Token {
  readonly contentRange: [number, number];
}

/** A parsed piece of a template; opaque. */
export interface Template {
  readonly token: Token;
}

export interface FS {
  exists: (path: string) => Promise<boolean>;
  existsSync: (path: string) => boolean;
  readFile: (path: string) => Promise<string>;
  readFileSync: (path: string) => string;
  resolve: (folder: string, file: string, extension: string) => string;
  dirname?: (path: string) => string;
  sep?: string;
}

export interface LiquidOptions {
  fs?: FS;
  trimTagLeft?: boolean;
  trimTagRight?: boolean;
  greedy?: boolean;
  strictVariables?: boolean;
  strictFilters?: boolean;
  lenientIf?: boolean;
  ownPropertyOnly?: boolean;
  timezoneOffset?: number | string;
  locale?: string;
  /** Hears every value that a template prints, before it becomes text. */
  outputEscape?: (value: unknown) => string;
  parseLimit?: number;
  memoryLimit?: number;
}

export class Liquid {
  constructor(options?: LiquidOptions);
  readonly options: { readonly operators: object };
  readonly filters: Record<string, unknown>;
  parse(text: string, path?: string): Template[];
  renderSync(templates: Template[], scope?: object): unknown;
  registerFilter(name: string, filter: (value: unknown, ...args: unknown[]) => unknown): void;
  unregisterFilter(name: string): void;
}

/** A parsed `{{ … }}`. */
export class Output implements Template {
  readonly token: OutputToken;
}

export class Tokenizer {
  constructor(input: string, operators?: object, file?: string, range?: [number, number]);
  readFilteredValue(): object;
}

/** An expression with its filters; a generator that `toValueSync` runs. */
export class Value {
  constructor(input: object, liquid: Liquid);
  value(context: Context, lenient?: boolean): Iterator<unknown>;
}

export function toValueSync(value: unknown): unknown;

export class Context {
  constructor(
    scope?: object,
    options?: object,
    renderOptions?: { sync?: boolean },
    more?: { liquid?: unknown; memoryLimit?: unknown },
  );
  readonly memoryLimit: object;
}
