/** `facs promote`: proposes that a channel maps to a release. */
import { describeMove, isDone } from '../app/change-channel.ts';
import { openMeta } from '../app/open-meta.ts';
import { type Proposal, propose, readPromotion } from '../app/promote.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { consent, dryRun, metaPlaces, subject } from '../core/inputs/shared.ts';
import { describePromotion } from '../core/meta/promotion-text.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  project: subject.project,
  channel: text({
    positional: true,
    placeholder: 'CHANNEL',
    help: 'The channel. Absent: the first of the project, where releases enter.',
  }),
  version: text({ positional: true, required: true, placeholder: 'VERSION', help: 'Githash, version or tag.' }),
  ...consent,
  ...metaPlaces,
  ...dryRun,
});

/** Data: `{project, channel, from, to, changed, forced, branch, commit, pullRequest}`; githashes full, what is not there null. */
export const promoteCommand = defineCommand({
  name: 'promote',
  summary: 'Propose that a channel maps to a release: a branch of meta, and a pull request on GitHub.',
  inputs,
  outputs: {
    changed: 'true when something was proposed, false when the channel maps to the release already.',
    channel: 'The channel.',
    branch: 'Branch of the meta repo to merge; empty when nothing changes.',
    'pull-request': 'URL of the pull request; empty when there is none.',
  },
  action: { name: 'promote', title: 'Facsimile promote', icon: 'arrow-up-circle', color: 'green' },
  run: async (given, { ports }) => {
    const meta = await openMeta(ports, given);
    const promotion = await readPromotion({ meta, snapshot: await meta.snapshot() }, given, ports);
    const { project, channel, to, isThere, forced } = promotion;
    const changed = !isDone(promotion);
    const proposal =
      !changed || given['dry-run'] ? undefined : await propose({ ports, meta, token: given['meta-token'] }, promotion);
    const move = `${project} ${channel.name}: ${describeMove(promotion)}`;
    const done = isThere ? `${project} ${channel.name} maps to ${to.githash} already` : move;
    const lines = [done, ...(isThere ? [] : [describePromotion({ ...promotion, channel: channel.name })])];
    return {
      data: {
        project,
        channel: channel.name,
        from: channel.release ?? null,
        to: to.githash,
        changed,
        forced: [...forced],
        branch: proposal?.branch ?? null,
        commit: proposal?.commit ?? null,
        pullRequest: proposal?.pullRequest?.url ?? null,
      },
      text: [...lines, ...(proposal === undefined ? [] : describeProposal(proposal, meta.url))].join('\n'),
      outputs: {
        changed: String(changed),
        channel: channel.name,
        branch: proposal?.branch ?? '',
        'pull-request': proposal?.pullRequest?.url ?? '',
      },
    };
  },
});

function describeProposal({ branch, pullRequest }: Proposal, url: string): string[] {
  if (pullRequest !== undefined) {
    return [`${pullRequest.created ? 'opened' : 'updated'} ${pullRequest.url}: merging it promotes`];
  }
  return [
    `pushed branch ${branch}; to promote, merge it in a clone of ${url}:`,
    `  git merge origin/${branch} && git push`,
  ];
}
