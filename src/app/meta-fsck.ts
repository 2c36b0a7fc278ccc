/** Checking a whole meta repo. */
import { errorIn, type Finding, orderFindings } from '../core/meta/integrity/finding.ts';
import { toFinding } from '../core/meta/integrity/problems-of-git.ts';
import { checkWhole } from './integrity/check-whole.ts';
import type { CheckedMeta } from './integrity/checked.ts';
import { type MetaInputs, metaAddress } from './open-meta.ts';
import type { MetaHistory } from './ports/meta-history.ts';
import type { Ports } from './ports/ports.ts';

/** Looks at every commit, file and object. @throws as `MetaHistories.open`. */
export async function fsckMeta(inputs: MetaInputs, ports: Ports): Promise<CheckedMeta> {
  const history = await (await ports.metaHistories(inputs['top-dir'])).open(metaAddress(inputs));
  if (history.tip === '') return checkTiplessRepo(history);
  const checked = await checkWhole(history, history.tip, ports.clock.now());
  return { ...checked, findings: orderFindings([...checked.findings, ...(await checkSeen(history))]) };
}

/** The branch itself is broken: all that can be told is what git says. */
async function checkTiplessRepo(history: MetaHistory): Promise<CheckedMeta> {
  const problems = await history.problems({ from: undefined, to: '' });
  return { url: history.url, commit: '', commits: 0, files: 0, findings: orderFindings(problems.map(toFinding)) };
}

/** `history/rewound`: what this machine saw as the tip is not in the history any more. */
async function checkSeen(history: MetaHistory): Promise<readonly Finding[]> {
  const { seen, tip } = history;
  if (seen === undefined || (await history.includes(tip, seen))) return [];
  const message = `this machine saw ${seen} as the newest commit, which is not in the history: it was rewound or rewritten`;
  const remedy = `find out who did that, and push ${seen.slice(0, 12)} again, merged with what came since`;
  return [errorIn({ path: '', commit: seen }, 'history/rewound', message, remedy)];
}
