/** All sources of an instance's trees, weakest first, read and ready for any host. */
import { systemOf } from '../../core/definition/overrides.ts';
import type { InstallGroup } from '../../core/definition/settings.ts';
import type { FileSet } from '../../core/files.ts';
import { fileOrigin, type Issue, type Origin } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { DEPLOY } from '../../core/tree/assemble.ts';
import { MODE, type Piece } from '../../core/tree/piece.ts';
import type { TreeInputs } from '../build-trees.ts';
import { type BinaryPorts, openBinary } from './binary-pieces.ts';
import { contentOf } from './content.ts';
import { openCopies, openExtra, whereWritten } from './copy-pieces.ts';
import type { PieceSource } from './pieces.ts';
import { findFolder } from './project-folders.ts';
import { openTemplates, type Rendering, type TemplateGroup } from './template-pieces.ts';

/** What opening needs besides the inputs. */
export interface Opening {
  readonly rendering: Rendering;
  readonly ports: BinaryPorts;
}

/**
 * Templates of `tmpl/` (unless a group of the definition says which templates), `extra/`, the install groups in the
 * order written, the version file. Issues of all of them together.
 */
export async function openSources(inputs: TreeInputs, opening: Opening): Promise<Result<readonly PieceSource[]>> {
  const groups = inputs.definition.settings.install;
  const implied = groups.some((group) => group.type === 'tmpl') ? [] : [openDefaultTemplates(inputs, opening)];
  const opened = await Promise.all([
    ...implied,
    openExtras(inputs),
    ...groups.map((group) => openGroup(group, inputs, opening)),
    valid(versionFile(inputs)),
  ]);
  const issues = opened.flatMap((source) => (source.ok ? [] : source.issues));
  return issues.length > 0 ? invalid(...issues) : valid(opened.flatMap((source) => (source.ok ? [source.value] : [])));
}

async function openDefaultTemplates(inputs: TreeInputs, opening: Opening): Promise<Result<PieceSource>> {
  const folder = await findFolder('tmpl', inputs);
  if (!folder.ok) return folder;
  return folder.value === undefined ? valid(nothing) : open(folder.value, { renderFiles: true }, inputs, opening);
}

async function openExtras(inputs: TreeInputs): Promise<Result<PieceSource>> {
  const folder = await findFolder('extra', inputs);
  if (!folder.ok) return folder;
  return folder.value === undefined ? valid(nothing) : openExtra(folder.value);
}

/** A group for one operating system gives the other hosts nothing. Issue: `install/system`, a host that does not say which it has. */
async function openGroup(group: InstallGroup, inputs: TreeInputs, opening: Opening): Promise<Result<PieceSource>> {
  const { system } = group;
  if (system === undefined) return openForAll(group, inputs, opening);
  const origin = whereWritten(inputs.definition, [...group.at, 'system']);
  const silent = inputs.hosts.filter((host) => systemOf(host) === undefined);
  if (silent.length > 0) return invalid(...silent.map(({ name }) => unknownSystem(name, origin)));
  const hosts = inputs.hosts.filter((host) => systemOf(host) === system);
  if (hosts.length === 0) return valid(nothing);
  const opened = await openForAll(group, { ...inputs, hosts }, opening);
  return opened.ok ? valid((host) => (systemOf(host) === system ? opened.value(host) : valid([]))) : opened;
}

function unknownSystem(name: string, origin: Origin | undefined): Issue {
  const message = `host ${name} has no platform, and this group goes by it: set hosts.${name}.platform`;
  return { code: 'install/system', message, ...(origin === undefined ? {} : { origin }) };
}

async function openForAll(group: InstallGroup, inputs: TreeInputs, opening: Opening): Promise<Result<PieceSource>> {
  const { definition, release, hosts, topDir } = inputs;
  if (group.type === 'copy') return openCopies(release.source, group, definition);
  const origin = whereWritten(definition, group.at);
  if (group.type === 'binary')
    return openBinary({ group, binaries: release.binaries, hosts, origin, topDir }, opening.ports);
  const folder = await findFolder(group.dir, inputs);
  if (!folder.ok) return folder;
  if (folder.value !== undefined) return open(folder.value, group, inputs, opening);
  const issue = { code: 'template/no-folder', message: `there is no folder ${group.dir} with templates` };
  return invalid({ ...issue, ...(origin === undefined ? {} : { origin }) });
}

function open(folder: FileSet, group: TemplateGroup, inputs: TreeInputs, opening: Opening) {
  return openTemplates(folder, group, inputs.hosts, opening.rendering);
}

function nothing() {
  return valid([]);
}

/** `etc/<project>.version`: the version, or the githash of a release without (F-61). */
function versionFile({ definition, release }: TreeInputs): PieceSource {
  const path = `${DEPLOY}etc/${definition.project}.version`;
  const text = `${release.version === '' ? release.githash : release.version}\n`;
  const body = { kind: 'file', content: contentOf(new TextEncoder().encode(text)), secret: false } as const;
  const piece: Piece = { path, mode: MODE.file, body, origin: fileOrigin(release.source.label) };
  return () => valid([piece]);
}
