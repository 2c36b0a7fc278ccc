/** Every command with the lines by which it is tried, those that fail too. */
import type { LeakyEstate } from './estate.ts';

/** Lines of each command, without its own name. */
export type Lines = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Commands that are tried elsewhere, and why no line stands here. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  demo: 'an estate of its own, with secrets of its own that nobody planted',
  'secrets edit': 'needs an editor: tried as a program of its own',
  'secrets set': 'needs stdin: tried as a program of its own',
};

/** Commands that open secrets: they are tried without the key, too. */
export const WITHOUT_KEY = [
  'resolve',
  'explain',
  'diff',
  'render',
  'plan',
  'deploy',
  'status',
  'verify',
  'run',
  'secrets show',
];

/** In the order in which they run: what changes something comes after those that look at what was before. */
export function linesOf({ release, first, second, before }: LeakyEstate): Lines {
  const of = (instances: readonly string[], ...words: readonly string[]) =>
    instances.map((instance) => ['shop', instance, ...words]);
  const broken = ['bad-filter', 'bad-name', 'bad-value'];
  const all = ['production', 'unhealthy', 'hooked', 'nowhere', ...broken];
  const out = `${release.folder}/rendered`;
  return {
    'meta init': [[`${release.folder}/another.git`]],
    init: [['--dry-run']],
    'release create': [[], ['nonsense!']],
    'release list': [['shop']],
    'release show': [['shop', 'v1.0.0']],
    'release lock': [[]],
    'release checkout': [['shop', 'v1.0.0', '--out', `${release.folder}/checked-out`]],
    'binary add': [['VERSION.txt', '--name', 'extra', '--platform', 'any', '--release', first]],
    'binary list': [['shop', first]],
    resolve: [['shop', 'production'], ['--all'], ['shop', 'bad-name']],
    explain: [
      ['shop', 'production', 'api.key'],
      ['shop', 'production', 'computed'],
      ['shop', 'production', 'api'],
    ],
    hosts: [['shop', 'production']],
    'channel set': [
      ['edge', first],
      ['edge', 'nonsense'],
    ],
    plan: [...of(['production', 'bad-value'], 'v1.0.0'), ['shop', 'production']],
    deploy: [
      ...of(['production', 'bad-value'], 'v1.0.0', '--dry-run'),
      ...of(all, 'v1.0.0'),
      ['shop', 'production'],
      ['shop', 'production', second],
    ],
    render: [
      ...of(['production', ...broken], 'v1.0.0', '--out', out),
      ['shop', 'production', 'v1.0.0', '--out', `${release.shop.folder}/VERSION.txt/below`],
    ],
    diff: [
      ['shop', 'production', 'other'],
      ['shop', 'production', '--against', second],
    ],
    status: [
      ['shop', 'production', '--live'],
      ['shop', 'nowhere', '--live'],
    ],
    verify: [
      ['shop', 'production'],
      ['shop', 'production', '--repair'],
    ],
    rollback: [
      ['shop', 'production', '--dry-run'],
      ['shop', 'production'],
      ['shop', 'nowhere'],
    ],
    resume: of(['production', 'unhealthy', 'nowhere']),
    run: [
      ['shop', 'production', 'v2.0.0', '--end', 'install'],
      ['shop', 'production', '--dry-run'],
      ['shop', 'bad-value', 'v2.0.0'],
    ],
    'channel list': [['shop']],
    'channel show': [['edge']],
    'channel history': [['edge']],
    promote: [['edge', second]],
    rollout: [['--before', before]],
    trace: [[first], ['web1'], ['production']],
    'secrets show': [
      ['shop', 'production'],
      ['shop', 'production', '--key', 'passwd.shop'],
      ['shop', 'production', '--key', 'passwd.dbx'],
    ],
    'secrets recipients': [
      ['shop', 'production'],
      ['shop', 'other'],
    ],
    'secrets import': [
      ['shop', 'production', `${release.folder}/old.json`],
      ['shop', 'production', `${release.folder}/old.json`, '--dry-run'],
    ],
    'secrets updatekeys': [
      ['--all', '--dry-run'],
      ['shop', 'production'],
    ],
    'secrets rotate': [['shop', 'production']],
    'version bump': [['--dry-run']],
    'version release': [['--dry-run']],
    'meta log': [[]],
    'meta cat': [[`shop/releases/${first.slice(0, 2)}/${first}.binpb`], ['state/production.yaml']],
  };
}
