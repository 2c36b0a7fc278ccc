/**
 * Runs parsed templates as LiquidJS does, only without a generator for each text, output and branch. Everything else,
 * and everything that goes wrong, is LiquidJS's: the same bytes, the same errors, the same steps counted.
 */
import {
  type Context,
  type Emitter,
  IfTag,
  isTruthy,
  type Liquid,
  LiquidError,
  Output,
  RenderError,
  type Template,
  toValue,
  toValueSync,
} from 'liquidjs';
import { type DirectValue, toDirectValue } from './direct-value.ts';

/** Does one piece of a template; gives what it did not write itself. */
type Step = (context: Context, emitter: Emitter) => unknown;

/** Lets an engine render this way, partials too. It must be strict about variables, and lenient in `if`. */
export function renderDirectly(engine: Liquid): void {
  const known = new WeakMap<readonly Template[], readonly Step[]>();
  const createEmitter = emitters(engine);
  const render = (templates: Template[], context: Context, emitter = createEmitter()): unknown => {
    const steps = known.get(templates) ?? templates.map((template) => toStep(template, render));
    known.set(templates, steps);
    runSteps(steps, templates, { context, emitter });
    return emitter.buffer;
  };
  Object.assign(engine.renderer, { renderTemplates: render });
}

type Render = (templates: Template[], context: Context, emitter: Emitter) => unknown;

/** LiquidJS does not give its emitters away: one is caught from a template that does nothing else. */
function emitters(engine: Liquid): () => Emitter {
  let caught: Emitter | undefined;
  const token = { input: '', getPosition: () => [1, 1] };
  const render = (_: Context, emitter: Emitter) => {
    caught = emitter;
  };
  engine.renderSync([{ token, render } as Template]);
  const Own = caught?.constructor as new () => Emitter;
  return () => new Own();
}

function runSteps(
  steps: readonly Step[],
  templates: readonly Template[],
  { context, emitter }: { readonly context: Context; readonly emitter: Emitter },
): void {
  context.renderLimit.check(0);
  for (const [i, step] of steps.entries()) {
    context.renderLimit.check(0);
    try {
      const rest = step(context, emitter);
      if (rest) emitter.write(rest);
      if (context.breakCalled || context.continueCalled) return;
    } catch (error) {
      throw LiquidError.is(error) ? error : new RenderError(error as Error, templates[i] as Template);
    }
  }
}

function toStep(template: Template, render: Render): Step {
  if ('str' in template) return (_, emitter) => emitter.write(template.str);
  const slow: Step = (context, emitter) => toValueSync(template.render(context, emitter));
  if (template instanceof Output) return toOutput(template, slow);
  return template instanceof IfTag ? toBranches(template, { slow, render }) : slow;
}

function toOutput(output: Output, slow: Step): Step {
  const value = toDirectValue(output.value);
  if (value === undefined) return slow;
  return (context, emitter) => {
    const found = attempt(value, context);
    return found === FAILED ? slow(context, emitter) : emitter.write(toValue(found));
  };
}

function toBranches(tag: IfTag, { slow, render }: { readonly slow: Step; readonly render: Render }): Step {
  const branches = tag.branches.map(({ value, templates }) => ({ value: toDirectValue(value, true), templates }));
  return (context, emitter) => {
    for (const { value, templates } of branches) {
      const found = value === undefined ? FAILED : attempt(value, context);
      if (found === FAILED) return slow(context, emitter);
      if (isTruthy(toValue(found), context)) return void render(templates, context, emitter);
    }
    render(tag.elseTemplates ?? [], context, emitter);
    return undefined;
  };
}

const FAILED = Symbol('failed');

/** Whatever goes wrong goes wrong again for LiquidJS, which then tells it. */
function attempt(value: DirectValue, context: Context): unknown {
  try {
    return value(context);
  } catch {
    return FAILED;
  }
}
