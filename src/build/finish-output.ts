/**
 * The last hand on what the bundler writes: each file of `dist/` starts with as little work for Node as can be.
 *
 * An import of one of Node's own modules touches every one of its exports, the lazy ones too: that of `node:fs` loads
 * all of Node's streams, which takes as long as everything else that a small command does. Asked for as a value, a
 * module costs what is used of it.
 */
import { posix } from 'node:path';
import type { Metafile } from 'esbuild';
import { COMMON } from './common-chunk.ts';

// ssh2 and other CommonJS code ask for these, which an ES module does not have. Only what Node itself brings can be
// required: all else is in the bundle.
const REQUIRE = [
  'const require = (name) => {',
  '  const found = process.getBuiltinModule(name);',
  "  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });",
  '  return found;',
  '};',
];
const PLACE = ['const { filename: __filename, dirname: __dirname } = import.meta;'];

/**
 * The text of an output as it is shipped.
 * @param path     Where it lies in `dist/`, with `/`.
 * @param outputs  All outputs, by path in `dist/`.
 */
export function finishOutput(path: string, text: string, outputs: Metafile['outputs']): string {
  const common = `"${relativeTo(path, 'chunks/common.js')}"`;
  const lean = withBuiltins(withoutEmptyImports(path, text, outputs)).replaceAll(JSON.stringify(COMMON), common);
  const [, shebang = '', body = ''] = /^(#!.*\n)?([\s\S]*)$/.exec(lean) ?? [];
  return `${shebang}${preamble(body)}${body}`;
}

/** Imports for their effect alone of files that have none: the bundler's own helpers. */
function withoutEmptyImports(path: string, text: string, outputs: Metafile['outputs']): string {
  return text.replace(/^import "(\.[^"]+)";\n/gm, (statement, word) => {
    const inputs = outputs[posix.join(posix.dirname(path), word)]?.inputs ?? { unknown: true };
    return Object.keys(inputs).length === 0 ? '' : statement;
  });
}

function withBuiltins(text: string): string {
  return text
    .replace(/^import \{([^}]*)\} from ("node:[^"]+");$/gm, (_, names: string, name) => {
      return `const {${names.replaceAll(' as ', ': ')}} = process.getBuiltinModule(${name});`;
    })
    .replace(/^import (?:\* as )?([\w$]+) from ("node:[^"]+");$/gm, 'const $1 = process.getBuiltinModule($2);');
}

function preamble(text: string): string {
  const lines = [...(/\brequire\b/.test(text) ? REQUIRE : []), ...(/\b__(file|dir)name\b/.test(text) ? PLACE : [])];
  return lines.map((line) => `${line}\n`).join('');
}

function relativeTo(path: string, other: string): string {
  const word = posix.relative(posix.dirname(path), other);
  return word.startsWith('.') ? word : `./${word}`;
}
