/** What the history of a meta repo shows: records that were touched, secrets in old versions, clocks. */
import { checkRecord } from '../../core/meta/integrity/check-record.ts';
import { checkState, toPast } from '../../core/meta/integrity/check-state.ts';
import type { Finding } from '../../core/meta/integrity/finding.ts';
import { judgeBreach } from '../../core/meta/integrity/ledger.ts';
import { parsePlace } from '../../core/meta/integrity/place.ts';
import type { Checking } from './check-files.ts';

/** Findings of the steps that the ledger took. */
export async function checkLedger(checking: Checking): Promise<readonly Finding[]> {
  return [...(await checkBreaches(checking)), ...(await checkPastStates(checking)), ...checking.ledger.clockFindings()];
}

async function checkBreaches({ history, tip, ledger }: Checking): Promise<readonly Finding[]> {
  const breaches = ledger.broken();
  const read = await history.readAll(breaches.map(({ before }) => before.hash));
  return Promise.all(
    breaches.map(async (breach) => {
      const { path, before } = breach;
      const [project = ''] = path.split('/');
      const isInPlace = before.kind === 'file' && parsePlace(path, new Set([project])).kind === 'record';
      const bytes = read.get(before.hash);
      const wasRecord = isInPlace && (bytes === undefined || !isBroken(checkRecord(breach, bytes).findings));
      return judgeBreach(breach, { now: await tip.entry(path), wasRecord });
    }),
  );
}

/** Versions that are not at the tip: that one is checked with all other files. */
async function checkPastStates({ history, tip, around, ledger }: Checking): Promise<readonly Finding[]> {
  const versions = ledger.stateVersions();
  const read = await history.readAll(versions.map(({ hash }) => hash));
  const found = await Promise.all(
    versions.map(async ({ path, commit, hash }) => {
      const bytes = read.get(hash);
      if (bytes === undefined || (await tip.entry(path))?.hash === hash) return [];
      const text = around.decode(bytes, path, 'state');
      return text.ok ? toPast(checkState({ path, commit }, text.value)) : [];
    }),
  );
  return found.flat();
}

function isBroken(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
