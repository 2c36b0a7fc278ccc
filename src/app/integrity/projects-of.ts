/** The projects among the files of a commit, and what each says of itself. */
import type { Surroundings } from '../../core/meta/integrity/check-file.ts';
import { errorIn, type Finding } from '../../core/meta/integrity/finding.ts';
import { isOfProject } from '../../core/meta/integrity/place.ts';
import { type Project, parseProject } from '../../core/meta/project.ts';
import { decodeText } from '../decode-text.ts';
import type { MetaHistory } from '../ports/meta-history.ts';
import type { TipView } from './tip-view.ts';

/** Top folders that hold, or held, what only a project has. */
export function projectsOf(paths: Iterable<string>): ReadonlySet<string> {
  const projects = new Set<string>();
  for (const path of paths) if (isOfProject(path)) projects.add(path.slice(0, path.indexOf('/')));
  return projects;
}

/** Reads their `project.yaml`. */
export async function readSurroundings(
  { history, tip }: { readonly history: MetaHistory; readonly tip: TipView },
  projects: ReadonlySet<string>,
): Promise<Surroundings> {
  const found = new Map<string, Project | undefined>();
  for (const project of projects) {
    const path = `${project}/project.yaml`;
    const entry = await tip.entry(path);
    const bytes = entry?.kind === 'file' ? (await history.readAll([entry.hash])).get(entry.hash) : undefined;
    found.set(project, bytes === undefined ? undefined : read(bytes, path));
  }
  return { projects: found, decode: decodeText };
}

/** `project/missing`: records of something that says nothing of itself. */
export async function checkProjectFiles(
  { tip, around }: { readonly tip: TipView; readonly around: Surroundings },
  commitOf: (path: string) => string,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const project of around.projects.keys()) {
    const path = `${project}/project.yaml`;
    if ((await tip.entry(path)) !== undefined || (await tip.folder(project)).length === 0) continue;
    const remedy = 'put it back as it was (facs meta log shows it), or take the folder away if it is none';
    const message = `${project} holds records or channels, and has no project.yaml: nobody finds the project`;
    findings.push(errorIn({ path, commit: commitOf(path) }, 'project/missing', message, remedy));
  }
  return findings;
}

function read(bytes: Uint8Array, path: string): Project | undefined {
  const text = decodeText(bytes, path, 'project');
  const project = text.ok ? parseProject(text.value, path) : undefined;
  return project?.ok === true ? project.value : undefined;
}
