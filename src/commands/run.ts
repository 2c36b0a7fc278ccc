/** `facs run`: the stages of a project, from its repositories to its hosts. */
import { usageFailure } from '../core/error.ts';
import { defineInputs, flag, pairs, text } from '../core/inputs/input.ts';
import { storePlaces } from '../core/inputs/shared.ts';
import { CODECS } from '../core/run/info.ts';
import { STAGES } from '../core/run/stages.ts';
import { defineCommand } from './command.ts';
import { deployInputs } from './deploy.ts';
import { DEPLOY_OUTPUTS } from './deploy-outcome.ts';
import { toRunOutcome } from './run-outcome.ts';

const stageWords = `${STAGES.slice(0, -1).join(', ')} or ${STAGES.at(-1)}, or a stage of the project’s own`;

const inputs = defineInputs({
  ...deployInputs,
  instance: text({
    positional: true,
    required: true,
    unless: 'list-codecs',
    placeholder: 'INSTANCE',
    help: 'The instance, for example production.eu.',
  }),
  start: text({ placeholder: 'STAGE', help: `Begin with this stage: ${stageWords}.` }),
  end: text({ placeholder: 'STAGE', help: 'End after this stage.' }),
  only: text({ placeholder: 'STAGE', help: 'This stage alone.' }),
  devel: flag({
    help: 'Build what the default branch, or the branch VERSION, has now; deploy only if --end or --only says so.',
  }),
  clean: flag({ help: 'Make the checkout and the build anew. What is recorded is never built again.' }),
  ...storePlaces,
  'skip-env-check': flag({ help: 'Run also where LD_LIBRARY_PATH is set.' }),
  option: pairs({
    help: 'An option that the project’s plugin declares; on a command line also --NAME VALUE, see the end of the help.',
  }),
  'list-codecs': flag({ help: 'Print the name endings of layer files, and run nothing.' }),
  'list-nodes': flag({ help: 'Print the hosts of the instance by target, and run nothing.' }),
  summary: flag({ help: 'Print what a run would be about and its folders, and run nothing.' }),
});

/** No option of a plugin may have one of these names. */
const taken = Object.keys(inputs);

/**
 * Data: `{project, instance, release: {githash, version, dirty}, stages: [{stage, outcome, …}], deployed}`; `deployed` is
 * the data of `facs deploy`, null where that stage did not take part. Instead of running: `{codecs, nodes, summary}`, as
 * far as they were asked for.
 */
export const runCommand = defineCommand({
  name: 'run',
  summary: 'Go through the stages of a project: check out a release, build it, install it here, deploy it.',
  inputs,
  widen: async ({ places, given }, ports) => {
    const { findProjectWord, openPlugin } = await import('../app/run/open-plugin.ts');
    const [define, srcDir, topDir = '.facsimile'] = ['define', 'src-dir', 'top-dir'].map((name) => given[name]?.[0]);
    const wish = { define, 'src-dir': srcDir, 'top-dir': topDir };
    const project = await findProjectWord(places, wish, ports);
    return (await openPlugin({ ...wish, project, taken }, ports)).options;
  },
  outputs: { ...DEPLOY_OUTPUTS, stages: 'JSON list of {stage, outcome}.' },
  action: { name: 'run', title: 'Facsimile run', icon: 'play', color: 'blue' },
  run: async ({ instance, ...given }, context) => {
    const { 'list-codecs': codecs, 'list-nodes': nodes, summary } = given;
    if (instance === undefined && (nodes || summary)) throw usageFailure('INSTANCE is missing', 'run');
    if (instance === undefined) return { data: { codecs: [...CODECS] }, text: CODECS.join('\n') };
    if (codecs || nodes || summary) {
      const { describeRun } = await import('../app/run/describe-run.ts');
      return describeRun({ ...given, instance }, { codecs, nodes, summary }, context);
    }
    const { run } = await import('../app/run.ts');
    return toRunOutcome(await run({ ...given, instance, taken }, context), given['dry-run']);
  },
});
