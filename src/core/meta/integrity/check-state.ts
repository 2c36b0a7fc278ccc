/** State files: encrypted by SOPS, with a MAC, and nothing in clear. All of it is told without a key. */
import type { Issue } from '../../issue.ts';
import { isSealed } from '../../sops/leaf.ts';
import { readMetadata } from '../../sops/metadata.ts';
import { readYaml } from '../../sops/read-yaml.ts';
import { withoutMember } from '../../sops/tree.ts';
import { listValues } from '../../sops/tree-cipher.ts';
import { errorIn, type Finding, findingsOf, type Subject } from './finding.ts';

const LEAKED =
  'whoever can read this repository can read it: rotate it (facs secrets rotate), and write state with facs secrets alone';
const REWRITE = 'put the last good version back (facs meta log shows it), and write state with facs secrets alone';

/** Findings: `state/plain`, and as `readYaml` and `readMetadata`. @param text The file. */
export function checkState(subject: Subject, text: string): readonly Finding[] {
  const tree = readYaml(text, subject.path);
  if (!tree.ok) return findingsOf(subject, tree.issues, REWRITE);
  const metadata = readMetadata(tree.value[0]);
  // Without the mapping of sops all that it holds is in clear.
  if (!metadata.ok) return findingsOf(subject, metadata.issues, isNotSops(metadata.issues) ? LEAKED : REWRITE);
  const { mac, rule } = metadata.value;
  const broken = isSealed(mac) ? [] : [errorIn(subject, 'state/mac', 'its MAC is none that sops wrote', REWRITE)];
  const values = tree.value.map((branch) => withoutMember(branch, 'sops'));
  const { plain, sealed, clear } = listValues(values, rule);
  if (plain.length > 0) return [...broken, errorIn(subject, 'state/plain', `in clear: ${plain.join(', ')}`, LEAKED)];
  if (sealed > 0 || clear === 0) return broken;
  return [...broken, errorIn(subject, 'state/plain', `its own rule, ${rule.name}, encrypts nothing of it`, LEAKED)];
}

/** What an older version of a state file let everybody read, which no later commit takes back. */
export function toPast(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter(({ code }) => code === 'state/plain' || code === 'state/not-sops')
    .map((finding) => ({
      ...finding,
      severity: 'warning',
      message: `an older version of it is not encrypted: ${finding.message}`,
      remedy: 'the history keeps it: rotate what it holds (facs secrets rotate), if that was not done since',
    }));
}

function isNotSops(issues: readonly Issue[]): boolean {
  return issues.some(({ code }) => code === 'state/not-sops');
}
