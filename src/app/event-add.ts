/** Recording what a program of somebody else did: a kind, texts, and the digests of its files. */
import { posix } from 'node:path';
import { inputFailure, unwrap } from '../core/error.ts';
import { fileOrigin, type Issue, inputOrigin } from '../core/issue.ts';
import { checkEvent, MAX_EVENT_BYTES, tooLarge } from '../core/meta/new-event.ts';
import type { EventFile, MetaEvent } from '../core/meta/record.ts';
import { toRecordChange } from '../core/meta/record-change.ts';
import { readMapping } from '../core/yaml/read-mapping.ts';
import { decodeText } from './decode-text.ts';
import type { Surroundings } from './land-records.ts';
import { measureFile } from './measure-file.ts';
import { type MetaInputs, openMeta } from './open-meta.ts';
import type { LocalFiles } from './ports/local-files.ts';
import { chooseProject } from './projects.ts';

/** What is asked for. */
export interface EventInputs extends MetaInputs {
  readonly project?: string | undefined;
  readonly kind: string;
  readonly instance?: string | undefined;
  /** Each `NAME=VALUE`. */
  readonly field: readonly string[];
  /** File with further ones. */
  readonly fields?: string | undefined;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly 'dry-run': boolean;
}

/** An event, and the commit that recorded it; none in a dry run. */
export interface AddedEvent {
  readonly event: MetaEvent;
  readonly commit: string | undefined;
}

/**
 * Records it. @throws input `event/kind`, `event/field`, `event/file`, `event/too-large`, and as `chooseProject`, all of
 * the event's own at once; as `Meta.append`.
 */
export async function addEvent(inputs: EventInputs, { ports, environment }: Surroundings): Promise<AddedEvent> {
  const files = await ports.files();
  const problems: Issue[] = [];
  const fields = { ...(await readFields(inputs.fields, files, problems)), ...parseFields(inputs.field, problems) };
  const read = await readFiles(inputs.input, '--input', { files, cwd: environment.cwd, problems });
  const made = await readFiles(inputs.output, '--output', { files, cwd: environment.cwd, problems });
  const meta = await openMeta(ports, inputs);
  const project = await chooseProject(await meta.snapshot(), inputs.project);
  const at = ports.clock.now();
  const { kind: event, instance = '' } = inputs;
  const { actor: who, runUrl = '' } = environment;
  const record: MetaEvent = {
    kind: 'event',
    ...{ id: (await ports.ids()).ulid(at), event, project, instance, fields, who, runUrl, at },
    ...{ inputs: read, outputs: made },
  };
  const checked = checkEvent(record);
  if (!checked.ok) problems.push(...checked.issues.map(placed));
  if (problems.length > 0) throw inputFailure(...problems);
  if (inputs['dry-run']) return { event: record, commit: undefined };
  const { commit } = await meta.append({ ...toRecordChange(project, [record]), changed: [] });
  return { event: record, commit };
}

interface Looking {
  readonly files: LocalFiles;
  readonly cwd: string;
  readonly problems: Issue[];
}

async function readFiles(paths: readonly string[], flag: string, { files, cwd, problems }: Looking) {
  const found: EventFile[] = [];
  for (const path of paths) {
    const refuse = (message: string, hint: string) =>
      void problems.push({ code: 'event/file', message, hint, origin: inputOrigin(flag) });
    const measured = await measureFile(files, path);
    if (measured !== undefined) found.push({ path: recordedPath(path, cwd), ...measured });
    else if (await files.isFolder(path)) refuse(`${path} is a folder`, 'name its files, or an archive of it');
    else refuse(`${path} is not there`, 'a file is named as this program would open it');
  }
  return found;
}

/** As the record keeps it: what lies where the program ran must not name a machine's folders. */
function recordedPath(path: string, cwd: string): string {
  const absolute = posix.resolve(cwd, path);
  return absolute.startsWith(`${cwd}/`) ? absolute.slice(cwd.length + 1) : absolute;
}

function parseFields(texts: readonly string[], problems: Issue[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const text of texts) {
    const [, name, value = ''] = /^([^=]*)=([\s\S]*)$/.exec(text) ?? [];
    const refuse = (message: string) =>
      void problems.push({ code: 'event/field', message, origin: inputOrigin('--field') });
    if (name === undefined) refuse(`"${text}" is no NAME=VALUE`);
    else if (Object.hasOwn(fields, name)) refuse(`the field ${name} is given twice`);
    else fields[name] = value;
  }
  return fields;
}

async function readFields(path: string | undefined, files: LocalFiles, problems: Issue[]) {
  if (path === undefined) return {};
  const measured = await measureFile(files, path);
  const refuse = (issue: Issue) => {
    problems.push({ ...issue, origin: inputOrigin('--fields') });
    return {};
  };
  if (measured === undefined) return refuse({ code: 'event/file', message: `${path} is not there` });
  // Nothing that large can be recorded, so none of it need be understood.
  if (measured.size > MAX_EVENT_BYTES) return refuse(tooLarge(measured.size));
  const text = unwrap(decodeText((await files.read(path)) ?? new Uint8Array(), path, 'event'));
  const { members } = unwrap(readMapping({ text, file: path, area: 'event', thing: 'a file of fields' }));
  return Object.fromEntries(
    [...members].flatMap(([name, { value, key }]) => {
      if (value.kind === 'scalar') return [[name, String(value.value ?? '')]];
      problems.push({
        code: 'event/field',
        message: `the field ${name} must be one text`,
        origin: key ?? fileOrigin(path),
      });
      return [];
    }),
  );
}

function placed(issue: Issue): Issue {
  const flag = { 'event/kind': '--kind', 'event/field': '--field', 'meta/name': '--instance' }[issue.code];
  return flag === undefined || issue.origin !== undefined ? issue : { ...issue, origin: inputOrigin(flag) };
}
