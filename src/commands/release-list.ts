/** `facs release list`: the releases of a project. */
import { openMeta } from '../app/open-meta.ts';
import { chooseProject } from '../app/projects.ts';
import { listReleases } from '../app/releases.ts';
import { describeMoment } from '../core/calendar.ts';
import { defineInputs, integer } from '../core/inputs/input.ts';
import { metaPlaces, subject } from '../core/inputs/shared.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand } from './command.ts';
import { toReleaseData } from './release-data.ts';

const inputs = defineInputs({
  project: subject.project,
  limit: integer({ default: '20', help: 'At most so many, the newest.' }),
  ...metaPlaces,
});

/** Data: a list of `{project, release, version, tag, committedAt, repos}`, newest commit first. */
export const releaseListCommand = defineCommand({
  name: 'release list',
  summary: 'List the releases of a project, newest commit first.',
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const releases = await listReleases(snapshot, project, given.limit);
    const rows = releases.map(({ githash, version, committedAt, repos }) => [
      githash.slice(0, 12),
      version,
      describeMoment(committedAt * 1000),
      repos.length === 1 ? '1 repo' : `${repos.length} repos`,
    ]);
    const none = `${project} has no release yet: facs release create makes one`;
    return { data: releases.map(toReleaseData), text: rows.length === 0 ? none : describeTable(rows).join('\n') };
  },
});
