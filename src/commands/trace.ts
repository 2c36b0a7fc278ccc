/** `facs trace`: what is behind something, and where it runs. */
import { openMeta } from '../app/open-meta.ts';
import { trace } from '../app/trace.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { metaPlaces } from '../core/inputs/shared.ts';
import type { Json } from '../core/json.ts';
import { describeTrace } from '../core/meta/describe-trace.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  what: text({
    positional: true,
    required: true,
    placeholder: 'WHAT',
    help: 'Githash of any repo (7 digits or more), version, tag, channel, instance, host, sha256 of a binary, tree or file, or a file on disk.',
  }),
  ...metaPlaces,
});

/** Data: `{what, sha256, clues, releases}`; each release with `repos`, `binaries`, `channels`, `deployments`, `running`. */
export const traceCommand = defineCommand({
  name: 'trace',
  summary:
    'Show the code behind something, and where it runs: githash, version, channel, instance, host, sha256, file.',
  inputs,
  run: async ({ what, ...places }, { ports }) => {
    const snapshot = await (await openMeta(ports, places)).snapshot();
    const { clues, releases, sha256 } = await trace(snapshot, await ports.files(), what);
    const data = {
      what,
      sha256: sha256 ?? null,
      clues,
      releases: releases.map(({ release, ...traced }) => ({
        ...traced,
        version: release?.version ?? '',
        tag: release?.tag ?? '',
        repos: release?.repos ?? [],
      })),
    };
    const file = sha256 === undefined ? [] : [`${what} is sha256:${sha256}`];
    return { data: data as unknown as Json, text: [...file, describeTrace({ clues, releases })].join('\n') };
  },
});
