/** `facs render`: the whole install stage, into a folder. */
import { render } from '../app/render.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { dryRun, places, selection, subject, version } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

/** Prints the digest of every tree, the hosts that get it, and where it lies. */
export const renderCommand = defineCommand({
  name: 'render',
  summary: 'Write the files that hosts get into a folder: DIR/_DEPLOY_, or DIR/HOST/_DEPLOY_ where hosts differ.',
  inputs: defineInputs({
    ...subject,
    ...version,
    out: text({
      required: true,
      placeholder: 'DIR',
      help: 'The folder; what an earlier render wrote there is replaced.',
    }),
    ...places,
    ...selection,
    ...dryRun,
  }),
  outputs: {
    trees: 'Digest of the tree of each host, as a JSON mapping.',
    githash: 'Githash of the release that was rendered.',
  },
  action: { name: 'render', title: 'Facsimile render', icon: 'file-text', color: 'blue' },
  run: async (inputs, { ports, environment }) => {
    const { definition, release, trees } = await render(inputs, ports, environment);
    const { project, instance } = definition;
    const byHost = Object.fromEntries(trees.flatMap(({ digest, hosts }) => hosts.map((host) => [host, digest])));
    return {
      data: {
        project,
        instance,
        release: { githash: release.githash, version: release.version, dirty: release.dirty },
        out: inputs.out,
        trees: trees.map(({ digest, hosts, files, folders }) => ({
          digest,
          hosts: [...hosts],
          files,
          folders: [...folders],
        })),
      },
      text: trees.map(({ digest, hosts, files }) => `${digest}  ${files} files  ${hosts.join(', ')}`).join('\n'),
      outputs: { trees: JSON.stringify(byHost), githash: release.githash },
    };
  },
});
