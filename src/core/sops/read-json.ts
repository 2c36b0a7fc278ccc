/** JSON as a tree: keys in the order written, whole numbers with all their digits. */
import { MAX_TEXT, MAX_VALUES } from '../definition/limits.ts';
import { fileOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { formatFloat, type Plain, plainOf, toInt64 } from './leaf.ts';
import type { Branch, List, Member, Tree, TreeNode } from './tree.ts';

const SPACE = /[ \t\r\n]*/y;
const TOKEN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|[{}[\],:]/y;

/** @param shown The file as the user can open it. Issue: `state/json`, with its place. */
export function readJson(text: string, shown: string): Result<Tree> {
  const source: Source = { text, at: 0, values: 0 };
  try {
    if (text.length > MAX_TEXT) throw refusal(`this is more than ${MAX_TEXT} characters`, 0);
    const node = readNode(source);
    if (node.kind !== 'branch') throw refusal('the top has to be an object', 0);
    const rest = nextToken(source, true);
    if (rest !== '') throw refusal('there is something behind the end', source.at - rest.length);
    return valid([node]);
  } catch (error) {
    if (error instanceof RangeError) return refuse('this is nested too deep', text, shown, 0);
    if (error instanceof Error && 'offset' in error) return refuse(error.message, text, shown, Number(error.offset));
    throw error;
  }
}

interface Source {
  readonly text: string;
  at: number;
  values: number;
}

function readNode(source: Source, token = nextToken(source)): TreeNode {
  source.values += 1;
  if (source.values > MAX_VALUES) throw refusal(`this is more than ${MAX_VALUES} values`, source.at);
  if (token === '{') return readBranch(source);
  if (token === '[') return readList(source);
  if (token === 'null') return { kind: 'null' };
  if (token === 'true' || token === 'false') return leaf(plainOf('bool', token === 'true' ? 'True' : 'False'));
  if (token.startsWith('"')) return leaf(plainOf('str', readText(source, token)));
  if (!/^[-0-9]/.test(token)) throw refusal(`a value is missing before ${token}`, source.at - token.length);
  return leaf(readNumber(token));
}

function readBranch(source: Source): Branch {
  const items: Member[] = [];
  const keys = new Set<string>();
  for (let token = nextToken(source); token !== '}'; token = nextToken(source)) {
    if (items.length > 0) token = afterComma(source, token, '}');
    if (!token.startsWith('"')) throw refusal(`a key is missing before ${token}`, source.at - token.length);
    const key = readText(source, token);
    if (keys.has(key)) throw refusal(`the key "${key}" is there twice`, source.at - token.length);
    keys.add(key);
    if (nextToken(source) !== ':') throw refusal('a colon is missing', source.at - 1);
    items.push({ kind: 'member', key, value: readNode(source) });
  }
  return { kind: 'branch', items };
}

function readList(source: Source): List {
  const items: TreeNode[] = [];
  for (let token = nextToken(source); token !== ']'; token = nextToken(source))
    items.push(readNode(source, items.length > 0 ? afterComma(source, token, ']') : token));
  return { kind: 'list', items };
}

function afterComma(source: Source, token: string, end: string): string {
  if (token !== ',') throw refusal(`a comma or ${end} is missing`, source.at - token.length);
  return nextToken(source);
}

function readNumber(digits: string): Plain {
  const fitting = /^-?\d{1,19}$/.test(digits) ? toInt64(BigInt(digits)) : undefined;
  return fitting === undefined ? plainOf('float', formatFloat(Number(digits))) : plainOf('int', fitting);
}

function readText(source: Source, token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal('this text is out of form', source.at - token.length);
    throw error;
  }
}

function nextToken(source: Source, mayEnd = false): string {
  SPACE.lastIndex = source.at;
  source.at += SPACE.exec(source.text)?.[0].length ?? 0;
  TOKEN.lastIndex = source.at;
  const token = source.text[source.at] === '"' ? textToken(source) : (TOKEN.exec(source.text)?.[0] ?? '');
  if (token === '' && !(mayEnd && source.at === source.text.length)) throw refusal('this is no JSON', source.at);
  source.at += token.length;
  return token;
}

/** From one quote to the next that is not escaped; an expression would not reach the end of a long text. */
function textToken({ text, at }: Source): string {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return text.slice(at, end + 1);
}

function leaf(plain: Plain): TreeNode {
  return { kind: 'leaf', plain };
}

function refusal(message: string, offset: number): Error & { readonly offset: number } {
  return Object.assign(new Error(message), { offset });
}

function refuse(message: string, text: string, shown: string, offset: number) {
  const lines = text.slice(0, offset).split('\n');
  const origin = fileOrigin(shown, lines.length, (lines.at(-1)?.length ?? 0) + 1);
  return invalid({ code: 'state/json', message, origin });
}
