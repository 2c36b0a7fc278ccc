/** `facs verify`: is every file on every host what it was deployed as? */
import type { HostVerdict, Verified } from '../app/verify/verdict.ts';
import { markdownTable, shortCopy } from '../core/deploy/describe-plan.ts';
import { describeDrift } from '../core/deploy/drift.ts';
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { access, places, selection, subject } from '../core/inputs/shared.ts';
import type { Json } from '../core/json.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

/** Paths of one host that are shown to people; `--json` has all. */
const SHOWN = 50;

const inputs = defineInputs({
  ...subject,
  ...places,
  ...selection,
  ...access,
  repair: flag({ help: 'Mend exactly the files that differ, and take away those that nobody sent.' }),
  local: flag({ help: 'Looking at this machine (deploy.destdir) is meant, also on CI.' }),
  reason: text({ placeholder: 'WORDS', help: 'Why, for the record of a repair.' }),
});

/**
 * Data: `{project, instance, hosts: [{host, targets, copy: {release, tree}, files, unproven, drift: [{path, kind,
 * found}], mended, code, message}]}`; `kind` is `changed`, `mode`, `owner`, `missing` or `added`; `mended` is like
 * `drift`; what is not known is null. Exit code 3 when files differ at the end.
 */
export const verifyCommand = defineCommand({
  name: 'verify',
  summary:
    'Compare every file on the hosts of an instance with what they got; --repair mends exactly those that differ.',
  inputs,
  outputs: { drift: 'true when files differ at the end.', hosts: 'JSON list of `{host, drift}`: how many differ.' },
  action: { name: 'verify', title: 'Facsimile verify', icon: 'check-circle', color: 'blue' },
  run: async (given, context) => {
    const [{ verify }, { summarize }] = await Promise.all([
      import('../app/verify.ts'),
      import('../app/verify/mend-hosts.ts'),
    ]);
    const verified = await verify(given, context);
    const failed = summarize(verified.hosts, `${verified.project} ${verified.instance}`);
    return {
      data: toData(verified),
      text: describe(verified),
      outputs: {
        drift: String(verified.hosts.some(({ drift }) => drift.length > 0)),
        hosts: JSON.stringify(verified.hosts.map(({ host, drift }) => ({ host: host.name, drift: drift.length }))),
      },
      summary: summaryOf(verified),
      ...(failed === undefined ? {} : { failed }),
    };
  },
});

function describe({ hosts }: Verified): string {
  const rows = describeTable(hosts.map((verdict) => [verdict.host.name, copyOf(verdict), wordsFor(verdict)]));
  return hosts.flatMap((verdict, i) => [rows[i] ?? '', ...driftLines(verdict).map((line) => `  ${line}`)]).join('\n');
}

function driftLines({ drift, mended }: HostVerdict): string[] {
  const lines = [...mended.map((each) => `mended ${describeDrift(each)}`), ...drift.map(describeDrift)];
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `… and ${lines.length - SHOWN} more`];
}

function wordsFor({ failure, drift, mended, files, unproven }: HostVerdict): string {
  if (failure !== undefined) return failure.message;
  const own = unproven === 0 ? '' : `, ${unproven} by the host's own word`;
  const differ = drift.length === 0 ? 'as deployed' : `${drift.length} differ`;
  return `${differ}: ${files} compared${own}${mended.length === 0 ? '' : `, ${mended.length} mended`}`;
}

function copyOf({ copy }: HostVerdict): string {
  return copy === undefined ? '-' : shortCopy(copy);
}

function summaryOf({ project, instance, hosts }: Verified): string {
  const rows = hosts.map((verdict) => [verdict.host.name, copyOf(verdict), wordsFor(verdict)]);
  const drifted = hosts.filter((verdict) => driftLines(verdict).length > 0);
  const details = drifted.map((verdict) =>
    markdownTable(
      [verdict.host.name],
      driftLines(verdict).map((line) => [line]),
    ),
  );
  return [`**${project} ${instance}**`, markdownTable(['host', 'runs', 'files'], rows), ...details].join('\n\n');
}

function toData({ project, instance, hosts }: Verified): Json {
  return {
    ...{ project, instance },
    hosts: hosts.map(({ host, copy, files, unproven, drift, mended, failure }) => ({
      host: host.name,
      targets: [...host.targets],
      copy: copy === undefined ? null : { ...copy },
      ...{ files, unproven },
      drift: drift.map((each) => ({ ...each })),
      mended: mended.map((each) => ({ ...each })),
      code: failure?.code ?? null,
      message: failure?.message ?? null,
    })),
  };
}
