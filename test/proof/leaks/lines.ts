/** Every command with the lines by which it is tried, those that fail too. */
import { IMPOSSIBLE, type LeakyEstate } from './estate.ts';

/** Lines of each command, without its own name. */
export type Lines = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Commands that are tried elsewhere, and why no line stands here. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  demo: 'an estate of its own, with secrets of its own that nobody planted',
  'secrets edit': 'needs an editor: tried as a program of its own',
  'secrets set': 'needs stdin: tried as a program of its own',
};

/** Commands that open secrets: their first lines are tried without the key, too. */
export const WITHOUT_KEY = [
  ...['resolve', 'explain', 'diff', 'render', 'plan', 'deploy', 'resume', 'verify', 'run'],
  ...['secrets show', 'secrets recipients', 'secrets rotate', 'secrets updatekeys'],
];

/**
 * In the order in which they run: what changes something comes after those that look at what was before. Where a command
 * has a dry run, its first line runs so too.
 */
export function linesOf({ release, first, second, before }: LeakyEstate): Lines {
  const of = (instances: readonly string[], ...words: readonly string[]) =>
    instances.map((instance) => ['shop', instance, ...words]);
  const out = `${release.folder}/rendered`;
  return {
    'meta init': [[`${release.folder}/another.git`]],
    'release create': [[], ['nonsense!']],
    'release list': [['shop']],
    'release show': [['shop', 'v1.0.0']],
    'release lock': [[]],
    'release checkout': [['shop', 'v1.0.0', '--out', `${release.folder}/checked-out`]],
    'binary add': [['VERSION.txt', '--name', 'extra', '--platform', 'any', '--release', first]],
    'binary list': [['shop', first]],
    resolve: [['shop', 'production'], ['--all'], ...of(['bad-name', 'bad-computed', 'bad-port', 'bad-sealed'])],
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
      ...of(['production', 'nowhere', 'bad-value'], 'v1.0.0'),
      ['shop', 'production'],
      ['shop', 'production', second],
    ],
    render: [
      ...of(['production', ...IMPOSSIBLE], 'v1.0.0', '--out', out),
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
      ['shop', 'production'],
      ['shop', 'nowhere'],
    ],
    resume: of(['production', 'nowhere']),
    run: [
      ['shop', 'production', 'v2.0.0', '--end', 'install'],
      ['shop', 'production', 'v2.0.0'],
      ['shop', 'bad-value', 'v2.0.0'],
      ['shop', 'production', '--summary'],
    ],
    lock: [
      ['shop', 'production', '--reason', 'looking'],
      ['shop', 'production', '--release'],
    ],
    'channel hold': [
      ['edge', '--reason', 'looking'],
      ['edge', '--release'],
    ],
    'channel list': [['shop']],
    'channel show': [['edge']],
    'channel history': [['edge']],
    promote: [['edge', second]],
    rollout: [['--before', before]],
    trace: [[first], ['web1'], ['production']],
    'event add': [['--kind', 'docs-built', '--field', 'tool=none', '--output', 'VERSION.txt']],
    'secrets show': [
      ['shop', 'production'],
      ['shop', 'production', '--key', 'passwd.shop'],
      ['shop', 'production', '--key', 'passwd.dbx'],
    ],
    'secrets recipients': [
      ['shop', 'production'],
      ['shop', 'other'],
    ],
    'secrets import': [['shop', 'production', `${release.folder}/old.json`]],
    'secrets updatekeys': [['--all'], ['shop', 'production']],
    'secrets rotate': [['shop', 'production']],
    'meta log': [[]],
    'meta fsck': [[]],
    'meta check': [[`${before}..main`]],
    'meta cat': [[`shop/releases/${first.slice(0, 2)}/${first}.binpb`], ['state/production.yaml']],
    'version bump': [[]],
    'version release': [[]],
    init: [[]],
  };
}
