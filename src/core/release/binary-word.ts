/** `--binary NAME.PLATFORM=FILE|DIR`: an output of a build, and what to call it. */
import { inputOrigin } from '../issue.ts';
import { type NameKind, parseName } from '../meta/names.ts';
import { invalid, type Result, valid } from '../result.ts';

/** A file or folder to record as a binary. */
export interface BinaryOutput {
  readonly name: string;
  readonly platform: string;
  /** As given: absolute, or from the working folder. */
  readonly path: string;
}

// The last dot parts name and platform, the first = parts both from the path.
const FORM = /^(?<name>[^=]+)\.(?<platform>[^.=]+)=(?<path>.+)$/s;

/** Reads the words, all problems at once. Issues: `binary/word`, `binary/twice`, `meta/name`. */
export function parseBinaryWords(words: readonly string[]): Result<readonly BinaryOutput[]> {
  const read = words.map(parseWord);
  const issues = read.flatMap((each) => (each.ok ? [] : each.issues));
  const outputs = read.flatMap((each) => (each.ok ? [each.value] : []));
  const labels = outputs.map(binaryLabel);
  const twice = labels.filter((label, i) => labels.indexOf(label) < i);
  for (const label of new Set(twice))
    issues.push({ code: 'binary/twice', message: `${label} is given twice`, origin: inputOrigin('--binary') });
  return issues.length > 0 ? invalid(...issues) : valid(outputs);
}

/** `server.linux-x64`. */
export function binaryLabel({ name, platform }: { readonly name: string; readonly platform: string }): string {
  return `${name}.${platform}`;
}

function parseWord(word: string): Result<BinaryOutput> {
  const { name, platform, path } = FORM.exec(word)?.groups ?? {};
  if (name === undefined || platform === undefined || path === undefined) {
    const hint = 'write NAME.PLATFORM=FILE|DIR, like server.linux-x64=build';
    return invalid({
      code: 'binary/word',
      message: `"${word}" names no binary`,
      hint,
      origin: inputOrigin('--binary'),
    });
  }
  const issues = checkNames({ binary: name, platform });
  return issues.length > 0 ? invalid(...issues) : valid({ name, platform, path });
}

function checkNames(names: Partial<Record<NameKind, string>>) {
  return Object.entries(names).flatMap(([kind, name]) => {
    const parsed = parseName(kind as NameKind, name);
    return parsed.ok ? [] : parsed.issues.map((issue) => ({ ...issue, origin: inputOrigin('--binary') }));
  });
}
