/** `install.groups`: what goes into the tree beside templates and `extra/` (F-53 … F-62). */
import { describePath, isObject, type Json, type JsonObject } from '../json.ts';
import type { ValuePath } from './definition.ts';
import { OPERATING_SYSTEM } from './names.ts';
import { choice, flag, text } from './scalars.ts';
import type { InstallGroup } from './settings.ts';
import { list, mapping, optional, preset, type Report, type Shape } from './shape.ts';

const inside = text(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/, 'a path inside the source, without ..');
const regex = text(undefined, 'a regular expression');

const common = {
  system: optional(
    text(OPERATING_SYSTEM, 'an operating system, the first part of a platform: linux'),
    'Only for hosts of this operating system.',
  ),
};

const copy = mapping({
  type: preset(choice('copy'), 'copy', 'copy (the default), binary or tmpl.'),
  files: preset(list(inside), [], 'Files of the source at the release.'),
  optfiles: preset(list(inside), [], 'The same, but those that are not there are left out.'),
  dir: optional(inside, 'Folder of the source, with all in it.'),
  glob: preset(list(inside), [], 'Only files of dir, or of the whole source, that match one of these: **/*.css'),
  pattern: optional(regex, 'What of each path to replace, everywhere it matches.'),
  replace: optional({ schema: { type: 'string' }, read: readReplace }, 'What to put there; $1 is the first group.'),
  ...common,
});

const binary = mapping({
  type: preset(choice('binary'), 'binary', 'binary'),
  name: optional(text(), 'Name of the release’s binary.'),
  into: preset(
    { schema: { ...inside.schema, minLength: 0 }, read: readInto },
    '',
    'Folder of the tree to unpack into; its root by default.',
  ),
  ...common,
});

const tmpl = mapping({
  type: preset(choice('tmpl'), 'tmpl', 'tmpl'),
  dir: optional(inside, 'Folder of templates, beside or in the define folder.'),
  skip: optional(regex, 'Folders and file names that match are left out.'),
  render_files: preset(flag, true, 'false: files are copied as they are.'),
  ...common,
});

const kinds = { copy, binary, tmpl };

// A list replaces the one beneath it, so a group stands in one layer whole: what it needs can be said of the layer.
const schemas: Json[] = [
  { ...copy.schema, type: 'object', anyOf: ['files', 'optfiles', 'dir', 'glob'].map((key) => needs(key)) },
  { ...binary.schema, type: 'object', ...needs('type', 'name') },
  { ...tmpl.schema, type: 'object', ...needs('type', 'dir') },
];

/** Each group by its `type`, with exactly the keys of that type. */
export const installGroups: Shape<readonly InstallGroup[]> = list({
  schema: { anyOf: schemas },
  read: readGroup,
});

function readGroup(value: Json, at: ValuePath, report: Report): InstallGroup | undefined {
  const given = isObject(value) ? (value['type'] ?? 'copy') : 'copy';
  if (given === 'copy') return readCopy(value, at, report);
  if (given === 'binary') return readBinary(value, at, report);
  if (given === 'tmpl') return readTmpl(value, at, report);
  const message = `${describePath(at)}.type must be one of ${Object.keys(kinds).join(', ')}`;
  report({ code: 'definition/value', at: [...at, 'type'], message });
  return undefined;
}

function readCopy(value: Json, at: ValuePath, report: Report): InstallGroup | undefined {
  const group = copy.read(value, at, report);
  if (group === undefined) return undefined;
  const { files, optfiles, dir, glob, pattern, replace } = group;
  if (files.length + optfiles.length + glob.length === 0 && dir === undefined)
    missing(at, report, 'a copy group needs files, optfiles, dir or glob');
  if ((pattern === undefined) !== (replace === undefined)) missing(at, report, 'pattern and replace go together');
  if (pattern !== undefined) checkRegex(pattern, [...at, 'pattern'], report);
  return {
    type: 'copy',
    files,
    optfiles,
    glob,
    ...(dir === undefined ? {} : { dir }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(replace === undefined ? {} : { replace }),
    ...systemOf(group),
    at,
  };
}

function readBinary(value: Json, at: ValuePath, report: Report): InstallGroup | undefined {
  const group = binary.read(value, at, report);
  if (group?.name !== undefined) return { type: 'binary', name: group.name, into: group.into, ...systemOf(group), at };
  if (group !== undefined) missing(at, report, 'a binary group needs the name of a binary');
  return undefined;
}

function readTmpl(value: Json, at: ValuePath, report: Report): InstallGroup | undefined {
  const group = tmpl.read(value, at, report);
  if (group?.skip !== undefined) checkRegex(group.skip, [...at, 'skip'], report);
  if (group?.dir === undefined) {
    if (group !== undefined) missing(at, report, 'a tmpl group needs dir');
    return undefined;
  }
  const { dir, skip, render_files: renderFiles } = group;
  return { type: 'tmpl', dir, ...(skip === undefined ? {} : { skip }), renderFiles, ...systemOf(group), at };
}

function systemOf({ system }: { readonly system: string | undefined }): { readonly system?: string } {
  return system === undefined ? {} : { system };
}

function readReplace(value: Json, at: ValuePath, report: Report): string | undefined {
  if (typeof value === 'string') return value;
  report({ code: 'definition/value', at, message: `${describePath(at)} must be text` });
  return undefined;
}

function readInto(value: Json, at: ValuePath, report: Report): string | undefined {
  return value === '' ? '' : inside.read(value, at, report);
}

function checkRegex(source: string, at: ValuePath, report: Report): void {
  try {
    new RegExp(source);
  } catch (error) {
    report({ code: 'definition/value', at, message: `${describePath(at)}: ${(error as Error).message}` });
  }
}

function missing(at: ValuePath, report: Report, message: string): void {
  report({ code: 'definition/missing', at, message: `${describePath(at)}: ${message}` });
}

/** JSON Schema for keys that must be there with a value in them. */
function needs(...keys: readonly string[]): JsonObject {
  const something = { not: { enum: [null, []] } };
  return { required: [...keys], allOf: [{ properties: Object.fromEntries(keys.map((key) => [key, something])) }] };
}
