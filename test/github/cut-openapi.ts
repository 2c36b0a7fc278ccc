/**
 * Cuts what our GitHub server for tests needs out of GitHub's own description of its API.
 *
 * The description is too big to depend on (80 MB). To cut again, for another operation or a newer description:
 *
 *     cd "$(mktemp -d)" && npm pack @octokit/openapi@23.0.2 && tar xzf *.tgz
 *     node <checkout>/test/github/cut-openapi.ts package/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The operations that src/adapters/github uses. */
const OPERATIONS = [
  'git/create-blob',
  'git/create-commit',
  'git/create-tree',
  'git/get-blob',
  'git/get-tree',
  'pulls/create',
  'pulls/list',
  'pulls/update',
  'repos/compare-commits-with-basehead',
  'repos/create-or-update-file-contents',
  'repos/download-tarball-archive',
  'repos/get',
  'repos/get-commit',
];

/** For people only; our copy is for a program. */
const PROSE = new Set(['description', 'summary', 'externalDocs', 'tags', 'example', 'x-github']);

type Node = { [key: string]: unknown };

const source = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Node;
const cut: Node = { openapi: source['openapi'], info: source['info'], paths: {} };

for (const [path, methods] of Object.entries(source['paths'] as Node)) {
  for (const [method, operation] of Object.entries(methods as Node)) {
    if (!OPERATIONS.includes(String((operation as Node)['operationId']))) continue;
    copyTo(cut, ['paths', path, method], operation);
  }
}
const missing = OPERATIONS.filter((id) => !JSON.stringify(cut['paths']).includes(`"operationId":"${id}"`));
if (missing.length > 0) throw new Error(`GitHub does not describe ${missing.join(', ')}`);
writeFileSync(join(import.meta.dirname, 'api', 'rest.json'), `${JSON.stringify(cut, null, 1)}\n`);

/** Copies a part without its prose, and every component that it refers to. */
function copyTo(target: Node, path: readonly string[], part: unknown): void {
  const [last = '', ...parents] = path.toReversed();
  const parent = parents.toReversed().reduce<Node>((node, key) => {
    node[key] ??= {};
    return node[key] as Node;
  }, target);
  if (parent[last] !== undefined) return;
  parent[last] = withoutProse(part, false);
  for (const [, ref] of JSON.stringify(parent[last]).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const names = (ref ?? '').split('/');
    copyTo(
      target,
      names,
      names.reduce<unknown>((node, key) => (node as Node)[key], source),
    );
  }
}

/** @param named True inside a mapping whose keys are names: there `description` is a property, not prose. */
function withoutProse(part: unknown, named: boolean): unknown {
  if (Array.isArray(part)) return part.map((each) => withoutProse(each, false));
  if (typeof part !== 'object' || part === null) return part;
  const kept = Object.entries(part).filter(([key]) => named || !PROSE.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'value' ? value : withoutProse(value, key === 'properties')]),
  );
}
