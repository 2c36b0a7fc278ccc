/** `facs release lock`: pins further repositories in `facsimile.lock`. */
import { type Locked, lockRepos } from '../app/release-lock.ts';
import { defineInputs, list, text } from '../core/inputs/input.ts';
import { dryRun, places } from '../core/inputs/shared.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';

const SHORT = 12;

const inputs = defineInputs({
  repo: list({
    placeholder: 'NAME=URL@REVISION',
    help: 'A repository to add or change; the revision is a branch, tag or githash, HEAD where there is none.',
  }),
  'src-dir': text({ placeholder: 'DIR', help: 'The work tree of the project, instead of the one around this folder.' }),
  'top-dir': places['top-dir'],
  ...dryRun,
});

/** Data: `{file, changed, repos: [{name, url, revision, githash, was}]}`; `was` is empty for what is new. */
export const releaseLockCommand = defineCommand({
  name: 'release lock',
  summary: 'Pin the repositories of facsimile.lock to what their revisions name now.',
  inputs,
  run: async (given, { ports }) => {
    const locked = await lockRepos(given, ports);
    const repos = locked.repos.map((repo) => ({ ...repo }));
    return { data: { file: locked.file, changed: locked.changed, repos }, text: describe(locked, given['dry-run']) };
  },
});

function describe({ file, changed, repos }: Locked, isDry: boolean): string {
  if (repos.length === 0) return 'nothing to pin: add a repository with --repo NAME=URL@REVISION';
  const rows = repos.map(({ name, revision, githash, was }) => [
    name,
    revision,
    was === githash ? githash.slice(0, SHORT) : `${was.slice(0, SHORT) || 'nothing'} -> ${githash.slice(0, SHORT)}`,
  ]);
  const done = isDry ? `would write ${file}` : `wrote ${file}: commit it`;
  return [...describeTable(rows), changed ? done : `${file} says so already`].join('\n');
}
