/** Running the build of a project in a clean export. */
import { posix } from 'node:path';
import type { BuildOutput, CommandBuild } from '../../core/definition/build.ts';
import { operationFailure } from '../../core/error.ts';
import { checkOut } from '../check-out.ts';
import { exportFiles } from '../export-files.ts';
import { describeEnding } from './program-ending.ts';
import type { Going } from './stage.ts';

/** The folder of the project, absolute, in a fresh copy of all its repositories that a build may change. */
export async function prepareBuild({ gathered, inputs, folders, context }: Going): Promise<string> {
  const { origin, release } = gathered;
  const { ports, environment } = context;
  const files = await ports.files();
  await files.remove(folders.build);
  await files.makeTopFolder(folders.top);
  const name = release.repos[0]?.name ?? release.project;
  if (origin === undefined) {
    await exportFiles(folders.build, [{ at: name, files: release.source }], ports);
    return posix.resolve(environment.cwd, folders.build, name);
  }
  const wish = { release, origin, folder: folders.source, clean: false, 'top-dir': inputs['top-dir'] };
  const { folder } = await checkOut({ ...wish, 'dry-run': false }, ports);
  const source = await files.folder(folder);
  if (source === undefined) throw new Error(`${folder} vanished while it was read`);
  await exportFiles(folders.build, [{ at: '', files: source }], ports);
  return posix.resolve(environment.cwd, folders.build, name, origin.within);
}

/**
 * Variables of a program of the project: `PATH` of the caller, a `HOME` of its own, one language and time zone for all,
 * the commit's date for whatever writes dates, the release, and of the caller's variables those that are declared.
 * @source https://reproducible-builds.org/specs/source-date-epoch/.
 */
export function programEnvironment(
  { gathered: { release }, context: { environment }, folders }: Pick<Going, 'gathered' | 'context' | 'folders'>,
  declared: readonly string[],
): Record<string, string> {
  const { variables, platform, cwd } = environment;
  const passed = ['PATH', 'TMPDIR', ...declared].flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    HOME: posix.resolve(cwd, folders.build, '.home'),
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    SOURCE_DATE_EPOCH: String(release.committedAt),
    FACS_PROJECT: release.project,
    FACS_VERSION: release.version,
    FACS_GITHASH: release.githash,
    FACS_PLATFORM: platform,
    ...Object.fromEntries(passed),
  };
}

/** Runs the command; gives what it made. @throws operation `build/failed`, `run/interrupted`. */
export async function runBuild(build: CommandBuild, going: Going): Promise<readonly BuildOutput[]> {
  const { context, folders, interruption } = going;
  const { talk } = context.ports;
  const cwd = await prepareBuild(going);
  await (await context.ports.files()).makeFolder(`${folders.build}/.home`);
  const { command } = build;
  const env = programEnvironment(going, build.environ);
  talk.say(`+ ${command}`);
  const programs = await context.ports.programs();
  const ending = await programs.run({ command, cwd, env, onLine: talk.say, stop: interruption });
  if (ending.kind === 'exit' && ending.code === 0)
    return build.binaries.map(({ name, path }) => ({ name, path: posix.join(cwd, path) }));
  throw operationFailure({
    code: 'build/failed',
    message: `${command} ${describeEnding(ending)} in ${cwd}`,
    target: command,
    retry: 'safe',
    next: `mend it, or look at what it left in ${folders.build}`,
  });
}
