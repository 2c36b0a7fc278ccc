/** `project.yaml`: what a project of the meta repo says about itself. */
import type { Member } from '../definition/value-node.ts';
import type { FileOrigin, Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readMapping } from '../yaml/read-mapping.ts';
import { parseName } from './names.ts';

/** A project as recorded. */
export interface Project {
  /** In the order of promotion; releases enter at the first. Never empty, each once. */
  readonly channels: readonly string[];
}

/** What the first release of a project writes. */
export const FIRST_PROJECT: Project = { channels: ['edge', 'stable'] };

const KEYS = ['channels'];

/**
 * Reads `project.yaml`. Issues: `project/invalid`, `meta/name`, and as `readMapping`, under `project/`.
 * @param path Of the file, for messages.
 */
export function parseProject(text: string, path: string): Result<Project> {
  const read = readMapping({ text, file: path, area: 'project', thing: 'project.yaml' });
  if (!read.ok) return read;
  const { members, origin } = read.value;
  const unknown = [...members].filter(([key]) => !KEYS.includes(key));
  const problems = unknown.map(([key, { key: at }]) => problem(at, `unknown key ${key}`, didYouMean(key, KEYS)));
  const channels = readChannels(members.get('channels'), origin, problems);
  return problems.length > 0 ? invalid(...problems) : valid({ channels });
}

function readChannels(member: Member | undefined, around: FileOrigin, problems: Issue[]): readonly string[] {
  const at = member?.key ?? around;
  const items = member?.value.kind === 'list' ? member.value.items : [];
  if (items.length === 0) problems.push(problem(at, 'channels: a list of names, the first is where releases enter'));
  const channels = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'scalar') {
      problems.push(problem(item.origin, 'channels: each is one name'));
      continue;
    }
    const channel = String(item.value);
    const name = parseName('channel', channel);
    if (!name.ok) problems.push(...name.issues.map((issue) => ({ ...issue, origin: item.origin })));
    if (channels.has(channel)) problems.push(problem(item.origin, 'channels: a name stands twice'));
    channels.add(channel);
  }
  return [...channels];
}

/** The text of a new `project.yaml`. */
export function encodeProject({ channels }: Project): string {
  const comment = '# Channels in the order of promotion; releases enter at the first.';
  return `${comment}\nchannels: [${channels.join(', ')}]\n`;
}

function problem(origin: FileOrigin, message: string, hint?: string): Issue {
  return { code: 'project/invalid', message, origin, ...(hint === undefined ? {} : { hint }) };
}
