/** Liquid in the values of a definition: the engine of templates, for one value at a time. */
import { Context, type Liquid, Output, type Template, Tokenizer, toValueSync, Value } from 'liquidjs';
import { notSet } from '../evaluation/environ.ts';
import type { ValueEngine } from '../evaluation/evaluator.ts';
import { HOMEDIR } from '../evaluation/expression.ts';
import { isInterruption } from '../evaluation/interruption.ts';
import type { Issue } from '../issue.ts';
import { invalid, valid } from '../result.ts';
import { createEngine } from './engine.ts';
import { type Known, type LiquidFailure, rootCause, tellCause } from './failure.ts';
import { problemOfTemplate, renderLimits } from './limits.ts';
import { isStateMissing } from './witness.ts';

/** Names that only templates have: a definition is made before any release, host or secret is at hand. */
const OF_TEMPLATES = ['release', 'state', 'module', 'clones', 'target', 'host', 'hosts', 'filename', 'flags'];

/** A text, from `{{` to `}}` or `{%` to `%}` of each tag, what is left as it is, and the word for the home between them. */
const PARTS =
  /\{%-?\s*(raw|comment)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{\{(?:"[^"]*"|'[^']*'|[^"'])*?\}\}|\{%(?:"[^"]*"|'[^']*'|[^"'])*?%\}|%HOMEDIR%/g;

/**
 * An engine for the values of any number of definitions. Other than in a template, blanks around a tag stay: a value is
 * no page of lines. Issues: `definition/undefined`, `definition/filter`, `definition/mapping`, `definition/environ`,
 * `definition/failed`.
 */
export function createValueEngine(): ValueEngine {
  const engine = createEngine(() => undefined, { trimTags: false });
  const parsed = new Map<string, Template[]>();
  const parseOnce = (text: string) => {
    const templates = parsed.get(text) ?? parse(engine, text);
    parsed.set(text, templates);
    return templates;
  };
  return {
    open: (scope) => {
      const limits = renderLimits();
      return (text, hasReadSecret) => {
        try {
          const context = new Context(scope, engine.options, { sync: true }, { liquid: engine });
          return valid(compute(engine, parseOnce(text), Object.assign(context, limits)));
        } catch (error) {
          const cause = rootCause(error);
          if (isInterruption(cause) || isStateMissing(cause) || cause instanceof RangeError) throw cause;
          const source = hasReadSecret() ? text : undefined;
          return invalid(toIssue(error, { scope, filters: Object.keys(engine.filters), source }));
        }
      };
    },
  };
}

function compute(engine: Liquid, templates: Template[], context: Context): unknown {
  const [only] = templates;
  return templates.length === 1 && only instanceof Output
    ? toValueSync(expressionOf(only, engine).value(context, false))
    : String(engine.renderSync(templates, context));
}

function parse(engine: Liquid, text: string): Template[] {
  const problem = problemOfTemplate(text);
  if (problem !== undefined) throw new Error(problem);
  const templates = engine.parse(text);
  if (!text.includes(HOMEDIR)) return templates;
  // Only now is it sure that every tag is closed.
  return engine.parse(text.replace(PARTS, (part) => (part === HOMEDIR ? '{{ environ.HOME }}' : part)));
}

/** What is between the braces, without the filter that makes a text of it. */
function expressionOf({ token }: Output, engine: Liquid): Value {
  const tokenizer = new Tokenizer(token.input, engine.options.operators, token.file, token.contentRange);
  return new Value(tokenizer.readFilteredValue(), engine);
}

function toIssue(error: unknown, known: Omit<Known, 'area'>): Issue {
  const { context: excerpt } = error as LiquidFailure;
  const cause = rootCause(error) as LiquidFailure;
  const issue = tell(cause, tellCause(cause, { area: 'definition', ...known }));
  return { ...issue, ...(excerpt === undefined ? {} : { excerpt }) };
}

function tell({ variableName = '', code, message }: LiquidFailure, issue: Issue): Issue {
  if (code === 'ENOENT') return { code: 'definition/failed', message: 'a value cannot include templates' };
  const [first = '', second] = variableName.split('.');
  if (first === 'environ' && second !== undefined) return notSet(second);
  if (OF_TEMPLATES.includes(variableName))
    return { ...issue, hint: 'only templates know it: a definition is the same for every host and release' };
  return / not closed/.test(message)
    ? { ...issue, hint: 'to write the braces themselves, put them between {% raw %} and {% endraw %}' }
    : issue;
}
