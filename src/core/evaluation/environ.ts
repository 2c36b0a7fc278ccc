/** `environ`: the variables of the environment that a definition may read, and no others (F-26, D-28). */
import { holds, type MappingNode, type ValueNode } from '../definition/value-node.ts';
import type { Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { mistake } from './interruption.ts';

/** Variables by name, as the entry read them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What an instance that stays on this machine may read without saying so. */
const AT_HOME = ['HOME', 'USER'];

/** The names under `environ:`; and HOME and USER for an instance without hosts. */
export function allowedVariables(merged: MappingNode): readonly string[] {
  const listed = merged.members.get('environ')?.value;
  const items = listed?.kind === 'list' ? listed.items : [];
  const names = items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
  return hasHosts(merged) ? names : [...new Set([...names, ...AT_HOME])];
}

/**
 * `environ` in an expression. One that is not allowed cannot be read in any way; one that is allowed and not set is not
 * there, so that `default` may stand in for it.
 * @param noteRead Is told of every variable that is read.
 */
export function environScope(variables: Variables, allowed: readonly string[], noteRead: (name: string) => void) {
  const read = (name: string | symbol) => {
    const value = typeof name === 'string' && allowed.includes(name) ? variables[name] : undefined;
    return value === '' && name === 'HOME' ? undefined : value;
  };
  return new Proxy(Object.create(null) as Record<string, string>, {
    ownKeys: () => allowed.filter((name) => read(name) !== undefined),
    // Every way of reading a property asks for its descriptor first; what only looks whether there is one need not be told.
    getOwnPropertyDescriptor: (_, name) => {
      if (typeof name !== 'string') return undefined;
      noteRead(name);
      if (!allowed.includes(name)) throw mistake(notAllowed(name, allowed));
      const value = read(name);
      return value === undefined ? undefined : { value, enumerable: true, configurable: true, writable: true };
    },
    get: (_, name) => read(name),
  });
}

/** `definition/environ`: a variable that is allowed and not set. */
export function notSet(name: string): Issue {
  const message = `the variable ${name} is not set here`;
  return { code: 'definition/environ', message, hint: 'set it where the command runs, or write the value itself' };
}

function notAllowed(name: string, allowed: readonly string[]): Issue {
  const message = `${name} is not listed: a definition reads only variables that it names under environ`;
  const hint = didYouMean(name, allowed) ?? `write environ: [${name}]`;
  return { code: 'definition/environ', message, hint };
}

/** Hosts may themselves be computed, and from HOME too: what is written decides, not what it comes to. */
function hasHosts(merged: MappingNode): boolean {
  const deploy = merged.members.get('deploy')?.value;
  const nodes: ValueNode | undefined = deploy?.kind === 'mapping' ? deploy.members.get('nodes')?.value : deploy;
  return nodes !== undefined && holds(nodes, () => true);
}
