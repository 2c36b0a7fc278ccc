/** A virtual environment that works wherever it lies: the files of one, without the path that it was made at. */

/** Absolute paths on the machine that built. */
export interface BuildPlaces {
  /** The environment; below `build`. */
  readonly environment: string;
  /** The folder of the whole build, with the project's files. */
  readonly build: string;
}

/** What becomes of a file. `stray`: a path in it was replaced by words that mean something to a shell alone. */
export type Relocated =
  | { readonly kind: 'same' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'editable' }
  | { readonly kind: 'changed'; readonly text: string; readonly stray: boolean };

/** Stands for the environment where a file cannot find out by itself where it lies. */
export const STAND_IN = '$VIRTUAL_ENV';

/**
 * A text file of an environment, by its path in there. What starts a program, or activates, finds its own place; what only
 * tells how the environment was made is taken out; `editable` leads into the project's files, which hosts do not have.
 */
export function relocate(path: string, text: string, { environment, build }: BuildPlaces): Relocated {
  if (path === 'bin/activate.csh') return { kind: 'removed' };
  // Where a package came from: worth nothing where that was this machine.
  if (/\.dist-info\/direct_url\.json$/.test(path) && text.includes('"file:')) return { kind: 'removed' };
  if (!text.includes(build)) return { kind: 'same' };
  const own = rewriteOwn(path, text, environment);
  const stray = own.includes(environment);
  const moved = own.replaceAll(environment, STAND_IN);
  if (moved.includes(build) && /(\.pth|\.egg-link|\/__editable__[^/]*)$/.test(path)) return { kind: 'editable' };
  return { kind: 'changed', text: moved.replaceAll(build, '.'), stray: stray || moved.includes(build) };
}

/** Files that venv and pip write, which hold the path for a purpose. */
function rewriteOwn(path: string, text: string, environment: string): string {
  const place = new RegExp(`(["']?)${literal(environment)}\\1(?![^\\s)"';])`, 'g');
  if (path === 'pyvenv.cfg') return text.replace(/^command = .*\n?/m, '');
  if (path === 'bin/activate') return `${FIND_OUT}${text.replace(place, () => '"$_facs_place"')}unset _facs_place\n`;
  if (path === 'bin/activate.fish') return text.replace(place, () => '(realpath (dirname (status filename))/..)');
  return path.startsWith('bin/') ? rewriteStart(text, environment) : text;
}

// A plain sh cannot know what it reads from.
const FIND_OUT = `if [ -n "\${BASH_VERSION:-}" ]; then _facs_place=$BASH_SOURCE
elif [ -n "\${ZSH_VERSION:-}" ]; then eval '_facs_place=\${(%):-%x}'
else _facs_place=\${VIRTUAL_ENV:?in this shell it has to be the folder above bin before this is read}/bin/activate
fi
_facs_place=$(CDPATH= cd -- "$(dirname -- "$_facs_place")/.." && pwd)
`;

/**
 * The first line of a program, or the three that stand in its place where the path is long. For sh the second line runs
 * the interpreter beside the file, wherever links to it lie; for Python it is a text.
 * @source distlib.scripts.ScriptMaker._build_shebang: its form for paths that a first line cannot hold.
 */
function rewriteStart(text: string, environment: string): string {
  const bin = `${literal(environment)}/bin/`;
  const short = new RegExp(`^#!${bin}(\\S+)([^\\n]*)\\n`);
  const long = new RegExp(`^#!/bin/sh\\n'''exec' "?${bin}([^"\\s]+)"?([^\\n]*?) "\\$0" "\\$@"\\n' '''\\n`);
  const start = (_: string, program: string, options: string) =>
    `#!/bin/sh\n'''exec' "$(dirname -- "$(readlink -f -- "$0")")/${program}"${options} "$0" "$@"\n' '''\n`;
  return short.test(text) ? text.replace(short, start) : text.replace(long, start);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
