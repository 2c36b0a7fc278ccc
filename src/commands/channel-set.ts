/** `facs channel set`: maps a channel to a release, at once. */
import { describeMove, isDone, type Promotion, planPromotion, setChannel } from '../app/change-channel.ts';
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { channelInput, consent, dryRun, metaPlaces, subject } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  project: subject.project,
  ...channelInput,
  version: text({ positional: true, required: true, placeholder: 'VERSION', help: 'Githash, version or tag.' }),
  ...consent,
  ...metaPlaces,
  ...dryRun,
});

/** Data: `{project, channel, from, to, changed, files, forced, commit}`; githashes full, what is not there null. */
export const channelSetCommand = defineCommand({
  name: 'channel set',
  summary: 'Map a channel to a release, at once. facs promote asks for a review first.',
  inputs,
  run: async (given, { ports }) => {
    const meta = await openMeta(ports, given);
    const snapshot = await meta.snapshot();
    const project = await chooseProject(snapshot, given.project);
    const wish = { ...given, project, topDir: given['top-dir'] };
    const promotion = await planPromotion({ meta, snapshot }, wish, ports);
    const commit = given['dry-run'] ? undefined : await setChannel(meta, promotion);
    const { channel, to, files, forced } = promotion;
    return {
      data: {
        project,
        channel: channel.name,
        from: channel.release ?? null,
        to: to.githash,
        changed: !isDone(promotion),
        files: files.map(({ path }) => path),
        forced: [...forced],
        commit: commit ?? null,
      },
      text: describe(promotion),
    };
  },
});

function describe(promotion: Promotion): string {
  const { project, channel, to, isThere, files, forced } = promotion;
  const subject = `${project} ${channel.name}`;
  if (!isThere)
    return [`${subject}: ${describeMove(promotion)}`, ...forced.map((rule) => `forced past ${rule}`)].join('\n');
  const there = `${subject} maps to ${to.githash} already`;
  return files.length === 0 ? there : [there, ...files.map(({ path }) => `${path} is written anew`)].join('\n');
}
