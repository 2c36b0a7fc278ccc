/** What a template says of itself before its text: YAML between two lines of `---`. */
import { NodeReader } from '../definition/node-reader.ts';
import type { ScalarNode } from '../definition/value-node.ts';
import type { FileOrigin, Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readYaml } from '../yaml/read-yaml.ts';

/** `path` is where the output goes, itself a template, and where that is written. */
export interface FrontMatter {
  readonly path?: { readonly text: string; readonly origin: FileOrigin };
  /** The template; what stood before it is a comment, so that lines keep their numbers. */
  readonly text: string;
}

const FENCE = '---\n';
const KNOWN = ['path'];

/**
 * The front matter of a template; a text that does not begin with `---` has none.
 * Issues: `template/syntax`, `template/duplicate-key`, `template/front-matter`.
 * @param shown The file as the user can open it.
 */
export function parseFrontMatter(text: string, shown: string): Result<FrontMatter> {
  const end = text.startsWith(FENCE) ? text.indexOf(`\n${FENCE}`, FENCE.length - 1) : -1;
  if (end < 0) return valid({ text });
  // The first fence becomes a comment of YAML: the lines keep their numbers.
  const written = `#--\n${text.slice(FENCE.length, end + 1)}`;
  const yaml = readYaml({ text: written, file: shown, area: 'template', schema: 'core' });
  if (!yaml.ok) return yaml;
  const reader = new NodeReader(yaml.value, { area: 'template', thing: 'front matter' });
  const { members } = reader.readRoot();
  const issues: Issue[] = [...reader.issues];
  for (const [key, member] of members) {
    if (!KNOWN.includes(key)) issues.push(unknownKey(key, member.key));
    else if (!isText(member.value)) issues.push(noText(key, member.value.origin));
  }
  if (issues.length > 0) return invalid(...issues);
  const path = members.get('path')?.value;
  const body = `{% comment %}\n${text.slice(FENCE.length, end + 1)}{% endcomment %}\n${text.slice(end + 1 + FENCE.length)}`;
  return valid({ text: body, ...(isText(path) ? { path: { text: path.value, origin: path.origin } } : {}) });
}

function isText(node: { readonly kind: string } | undefined): node is ScalarNode & { readonly value: string } {
  return node?.kind === 'scalar' && 'value' in node && typeof node.value === 'string' && node.value !== '';
}

function unknownKey(key: string, origin: FileOrigin): Issue {
  const hint = didYouMean(key, KNOWN) ?? `known: ${KNOWN.join(', ')}`;
  return { code: 'template/front-matter', message: `unknown key ${key} before the template`, hint, origin };
}

function noText(key: string, origin: FileOrigin): Issue {
  const hint = 'put what begins with { into quotes';
  return { code: 'template/front-matter', message: `${key} must be a text`, hint, origin };
}
