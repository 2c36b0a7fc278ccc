/**
 * Values of templates without LiquidJS's generators. It runs each step of each value as one, so that a template may wait
 * for promises; ours never do, and most values are a name with a filter or two.
 */
import { type Context, type Token, toValueSync, type Value } from 'liquidjs';

/** Gives the value. Throws whatever it meets: whoever calls asks LiquidJS then, which says it in its own words. */
export type DirectValue = (context: Context) => unknown;

type Operand = (context: Context, lenient: boolean) => unknown;

/** What LiquidJS keeps to itself. */
interface Insides {
  findScope(name: string): object;
}
interface FilterInsides {
  readonly handler: (this: object, value: unknown) => unknown;
  readonly token: unknown;
  readonly liquid: unknown;
}

/** Thrown where a name is not there: LiquidJS knows how to tell. */
const UNKNOWN_NAME = Symbol('unknown name');

/** @param lenient A name that is not there is null. Undefined for a value with anything out of the ordinary. */
export function toDirectValue({ initial, filters }: Value, lenient = false): DirectValue | undefined {
  const operand = toExpression(initial.postfix);
  if (operand === undefined) return undefined;
  const steps = filters.map(toFilter);
  const mild = lenient || filters[0]?.name === 'default';
  return (context) => {
    let value = operand(context, mild);
    for (const step of steps) value = step(value, context);
    return value;
  };
}

function toFilter(filter: Value['filters'][number]): (value: unknown, context: Context) => unknown {
  if (filter.args.length > 0) return (value, context) => toValueSync(filter.render(value, context));
  const { handler, token, liquid } = filter as unknown as FilterInsides;
  return (value, context) => toValueSync(handler.call({ context, token, liquid }, value));
}

/** One operand, or two and what compares them. */
function toExpression([first, second, operator, ...more]: readonly Token[]): Operand | undefined {
  const left = first && toOperand(first);
  if (left === undefined || second === undefined) return left;
  const right = toOperand(second);
  const word = operator !== undefined && 'operator' in operator ? String(operator.operator) : undefined;
  if (right === undefined || word === undefined || more.length > 0) return undefined;
  return (context, lenient) => {
    const l = left(context, lenient);
    return toValueSync(context.opts.operators[word]?.(l, right(context, lenient), context));
  };
}

/** A constant, or a path of names. */
function toOperand(token: Token): Operand | undefined {
  if ('operator' in token) return undefined;
  if ('content' in token) return () => token.content;
  if (!('props' in token) || !Array.isArray(token.props) || ('variable' in token && token.variable)) return undefined;
  const path = (token.props as readonly object[]).map((prop) => ('content' in prop ? prop.content : undefined));
  return path.every(isName) ? (context, lenient) => readPath(context, path, lenient) : undefined;
}

function isName(part: unknown): part is string | number {
  return typeof part === 'string' || typeof part === 'number';
}

function readPath(context: Context, path: readonly (string | number)[], lenient: boolean): unknown {
  let value: unknown = (context as unknown as Insides).findScope(String(path[0]));
  for (const part of path) {
    value = context.readProperty(value as object, part);
    if (value !== undefined) continue;
    if (lenient) return null;
    throw UNKNOWN_NAME;
  }
  return value;
}
