/** What a run prints: its stages, and of the last one what deploying prints. */

import type { RunResult } from '../app/run/go-through.ts';
import type { StageReport } from '../app/run/stage.ts';
import type { Outcome } from './command.ts';
import { toOutcome } from './deploy-outcome.ts';

/** Each stage with its lines; a dry run shows the whole plan this way. */
export function toRunOutcome({ gathered, stages, deployed, failed }: RunResult, isDryRun: boolean): Outcome {
  const { definition, release } = gathered;
  const { project, instance } = definition;
  const { githash, version, dirty } = release;
  const last = deployed === undefined ? undefined : toOutcome(deployed, isDryRun);
  const none = { deployment: '', release: githash, changed: 'false', 'plan-digest': '', hosts: '[]' };
  const outcomes = stages.map(({ stage, outcome }) => ({ stage, outcome }));
  return {
    data: {
      ...{ project, instance, release: { githash, version, dirty } },
      stages: stages.map(({ stage, outcome, data }) => ({ stage, outcome, ...data })),
      deployed: last?.data ?? null,
    },
    text: stages.map(describeStage).join('\n'),
    outputs: { ...none, ...last?.outputs, stages: JSON.stringify(outcomes) },
    summary: [stages.map(describeInMarkdown).join('\n'), ...(last?.summary === undefined ? [] : [last.summary])].join(
      '\n\n',
    ),
    ...(failed === undefined ? {} : { failed }),
  };
}

function describeStage({ stage, lines }: StageReport): string {
  const [first = '', ...rest] = lines;
  return [`${stage}: ${first}`, ...rest.map((line) => `  ${line}`)].join('\n');
}

function describeInMarkdown({ stage, outcome }: StageReport): string {
  return `- **${stage}**: ${outcome}`;
}
