/** Runs of the program itself, as users and workflows start it: what only a process of its own has, and what goes wrong. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readArguments } from '../../../src/commands/arguments.ts';
import type { Command } from '../../../src/commands/command.ts';
import { wrapGit } from '../../support/git-wrapper.ts';
import { type LeakyEstate, plantings, seal, TALKATIVE } from './estate.ts';
import type { Marker } from './markers.ts';

/** One process. */
export interface Program {
  /** File of the built program. */
  readonly file: string;
  readonly words: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are right for it: 0 unless said; undefined: killed by a signal. */
  readonly code?: number | undefined;
  /** It is asked to show secrets on stdout. */
  readonly shows?: true;
}

const facs = (line: string, more: Partial<Program> = {}): Program => ({
  file: 'cli.js',
  words: line.split(' '),
  ...more,
});

/** What is typed in at the beginning. */
export function planting(markers: readonly Marker[]): readonly Program[] {
  return plantings(markers).map(({ key, text }) => facs(`secrets set shop production ${key}`, { stdin: text }));
}

/** What shows, edits and takes secrets over, and what refuses them. The estate must be planted. */
export function handling(estate: LeakyEstate, markers: readonly Marker[]): readonly Program[] {
  const { release } = estate;
  const file = (name: string, text: string) => writeIn(release.folder, name, text);
  const text = markers[0]?.text ?? '';
  const quoted = JSON.stringify(text);
  const editing = (name: string, script: string, code = 0) =>
    facs('secrets edit shop production', { env: { EDITOR: file(`plain/${name}`, `#!/bin/sh\n${script}\n`) }, code });
  const writing = (name: string, yaml: string, code: number) => editing(name, `cat >"$1" <<'END'\n${yaml}\nEND`, code);
  const importing = (name: string, json: string) =>
    facs(`secrets import shop production ${file(`plain/${name}`, json)}`, { code: 2 });
  const setting = (json: string) => facs('secrets set shop production values.x --as json', { stdin: json, code: 2 });
  return [
    facs('secrets show shop production'),
    facs('secrets show shop production --reveal', { shows: true }),
    facs('secrets show shop production --reveal --json', { shows: true }),
    editing('look', 'echo "# looked at" >>"$1"'),
    editing('fail', 'exit 9', 1),
    writing('open-quote', `passwd:\n  shop: "${text}`, 2),
    writing('no-mapping', `passwd: [${quoted}]\nuiids: { webd.0: ${quoted} }\nhosts: { web1: ${quoted} }`, 2),
    writing('no-values', `values: ${quoted}\ndirectories: ${quoted}\ndigest_key: ${quoted}`, 2),
    writing('alias', `passwd: { shop: *${text.slice(0, 18)} }`, 2),
    writing('twice', `passwd: { shop: ${quoted}, shop: ${quoted} }`, 2),
    importing('cut.json', `{"passwd": {"shop": ${quoted}`),
    importing('comma.json', `{"passwd": {"shop": ${quoted},, }}`),
    importing('word.json', `{"passwd": {"shop": ${quoted} ${text}}}`),
    importing('form.json', JSON.stringify({ passwd: [text], instances: text })),
    importing('other.json', JSON.stringify({ passwd: { shop: `${text}-not` } })),
    importing('bad.yaml', `passwd:\n  shop: "${text}\n other: 1`),
    setting(`[${quoted}`),
    setting(`{"__proto__": ${quoted}}`),
    setting(`[${quoted}, 1e999]`),
  ];
}

/** Hosts that print what they were given, as a terminal, a program and a workflow hear it. */
export function talkative(first: string): readonly Program[] {
  const onTerminal = Object.keys(TALKATIVE).map((instance, i) =>
    facs(`deploy shop ${instance} ${first}${i % 2 === 0 ? '' : ' --json'}`, { code: 1 }),
  );
  const inSteps = Object.keys(TALKATIVE).map((instance) => ({
    ...{ file: 'resume.js', words: [], code: 1 },
    env: asInputs({ project: 'shop', instance }),
  }));
  return [...onTerminal, ...inSteps];
}

/** A process that ends in the middle of its work, by what nothing can hear. */
export async function killed(
  { release, second }: LeakyEstate,
  markers: readonly Marker[],
): Promise<readonly Program[]> {
  const PATH = await wrapGit(
    join(release.folder, 'killing'),
    'case " $* " in *" push "*) kill -KILL $PPID; exit 1 ;; esac; exec "$real" "$@"',
  );
  const env = { PATH };
  return [
    facs('secrets set shop production values.later', { stdin: markers[1]?.text ?? '', env, code: undefined }),
    facs('secrets rotate shop production', { env, code: undefined }),
    facs(`deploy shop production ${second}`, { env, code: undefined }),
  ];
}

/**
 * Without a meta repo: the state lies beside the logs. Those of `lonely` and `tampered` are none
 * that we would have written.
 */
export function withoutMeta(estate: LeakyEstate, markers: readonly Marker[]): readonly Program[] {
  const { release, key } = estate;
  const states = join(release.shop.folder, '.facsimile/state');
  const text = JSON.stringify(markers[0]?.text);
  const production = execFileSync('git', ['show', 'main:state/production.yaml'], {
    cwd: release.meta,
    encoding: 'utf8',
  });
  writeIn(states, 'production.yaml', production);
  const wrong = `passwd: { shop: [${text}] }\nvalues: [${text}]\nuiids: { a: ${text} }\ndirectories: [{ a: ${text} }]\ndigest_key: ${text}\n`;
  writeIn(states, 'lonely.yaml', seal(release.folder, key, wrong));
  const tampered = seal(release.folder, key, `values: { a: ${text} }\n`).replace(/data:./, (start) =>
    start === 'data:A' ? 'data:B' : 'data:A',
  );
  writeIn(states, 'tampered.yaml', tampered);
  const env = { FACS_META: '' };
  return [
    facs('deploy shop production --src-dir .', { env }),
    facs('deploy shop hooked --src-dir .', { env, code: 1 }),
    facs('plan shop production --src-dir . --json', { env }),
    facs('resolve shop --all --json', { env, code: 2 }),
    ...Object.entries({ lonely: 2, tampered: 1 }).flatMap(([instance, code]) => [
      facs(`render shop ${instance} --src-dir . --out ${release.folder}/none`, { env, code }),
      // A file that is out of form is shown, so that it can be mended.
      facs(`secrets show shop ${instance} --src-dir .`, { env, code: instance === 'lonely' ? 0 : code }),
    ]),
  ];
}

/** One run of every command that is an action, of the line that it works with. */
export function steps(lines: readonly (readonly [Command, readonly string[]])[]): readonly Program[] {
  return lines.flatMap(([{ name, inputs, action }, words]) => {
    if (action === undefined) return [];
    const { given } = readArguments(name, inputs, words);
    const env = asInputs(Object.fromEntries(Object.entries(given).map(([input, texts]) => [input, texts.join('\n')])));
    return [{ file: `${action.name}.js`, words: [], env }];
  });
}

/** @source GitHub upper-cases the name of an input. */
function asInputs(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]);
  return { ...Object.fromEntries(entries), GITHUB_ACTIONS: 'true', RUNNER_DEBUG: '1' };
}

/** What a log keeps: the runner of a workflow takes the lines that name what is to be masked for itself. */
export function logOf(stdout: string): string {
  return stdout
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');
}

function writeIn(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o700 });
  return path;
}
