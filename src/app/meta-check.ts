/** Checking what one push or pull request does to a meta repo. */
import { inputFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { errorIn, type Finding, orderFindings } from '../core/meta/integrity/finding.ts';
import { checkRange } from './integrity/check-range.ts';
import { checkWhole } from './integrity/check-whole.ts';
import type { CheckedMeta } from './integrity/checked.ts';
import { type MetaInputs, metaAddress } from './open-meta.ts';
import type { MetaHistory } from './ports/meta-history.ts';
import type { Ports } from './ports/ports.ts';

/** Which commits. */
export interface MetaCheckInputs extends MetaInputs {
  /** `A..B`: a push from A to B. `A...B`: what B brings to A. `B`: all that B has. */
  readonly range: string;
}

/** What GitHub names as the commit before the first push of a branch. */
const NO_COMMIT = /^0{40}(0{24})?$/;

/** Looks at what the commits touch. @throws input `meta/range`, `meta/unknown-commit`; as `MetaHistories.open`. */
export async function checkMeta(inputs: MetaCheckInputs, ports: Ports): Promise<CheckedMeta> {
  const { from, dots, to } = parseRange(inputs.range);
  const history = await (await ports.metaHistories(inputs['top-dir'])).open(metaAddress(inputs));
  const now = ports.clock.now();
  const newest = await resolve(history, to);
  if (from === undefined || NO_COMMIT.test(from)) return ordered(await checkWhole(history, newest, now));
  const oldest = await resolve(history, from);
  const base = await history.mergeBase(oldest, newest);
  if (base === undefined) return unrelated(history, oldest, newest);
  const checked = await checkRange(history, { from: base, to: newest }, now);
  const rewound = dots === '..' && base !== oldest ? [rewoundBy(oldest, newest)] : [];
  return ordered({ ...checked, findings: [...checked.findings, ...rewound] });
}

/** Two dots or three, as git has them; neither commit has them in its name. */
function parseRange(range: string) {
  const [, from, dots, to = ''] = /^(?:(.*?[^.])(\.{2,3}))?([^.].*)$/.exec(range) ?? [];
  if (to !== '' && !to.includes('..') && !/^-/.test(from ?? to) && !to.startsWith('-')) return { from, dots, to };
  throw inputFailure({
    code: 'meta/range',
    message: `"${range}" names no commits`,
    hint: 'write A..B for a push from A to B, A...B for what B brings to A, or B for all that it has',
    origin: inputOrigin('RANGE'),
  });
}

async function resolve(history: MetaHistory, revision: string): Promise<string> {
  const commit = await history.resolve(revision);
  if (commit !== undefined) return commit;
  throw inputFailure({
    code: 'meta/unknown-commit',
    message: `${history.url} has no commit ${revision}`,
    hint: 'if the branch was there before, it was rewritten since: find out who did that',
    origin: inputOrigin('RANGE'),
  });
}

function unrelated(history: MetaHistory, from: string, to: string): CheckedMeta {
  return { url: history.url, commit: to, commits: 0, files: 0, findings: [rewoundBy(from, to)] };
}

/** `history/rewound`. */
function rewoundBy(from: string, to: string): Finding {
  const message = `it does not follow ${from}: the branch would be rewound or rewritten, and every client refuse it`;
  const remedy = `rebase what is new on ${from.slice(0, 12)}, and push without force`;
  return errorIn({ path: '', commit: to }, 'history/rewound', message, remedy);
}

function ordered(checked: CheckedMeta): CheckedMeta {
  return { ...checked, findings: orderFindings(checked.findings) };
}
