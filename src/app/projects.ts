/** The projects of a meta repo. */
import { inputFailure, unwrap } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { parseName } from '../core/meta/names.ts';
import { projectPath } from '../core/meta/paths.ts';
import { type Project, parseProject } from '../core/meta/project.ts';
import { didYouMean } from '../core/nearest.ts';
import { decodeText } from './decode-text.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';

/** Names of all projects, in byte order. */
export async function listProjects(snapshot: MetaSnapshot): Promise<readonly string[]> {
  const folders = (await snapshot.children('')).filter((name) => name.endsWith('/')).map((name) => name.slice(0, -1));
  const names = folders.filter((name) => parseName('project', name).ok);
  const files = await snapshot.readAll(names.map(projectPath));
  return names.filter((_, i) => files[i] !== undefined);
}

/**
 * The project that a command is about: the one given, or the only one there is.
 * @throws input `project/unknown`, `project/which`.
 */
export async function chooseProject(snapshot: MetaSnapshot, given: string | undefined): Promise<string> {
  const names = await listProjects(snapshot);
  const [only] = names;
  if (given === undefined && names.length === 1 && only !== undefined) return only;
  if (given !== undefined && names.includes(given)) return given;
  throw given === undefined ? whichProject(names) : unknownProject(given, names);
}

/** What a project says of itself. @throws input `project/unknown`, `project/invalid`, `project/yaml`. */
export async function readProject(snapshot: MetaSnapshot, project: string): Promise<Project> {
  unwrap(parseName('project', project));
  const path = projectPath(project);
  const bytes = await snapshot.read(path);
  if (bytes === undefined) throw unknownProject(project, await listProjects(snapshot));
  return unwrap(parseProject(unwrap(decodeText(bytes, path, 'project')), path));
}

function whichProject(names: readonly string[]) {
  return inputFailure({
    code: 'project/which',
    message: names.length === 0 ? 'the meta repo has no project yet' : `which project? there are ${names.join(', ')}`,
    hint: names.length === 0 ? 'its first release makes one: facs release create' : 'name one as PROJECT',
    origin: inputOrigin('PROJECT'),
  });
}

function unknownProject(given: string, names: readonly string[]) {
  const first = 'it has none yet: the first release makes one, with facs release create';
  const known = names.length === 0 ? first : `there are ${names.join(', ')}`;
  return inputFailure({
    code: 'project/unknown',
    message: `the meta repo has no project ${given}`,
    hint: didYouMean(given, names) ?? known,
    origin: inputOrigin('PROJECT'),
  });
}
