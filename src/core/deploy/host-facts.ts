/** What a host answered to the probe. */
import { type About, parseAbout } from './about.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { MARK, PROGRAMS } from './scripts/prologue.ts';

/** How the activation of a release ended last: `unfinished` when it never did, `left` when a rollback went away from it. */
export type KeptOutcome = 'good' | 'bad' | 'left' | 'unfinished';

/** A release folder on a host. */
export interface KeptRelease {
  readonly name: string;
  readonly about: Pick<About, 'release' | 'tree' | 'version' | 'deployment'> | undefined;
  readonly outcome: KeptOutcome;
}

/** A host as its probe found it. Everything from `writable` on is undefined when it already ran what was wanted. */
export interface HostFacts {
  /** Absolute. */
  readonly home: string;
  /** Programs that it lacks, of those without an alternative. */
  readonly lacks: readonly string[];
  readonly sha256: string;
  /** Name of the folder that `current` points to; `-` for none, `?` when it is a thing that is not ours. */
  readonly current: string;
  readonly kept: readonly KeptRelease[];
  /** The good release to go back to from `current`: the one that was activated last before it. */
  readonly previous: string | undefined;
  /** Directories of the state that it does not have yet. */
  readonly lackedDirectories: readonly string[];
  /** Id of the deployment whose commands that run once for all were done here last. */
  readonly onceOf: string | undefined;
  /** A switch in place was broken off there, or has not proven to work yet: whatever comes next settles it. */
  readonly unsettled: boolean;
  /** Of files in place: paths in the folder that is cleared, relative to it. */
  readonly found: readonly string[];
  /** Tip of meta at the last activation. */
  readonly metaTip: string | undefined;
  readonly writable?: boolean;
  /** Free KiB where `home` is, or will be. */
  readonly spaceKib?: number;
  /** `Linux x86_64`. */
  readonly machine?: string;
  readonly stat?: string;
  readonly renamer?: string;
  /** The kept release to link from. */
  readonly base?: string;
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** Entries of the base that are no longer as the manifest says, by {@link import('./manifest.ts').driftName}. */
  readonly drift: ReadonlySet<string>;
}

/** The host's facts; undefined when the answer breaks off, whatever it said until then. */
export function parseHostFacts(stdout: string): HostFacts | undefined {
  const lines = stdout.split('\n');
  const start = lines.indexOf(`${MARK} probe 1`);
  const end = lines.lastIndexOf(`${MARK} end`);
  if (start < 0 || end < start) return undefined;
  const answers = new Answers();
  const manifests = new Map<string, Manifest>();
  let inside: { readonly name: string; readonly lines: string[] } | undefined;
  for (const line of [...lines.slice(start + 1, end), `${MARK} end`]) {
    if (!line.startsWith(`${MARK} `)) {
      inside?.lines.push(line);
      continue;
    }
    if (inside !== undefined) manifests.set(inside.name, parseManifest(inside.lines));
    const [, key = '', rest = ''] = /^\w+ (\S+) ?(.*)$/s.exec(line) ?? [];
    inside = key === 'manifest' ? { name: rest, lines: [] } : undefined;
    answers.add(key, rest);
  }
  return toFacts(answers, manifests);
}

/** What must be installed before this host can be deployed to; empty when all is there. */
export function missingTools(facts: HostFacts): readonly string[] {
  const needs = [...facts.lacks.filter((name) => PROGRAMS.includes(name))];
  if (facts.sha256 === 'none') needs.push('one of sha256sum, shasum, openssl, sha256');
  if (facts.renamer === 'none') needs.push('one of mv with -T (coreutils), mv with -h (BSD), perl');
  return needs;
}

class Answers {
  private readonly byKey = new Map<string, string[]>();

  add(key: string, value: string): void {
    const values = this.byKey.get(key);
    if (values === undefined) this.byKey.set(key, [value]);
    else values.push(value);
  }

  all(key: string): readonly string[] {
    return this.byKey.get(key) ?? [];
  }

  one(key: string): string | undefined {
    return this.all(key)[0];
  }
}

function toFacts(answers: Answers, manifests: ReadonlyMap<string, Manifest>): HostFacts {
  const current = answers.one('current') ?? '-';
  const history = answers.all('history').map((line) => line.split(' '));
  const outcomes = new Map(history.map(([outcome, name]) => [name ?? '', outcome as KeptOutcome]));
  const kept = answers.all('kept').map((line): KeptRelease => {
    const name = line.split(' ', 1)[0] ?? '';
    const about = parseAbout(line.slice(name.length + 1));
    return { name, about, outcome: outcomes.get(name) ?? 'unfinished' };
  });
  const isGood = (name: string) => kept.some((each) => each.name === name && each.outcome === 'good');
  const space = answers.one('space');
  return {
    home: answers.one('home') ?? '',
    lacks: answers.all('lacks'),
    sha256: answers.one('sha256') ?? 'none',
    current,
    kept,
    previous: history.map(([, name = '']) => name).findLast((name) => name !== current && isGood(name)),
    lackedDirectories: answers.all('lacking'),
    onceOf: answers.one('once'),
    unsettled: answers.one('unsettled') === 'yes',
    found: answers.all('found').map((path) => path.replace(/^\.\//, '')),
    metaTip: answers.one('meta'),
    ...(answers.one('writable') === undefined ? {} : { writable: answers.one('writable') === 'yes' }),
    ...(space === undefined || !/^\d+$/.test(space) ? {} : { spaceKib: Number(space) }),
    ...optional('machine', answers.one('machine')),
    ...optional('stat', answers.one('stat')),
    ...optional('renamer', answers.one('renamer')),
    ...optional('base', answers.one('base')),
    manifests,
    drift: new Set(answers.all('drift')),
  };
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: string });
}
