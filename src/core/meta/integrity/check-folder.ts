/** One folder of a meta repo: names that clash where letters have no case, and more of them than servers bear. */
import type { Finding, Severity } from './finding.ts';

/** How many entries of a folder GitHub still shows and serves well. @source GitHub docs, "Repository limits". */
export const MAX_ENTRIES = 3000;

/** A folder and the names in it. */
export interface Folder {
  readonly path: string;
  readonly names: readonly string[];
}

/** `folder/case-clash`, and the warning `folder/large`; which commits brought them is still to be told. */
export function checkFolder({ path, names }: Folder): readonly Finding[] {
  const inside = (name: string) => (path === '' ? name : `${path}/${name}`);
  const finding = (severity: Severity, at: string, rest: Pick<Finding, 'code' | 'message' | 'remedy'>): Finding => ({
    ...{ severity, path: at, commit: '' },
    ...rest,
  });
  const clashes = clashesOf(names).map(([first, other]) =>
    finding('error', inside(other), {
      code: 'folder/case-clash',
      message: `on a disk without upper and lower case it is the same as ${first}`,
      remedy: 'take one of the two away, and name it otherwise',
    }),
  );
  if (names.length < MAX_ENTRIES) return clashes;
  const message = `it holds ${names.length} entries; from ${MAX_ENTRIES} on servers become slow, and some refuse`;
  const remedy = 'records are spread over folders by themselves: see what else is written here';
  return [...clashes, finding('warning', path, { code: 'folder/large', message, remedy })];
}

/** Each name that is written like an earlier one, but for case or the way in which accents are put together. */
function clashesOf(names: readonly string[]): (readonly [string, string])[] {
  const seen = new Map<string, string>();
  return names.flatMap((name) => {
    const folded = name.normalize('NFC').toLowerCase();
    const first = seen.get(folded);
    if (first !== undefined) return [[first, name] as const];
    seen.set(folded, name);
    return [];
  });
}
