/** `facs explain`: where a value of a definition comes from. */
import { accept } from '../app/definitions-on-disk.ts';
import { openForHost } from '../app/open-definition.ts';
import { describeTrail, trailData } from '../core/definition/describe.ts';
import { parseValuePath } from '../core/definition/value-path.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { asHost, places, subject, version } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

/** Prints the value, where it was set, and all that it overrode. */
export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'Show where a value of a definition was set, and what it overrode.',
  inputs: defineInputs({
    ...subject,
    key: text({
      positional: true,
      required: true,
      placeholder: 'KEY',
      help: 'Path of the value: deploy.user, or deploy.nodes.web[0].',
    }),
    ...version,
    ...asHost,
    ...places,
  }),
  run: async (inputs, { ports }) => {
    const definition = await openForHost(inputs, ports);
    const path = accept(parseValuePath(definition.everything(), inputs.key), ports.talk);
    const trail = definition.trail(path);
    if (trail === undefined) throw new Error(`no layer says who set ${inputs.key}`);
    return { data: trailData(definition, path, trail), text: describeTrail(definition, path, trail) };
  },
});
