/** The names that become folders and files of the meta repo: what they may be, so that no path can be escaped. */
import type { Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';

/** A word that is checked before it becomes part of a path. */
export type NameKind = 'project' | 'instance' | 'channel' | 'binary' | 'platform';

/** Top folders of the meta repo that are not projects. */
const RESERVED_PROJECTS = ['define', 'state', 'events'];

/** Every name that a project may have, as `parseName` takes it, in one expression: for editors. */
export const PROJECT: RegExp = new RegExp(`^(?!(${RESERVED_PROJECTS.join('|')})$)[A-Za-z0-9][A-Za-z0-9_-]{0,99}$`);

/** Every name that a binary may have, in the same way. */
export const BINARY: RegExp = /^(?!.*\.lock$)[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

const SEGMENT = '[a-z0-9][a-z0-9_-]*';
const RULES: Readonly<Record<NameKind, { readonly form: RegExp; readonly words: string }>> = {
  project: { form: /^[A-Za-z0-9][A-Za-z0-9_-]*$/, words: 'letters, digits, - and _' },
  instance: {
    form: new RegExp(`^${SEGMENT}(\\.${SEGMENT})*$`),
    words: 'lowercase letters, digits, - and _, in parts joined by dots',
  },
  channel: { form: new RegExp(`^${SEGMENT}$`), words: 'lowercase letters, digits, - and _' },
  // The last dot of `<name>.<platform>` parts the two, so a platform has none.
  binary: { form: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, words: 'letters, digits, dots, - and _' },
  platform: { form: new RegExp(`^${SEGMENT}$`), words: 'lowercase letters, digits, - and _, like linux-x64' },
};

const GITHASH = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** The name itself when it is allowed; else the issue `meta/name`. */
export function parseName(kind: NameKind, name: string): Result<string> {
  const issue = checkName(kind, name);
  return issue === undefined ? valid(name) : invalid(issue);
}

/** True for a full githash: 40 or 64 lowercase hex digits. */
export function isGithash(text: string): boolean {
  return GITHASH.test(text);
}

/** True for a SHA-256 in lowercase hex. */
export function isSha256(text: string): boolean {
  return SHA256.test(text);
}

function checkName(kind: NameKind, name: string): Issue | undefined {
  const { form, words } = RULES[kind];
  if (!form.test(name) || name.length > 100) {
    return { code: 'meta/name', message: `"${name}" is no name for ${describeKind(kind)}`, hint: `use ${words}` };
  }
  // Git refuses refs that end so, and an instance names the ref of its lock.
  if (name.endsWith('.lock')) return { code: 'meta/name', message: `"${name}" may not end in .lock` };
  if (kind === 'project' && RESERVED_PROJECTS.includes(name)) {
    return {
      code: 'meta/name',
      message: `a project may not be called ${name}: the meta repo has a folder of that name`,
    };
  }
  return undefined;
}

function describeKind(kind: NameKind): string {
  return { instance: 'an instance', binary: 'a binary file' }[kind as string] ?? `a ${kind}`;
}
