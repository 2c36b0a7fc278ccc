/** Making a git repo a meta repo. */
import { encodeFormat } from '../core/meta/format.ts';
import { FORMAT_FILE } from '../core/meta/paths.ts';
import type { Appended, MetaAddress, MetaChange } from './ports/meta-repo.ts';
import type { Ports } from './ports/ports.ts';

/** What to run once in a clone, so that `git log -p` and `git diff` show records as text. */
export const SHOW_RECORDS = "git config diff.facs.textconv 'facs meta cat --file'";

const ATTRIBUTES = `# Records never merge and never change. To see them as text in git log -p, run once:
#   ${SHOW_RECORDS}
*.binpb binary diff=facs
`;

/**
 * The first commit of a meta repo.
 * @param recipients Public age keys that state is encrypted to; empty: no `.sops.yaml`.
 */
export function firstChange(recipients: readonly string[]): MetaChange {
  const files: readonly (readonly [string, string])[] = [
    [FORMAT_FILE, encodeFormat()],
    ['.gitattributes', ATTRIBUTES],
    ...(recipients.length === 0 ? [] : [['.sops.yaml', sopsRules(recipients)] as const]),
  ];
  const added = files.map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
  return { added, changed: [], message: 'A meta repo for Facsimile' };
}

/** Pushes it. @throws as `MetaRepo.init`. */
export async function initMeta(
  ports: Ports,
  topDir: string,
  address: MetaAddress,
  first: MetaChange,
): Promise<Appended> {
  return (await ports.metaRepo(topDir)).init(address, first);
}

function sopsRules(recipients: readonly string[]): string {
  return [
    '# Who can open encrypted state: sops and facs read this.',
    'creation_rules:',
    '  - path_regex: ^(.*/)?state/.*\\.yaml$',
    // One text: older versions of sops read no list here.
    `    age: ${recipients.join(',')}`,
    '',
  ].join('\n');
}
