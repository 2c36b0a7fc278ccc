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

/** A parsed piece of a template. */
export interface Template {
  readonly token: Token;
  render(context: Context, emitter: Emitter): unknown;
}

/** Takes what a template prints. */
export interface Emitter {
  write(value: unknown): void;
  readonly buffer: string;
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
  readonly renderer: { renderTemplates(templates: Template[], context: Context, emitter?: Emitter): unknown };
  parse(text: string, path?: string): Template[];
  renderSync(templates: Template[], scope?: object): unknown;
  registerFilter(name: string, filter: (value: unknown, ...args: unknown[]) => unknown): void;
  unregisterFilter(name: string): void;
}

/** A parsed `{{ … }}`. */
export class Output implements Template {
  readonly token: OutputToken;
  readonly value: Value;
  render(context: Context, emitter: Emitter): unknown;
}

/** A parsed `{% if … %}`. */
export class IfTag implements Template {
  readonly token: Token;
  readonly branches: readonly { readonly value: Value; readonly templates: Template[] }[];
  readonly elseTemplates: Template[] | undefined;
  render(context: Context, emitter: Emitter): unknown;
}

export class Tokenizer {
  constructor(input: string, operators?: object, file?: string, range?: [number, number]);
  readFilteredValue(): object;
}

/** An expression with its filters; a generator that `toValueSync` runs. */
export class Value {
  constructor(input: object, liquid: Liquid);
  /** Operands and operators, in Polish notation turned round. */
  readonly initial: { readonly postfix: readonly Token[] };
  readonly filters: readonly {
    readonly name: string;
    readonly args: readonly unknown[];
    render(value: unknown, context: Context): unknown;
  }[];
  value(context: Context, lenient?: boolean): Iterator<unknown>;
}

/** Runs what LiquidJS wrote as a generator; any other value is given back. */
export function toValueSync(value: unknown): unknown;

/** The value of one of LiquidJS's own objects, such as `forloop`; any other value is given back. */
export function toValue(value: unknown): unknown;

export function isTruthy(value: unknown, context: Context): boolean;

export const LiquidError: { is(error: unknown): boolean };

export class RenderError extends Error {
  constructor(error: Error, template: Template);
}

export class Context {
  constructor(
    scope?: object,
    options?: object,
    renderOptions?: { sync?: boolean },
    more?: { liquid?: unknown; memoryLimit?: unknown },
  );
  readonly memoryLimit: object;
  readonly renderLimit: { check(now: number): void };
  readonly breakCalled: boolean;
  readonly continueCalled: boolean;
  readonly opts: { readonly operators: Readonly<Record<string, (...operands: unknown[]) => unknown>> };
  readProperty(from: object, key: string | number): unknown;
}
