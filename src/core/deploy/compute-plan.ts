/** From what every host has and should have to the plan. */
import picomatch from 'picomatch';
import type { DeploySettings, Host } from '../definition/settings.ts';
import type { Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { Tree } from '../tree/tree.ts';
import { ABOUT_FILE } from './about.ts';
import type { HostWork } from './host-work.ts';
import { KEPT_FOLDER } from './in-place.ts';
import { releaseEntries, releasePath } from './manifest.ts';
import { type FileChanges, type HostCommands, NO_COMMANDS, type Plan, type PlannedHost } from './plan.ts';
import { toWaves } from './waves.ts';

/** What the plan says of the deployment as a whole. */
export type PlanSubject = Pick<Plan, 'project' | 'instance' | 'release' | 'channel' | 'definitions'>;

/** The plan over these hosts, in their order. */
export function computePlan(
  subject: PlanSubject,
  works: readonly { readonly host: Host; readonly work: HostWork }[],
  settings: DeploySettings,
): Plan {
  const hosts = works.map(({ host, work }) => planHost(host, work, settings));
  const changing = works.filter((_, i) => hosts[i]?.action !== 'unchanged');
  const waves = toWaves(changing, settings.waves, ({ host }) => host);
  return {
    ...subject,
    once: changing.length > 0 ? settings.hooks.once : [],
    ...(waves.length > 1 ? { waves: waves.map((wave) => wave.map(({ host }) => host.name)) } : {}),
    hosts,
  };
}

/** Whether a tree can lie beside what the host itself puts into a release folder: shared paths, and our own file. */
export function checkTree(
  tree: Tree,
  { layout, shared }: Pick<DeploySettings, 'layout' | 'shared'>,
): Result<undefined> {
  const paths = releaseEntries(tree).map((entry) => releasePath(entry.path));
  const issues: Issue[] = [];
  if (paths.includes(ABOUT_FILE)) {
    issues.push({ code: 'deploy/reserved', message: `${ABOUT_FILE} is written by every deploy`, path: ABOUT_FILE });
  }
  const ours = layout === 'inplace' ? paths.find((path) => path.split('/', 1)[0] === KEPT_FOLDER) : undefined;
  if (ours !== undefined) {
    const message = `${ours} cannot be put: in place, ${KEPT_FOLDER} is where a host keeps releases`;
    issues.push({ code: 'deploy/reserved', message, path: ours });
  }
  for (const path of shared.map(withoutSlash)) {
    const inside = paths.find((each) => each === path || each.startsWith(`${path}/`) || path.startsWith(`${each}/`));
    if (inside === undefined) continue;
    issues.push({
      code: 'deploy/shared',
      message: `${path} is shared between releases, but the tree has ${inside}`,
      path: 'deploy.shared',
      hint: 'take it out of the tree, or out of deploy.shared',
    });
  }
  return issues.length > 0 ? invalid(...issues) : valid(undefined);
}

function planHost(host: Host, work: HostWork, settings: DeploySettings) {
  const { action, from, to, folder, files, stage, directories } = work;
  const planned: PlannedHost = {
    host: host.name,
    targets: host.targets,
    action,
    ...(from === undefined ? {} : { from }),
    to,
    folder,
    files,
    send: { files: stage.sent.length, bytes: stage.bytes },
    link: stage.linked,
    run: action === 'unchanged' ? NO_COMMANDS : commandsFor(files, settings),
    ...(directories.length === 0 ? {} : { directories }),
  };
  return planned;
}

function commandsFor(files: FileChanges, { hooks, postcmd, restart }: DeploySettings): HostCommands {
  const { drain, before, after, readd } = hooks;
  return {
    ...(drain.length === 0 ? {} : { drain }),
    before,
    postcmd,
    after,
    restart: restartsFor([...files.added, ...files.changed, ...files.removed], restart),
    ...(readd.length === 0 ? {} : { readd }),
  };
}

/** The commands that watch one of these paths, each once, in definition order. */
export function restartsFor(touched: readonly string[], restart: DeploySettings['restart']): readonly string[] {
  const due = restart.filter(({ glob }) => {
    const matches = picomatch(glob, { dot: true });
    return touched.some((path) => matches(path));
  });
  return [...new Set(due.map(({ command }) => command))];
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
