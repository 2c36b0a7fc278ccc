/** What a template says of itself before its text: YAML between two lines of `---`. */
import { NodeReader } from '../definition/node-reader.ts';
import type { Member, ValueNode } from '../definition/value-node.ts';
import type { FileOrigin, Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readYaml } from '../yaml/read-yaml.ts';

/** What it says, and the template without it. */
export interface FrontMatter {
  /** Where the output goes, itself a template, and where that is written. */
  readonly path?: { readonly text: string; readonly origin: FileOrigin };
  /** Of the output: four octal digits. */
  readonly mode?: string;
  /** False: the text goes out as it is. */
  readonly render: boolean;
  readonly text: string;
  /** What stands in the file before the text; `''` without front matter. */
  readonly before: string;
}

const FRONT = /^---\r?\n([\s\S]*?\r?\n)??---(\r?\n|$)/;
const MODE = /^0?([4-7][0-7]{2})$/;
const KNOWN = ['path', 'mode', 'render'];

/**
 * The front matter of a template; a text that does not begin with `---` has none.
 * Issues: `template/syntax`, `template/duplicate-key`, `template/front-matter`.
 * @param shown The file as the user can open it.
 */
export function parseFrontMatter(text: string, shown: string): Result<FrontMatter> {
  const [before, inner = ''] = FRONT.exec(text) ?? [''];
  if (before === '') return valid({ text, before, render: true });
  // The first fence becomes a comment of YAML: the lines keep their numbers. Modes begin with a zero, so all is text.
  const yaml = readYaml({ text: `#--\n${inner}`, file: shown, area: 'template', schema: 'failsafe' });
  if (!yaml.ok) return yaml;
  const reader = new NodeReader(yaml.value, { area: 'template', thing: 'front matter' });
  const { members } = reader.readRoot();
  const issues: Issue[] = [...reader.issues];
  for (const [key, member] of members) issues.push(...issuesOf(key, member));
  if (issues.length > 0) return invalid(...issues);
  const [path, mode, render] = KNOWN.map((key) => members.get(key)?.value);
  return valid({
    ...(path === undefined ? {} : { path: { text: textOf(path), origin: path.origin } }),
    ...(mode === undefined ? {} : { mode: textOf(mode).padStart(4, '0') }),
    render: render === undefined || textOf(render) === 'true',
    text: text.slice(before.length),
    before,
  });
}

function issuesOf(key: string, { key: keyOrigin, value }: Member): readonly Issue[] {
  if (!KNOWN.includes(key)) return [unknownKey(key, keyOrigin)];
  const written = textOf(value);
  if (key === 'path' && written === '')
    return [refuse('path must be a text', 'put what begins with { into quotes', value)];
  if (key === 'mode' && !MODE.test(written))
    return [
      refuse('mode must be three octal digits that let the owner read: 0640', 'without setuid and the like', value),
    ];
  if (key === 'render' && written !== 'true' && written !== 'false')
    return [refuse('render must be true or false', 'false: the text goes out as it is', value)];
  return [];
}

/** `''` for what is no text. */
function textOf(node: ValueNode): string {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
}

function unknownKey(key: string, origin: FileOrigin): Issue {
  const own = 'for a file that begins with --- itself, write an empty front matter before it';
  const hint = didYouMean(key, KNOWN) ?? `known: ${KNOWN.join(', ')}; ${own}`;
  return { code: 'template/front-matter', message: `unknown key ${key} before the template`, hint, origin };
}

function refuse(message: string, hint: string, { origin }: ValueNode): Issue {
  return { code: 'template/front-matter', message, hint, origin };
}
