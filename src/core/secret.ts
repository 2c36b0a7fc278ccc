/** A value that never shows itself: not in text, JSON, templates' errors or a debugger's print. */

const hidden = new WeakMap<Secret<unknown>, unknown>();

/** Prints as `***` in every rendering; only `reveal` gives the value, and only adapters and templates call it. */
export class Secret<T> {
  constructor(value: T) {
    hidden.set(this, value);
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  /** What Node's inspector and console print. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/** Wraps a value so that it cannot be printed by accident. */
export function secret<T>(value: T): Secret<T> {
  return new Secret(value);
}

/** The value itself. Call it as late as possible, and never to build a message. */
export function reveal<T>(wrapped: Secret<T>): T {
  return hidden.get(wrapped) as T;
}
