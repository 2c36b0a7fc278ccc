/** The files that a project begins with. */
import { toYaml } from '../definition/to-yaml.ts';
import type { JsonObject } from '../json.ts';
import type { FirstHost } from './first-host.ts';

/** What is known of the new project. */
export interface Beginning {
  readonly project: string;
  /** At least one; the first gets the hosts. */
  readonly instances: readonly string[];
  readonly hosts: readonly (FirstHost & { readonly keys: readonly string[] })[];
  /** Where editors find the schema of layers. */
  readonly schemaUrl: string;
}

/** A file by its path from the top of the project. */
export interface FirstFile {
  readonly path: string;
  readonly text: string;
}

/** The first instance follows the channel that releases enter, the others the one that they are promoted to. */
const CHANNELS = ['edge', 'stable'] as const;

/** In the order in which they are to be written: the last one says that all of it is there. */
export function describeFirstFiles(beginning: Beginning): readonly FirstFile[] {
  const { project, instances, schemaUrl } = beginning;
  const [first = ''] = instances;
  const layer = (name: string, ...parts: readonly string[]): FirstFile => ({
    path: `define/${name}.yaml`,
    text: [`# yaml-language-server: $schema=${schemaUrl}`, ...parts, ''].join('\n'),
  });
  return [
    {
      path: 'tmpl/_ALL_/_DEPLOY_/page.html',
      text: '<h1>{{ definition.greeting }} from {{ host.name }}</h1>\n',
    },
    layer(
      project,
      `# What all instances of ${project} share. Keys of your own go beside these: templates see them as definition.KEY.`,
      'greeting: Hello',
      `home: ~/${project}`,
      'deploy:',
      '  health: { command: test -s page.html, within: 10s }',
    ),
    layer(first, `# What is special about ${first}.`, ...describeHosts(beginning)),
    layer(
      'facsimile',
      '# What exists.',
      'projects:',
      `  ${project}: {}`,
      'instances:',
      ...instances.map((name, i) => `  ${name}: { channel: ${CHANNELS[i === 0 ? 0 : 1]} }`),
    ),
  ];
}

function describeHosts({ hosts }: Beginning): readonly string[] {
  if (hosts.length === 0)
    return [
      '# deploy:',
      '#   nodes: { web: [web1] }',
      '# hosts:',
      '#   web1:',
      '#     address: web1.example.com',
      '#     user: deploy',
      '#     host_keys: []   # what ssh-keyscan web1.example.com prints, without the name',
    ];
  const names = [...new Set(hosts.map(({ name }) => name))];
  const known = Object.fromEntries(hosts.map((host) => [host.name, describeHost(host)]));
  return [toYaml({ deploy: { nodes: { web: names } }, hosts: known })];
}

function describeHost({ address, port, user, keys }: Beginning['hosts'][number]): JsonObject {
  return { address, ...(port === 22 ? {} : { port }), user, host_keys: [...keys] };
}
