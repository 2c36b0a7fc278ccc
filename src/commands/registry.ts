/** Every command by name, each loaded only when it runs or when help lists it. */
import type { Command } from './command.ts';

type Load = () => Promise<Command>;

/** In the order in which help shows them. */
export const COMMANDS: Readonly<Record<string, Load>> = {
  demo: async () => (await import('./demo.ts')).demoCommand,
  init: async () => (await import('./init.ts')).initCommand,
  resolve: async () => (await import('./resolve.ts')).resolveCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  diff: async () => (await import('./diff.ts')).diffCommand,
  hosts: async () => (await import('./hosts.ts')).hostsCommand,
  render: async () => (await import('./render.ts')).renderCommand,
  run: async () => (await import('./run.ts')).runCommand,
  'release create': async () => (await import('./release-create.ts')).releaseCreateCommand,
  'release list': async () => (await import('./release-list.ts')).releaseListCommand,
  'release show': async () => (await import('./release-show.ts')).releaseShowCommand,
  'release checkout': async () => (await import('./release-checkout.ts')).releaseCheckoutCommand,
  'release lock': async () => (await import('./release-lock.ts')).releaseLockCommand,
  'version bump': async () => (await import('./version-bump.ts')).versionBumpCommand,
  'version release': async () => (await import('./version-release.ts')).versionReleaseCommand,
  'binary add': async () => (await import('./binary-add.ts')).binaryAddCommand,
  'binary list': async () => (await import('./binary-list.ts')).binaryListCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  deploy: async () => (await import('./deploy.ts')).deployCommand,
  rollback: async () => (await import('./rollback.ts')).rollbackCommand,
  resume: async () => (await import('./resume.ts')).resumeCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  lock: async () => (await import('./lock.ts')).lockCommand,
  'channel list': async () => (await import('./channel-list.ts')).channelListCommand,
  'channel show': async () => (await import('./channel-show.ts')).channelShowCommand,
  'channel set': async () => (await import('./channel-set.ts')).channelSetCommand,
  'channel hold': async () => (await import('./channel-hold.ts')).channelHoldCommand,
  'channel history': async () => (await import('./channel-history.ts')).channelHistoryCommand,
  promote: async () => (await import('./promote.ts')).promoteCommand,
  rollout: async () => (await import('./rollout.ts')).rolloutCommand,
  trace: async () => (await import('./trace.ts')).traceCommand,
  'event add': async () => (await import('./event-add.ts')).eventAddCommand,
  'secrets show': async () => (await import('./secrets-show.ts')).secretsShowCommand,
  'secrets set': async () => (await import('./secrets-set.ts')).secretsSetCommand,
  'secrets edit': async () => (await import('./secrets-edit.ts')).secretsEditCommand,
  'secrets rotate': async () => (await import('./secrets-rotate.ts')).secretsRotateCommand,
  'secrets import': async () => (await import('./secrets-import.ts')).secretsImportCommand,
  'secrets recipients': async () => (await import('./secrets-recipients.ts')).secretsRecipientsCommand,
  'secrets updatekeys': async () => (await import('./secrets-updatekeys.ts')).secretsUpdatekeysCommand,
  'meta init': async () => (await import('./meta-init.ts')).metaInitCommand,
  'meta log': async () => (await import('./meta-log.ts')).metaLogCommand,
  'meta cat': async () => (await import('./meta-cat.ts')).metaCatCommand,
  'meta fsck': async () => (await import('./meta-fsck.ts')).metaFsckCommand,
  'meta check': async () => (await import('./meta-check.ts')).metaCheckCommand,
};

/** The command whose name the words begin with: the longest wins (`release create` before `release`). */
export function findCommand(words: readonly string[]): { readonly name: string; readonly load: Load } | undefined {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ');
    const load = COMMANDS[name];
    if (load !== undefined && words.length >= count) return { name, load };
  }
  return undefined;
}
