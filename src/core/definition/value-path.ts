/** Paths as people write them: `deploy.nodes.web[0]`. */
import { describePath, isObject, type Json } from '../json.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { ValuePath } from './definition.ts';

/**
 * The path that `text` means inside `root`. A key may hold dots itself (`hosts.web1.example.com.port`): the longest
 * key that fits is taken. Issue: `definition/nothing-there`, with the nearest key.
 */
export function parseValuePath(root: Json, text: string): Result<ValuePath> {
  const path: (string | number)[] = [];
  let value = root;
  let rest = text;
  while (rest !== '') {
    const step = nextStep(value, rest);
    if (step === undefined) return nothingThere(text, path, { value, rest });
    path.push(step.key);
    value = step.value;
    rest = step.rest;
  }
  return valid(path);
}

interface Step {
  readonly key: string | number;
  readonly value: Json;
  readonly rest: string;
}

function nextStep(value: Json, rest: string): Step | undefined {
  if (Array.isArray(value)) {
    const [written = '', digits = ''] =
      /^(?:\[(\d+)\]|(\d+)(?![^.[]))\.?/.exec(rest)?.filter((part) => part !== undefined) ?? [];
    const item = digits === '' ? undefined : value[Number(digits)];
    return item === undefined ? undefined : { key: Number(digits), value: item, rest: rest.slice(written.length) };
  }
  if (!isObject(value)) return undefined;
  const key = Object.keys(value)
    .filter((each) => rest.startsWith(each) && /^(\.(?!$)|\[|$)/.test(rest.slice(each.length)))
    .sort((a, b) => b.length - a.length)[0];
  const next = key === undefined ? undefined : value[key];
  if (key === undefined || next === undefined) return undefined;
  return { key, value: next, rest: rest.slice(key.length).replace(/^\./, '') };
}

function nothingThere(
  text: string,
  path: ValuePath,
  { value, rest }: { value: Json; rest: string },
): Result<ValuePath> {
  const keys = isObject(value) ? Object.keys(value) : [];
  const within = path.length === 0 ? 'the definition' : describePath(path);
  const items = Array.isArray(value) && value.length > 0 ? `${within} has items 0 to ${value.length - 1}` : undefined;
  const nothing = items ?? `${within} has nothing below it`;
  const known = keys.length === 0 ? nothing : `${within} has: ${keys.join(', ')}`;
  const hint = didYouMean(rest.split(/[.[]/)[0] ?? '', keys) ?? known;
  return invalid({ code: 'definition/nothing-there', message: `nothing is set at "${text}"`, hint });
}
