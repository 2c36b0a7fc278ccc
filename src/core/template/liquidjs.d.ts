/**
 * The part of LiquidJS that the core uses. The core is compiled without Node's types; LiquidJS's own declarations would
 * let them in again. The root project checks the same code against the real ones.
 */
export interface Token {
  readonly file?: string | undefined;
  getPosition(): number[];
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
  readonly options: object;
  readonly filters: Record<string, unknown>;
  parse(text: string, path?: string): Template[];
  renderSync(templates: Template[], scope?: object): unknown;
  registerFilter(name: string, filter: (value: unknown, ...args: unknown[]) => unknown): void;
  unregisterFilter(name: string): void;
}

export class Context {
  constructor(scope?: object, options?: object, renderOptions?: { sync?: boolean }, more?: { liquid?: unknown });
}
