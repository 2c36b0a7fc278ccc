/** What `facs run` says instead of running: codecs, nodes, summary (F-07 … F-09). */
import type { Settings } from '../definition/settings.ts';

/** Name endings of layer files; `.yml` is read as `.yaml` is. */
export const CODECS = ['yaml', 'json', 'toml'] as const;

/** Every target with its hosts. */
export function describeNodes({ targets }: Pick<Settings, 'targets'>): string {
  if (targets.length === 0) return 'cannot determine nodes, you are probably doing a localhost push.';
  const lines = targets.flatMap(({ name, hosts }) => [`${name}:`, ...hosts.map((host) => `  ${host}`)]);
  return ['', 'Nodes that this instance uses:', ...lines].join('\n');
}

/** Attributes of a run, by the names that Facsimile 1.1.1 gave them; empty texts for what is not chosen yet. */
export interface Summary {
  readonly release_environment: string;
  readonly version: string;
  readonly script_dir: string;
  readonly top_dir: string;
  readonly define_dir: string;
  readonly deploy_dir: string;
  readonly build_dir: string;
  readonly release_dir: string;
  readonly src_dir: string;
  readonly state_dir: string;
  readonly repo: string;
}

/** A line each, in the order of old; `deploy_dir` stands twice there, and whoever reads by line counts on it. */
export function describeSummary(summary: Summary): string {
  const { repo, ...folders } = summary;
  const lines = Object.entries(folders).map(([name, value]) => `${name}: ${value}`);
  const { release_environment: instance, version, deploy_dir } = summary;
  const last = [`deploy_dir: ${deploy_dir}`, `repo: ${repo === '' ? 'None' : repo}`];
  return ['Summary', ...lines, ...last, `version=${version} instance=${instance}`].join('\n');
}
