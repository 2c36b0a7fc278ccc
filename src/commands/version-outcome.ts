/** What the version commands print. */
import type { Raised } from '../app/version-bump.ts';
import type { Outcome } from './command.ts';

const SHORT = 12;

/**
 * Data: `{was, version, tag, file, githash, branches, next, finished}`; `githash` is what the tag names (null in a dry
 * run), `branches` where those of origin stand by name, `next` the version in development after a release or null,
 * `finished` true where an earlier run had begun it.
 */
export function toVersionOutcome({ githash, next, ...raised }: Raised, isDryRun: boolean): Outcome {
  const { was, version, tag, file, branches, finished } = raised;
  const place = (name: string) => [name, branches[name]?.slice(0, SHORT)].filter((word) => word !== '').join(' ');
  const at = githash === undefined ? '' : ` at ${githash.slice(0, SHORT)}`;
  const words = isDryRun ? { raise: 'would raise', tag: 'would tag', push: 'would push' } : undefined;
  const lines = [
    `${words?.raise ?? 'raised'} ${file} from ${was} to ${version}`,
    `${words?.tag ?? 'tagged'} ${tag}${at}`,
    `${words?.push ?? 'pushed'} ${[...Object.keys(branches).map(place), tag].join(', ')} to origin`,
    ...(next === undefined ? [] : [`development ${isDryRun ? 'would go' : 'goes'} on as ${next}`]),
  ];
  const begun = `an earlier run had begun ${version}: ${isDryRun ? 'it would be finished' : 'it is finished now'}`;
  return {
    data: { ...raised, branches: { ...branches }, githash: githash ?? null, next: next ?? null },
    text: [...(finished ? [begun] : []), ...lines].join('\n'),
  };
}
