/** `project.yaml`: what a project of the meta repo says about itself. */
import { parseDocument } from 'yaml';
import { fileOrigin, type Issue } from '../issue.ts';
import { isObject } from '../json.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
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
 * Reads `project.yaml`.
 * @param path Of the file, for messages.
 */
export function parseProject(text: string, path: string): Result<Project> {
  const document = parseDocument(text);
  const problems: Issue[] = document.errors.map((error) => ({
    code: 'project/yaml',
    message: error.message,
    origin: fileOrigin(path, error.linePos?.[0].line, error.linePos?.[0].col),
  }));
  if (problems.length > 0) return invalid(...problems);
  const value: unknown = document.toJS();
  if (!isObject(value)) return invalid(issueAt(path, 'project.yaml is a mapping'));
  for (const key of Object.keys(value).filter((each) => !KEYS.includes(each))) {
    problems.push(issueAt(path, `unknown key ${key}`, didYouMean(key, KEYS)));
  }
  const channels = Array.isArray(value['channels']) ? value['channels'].map(String) : [];
  if (channels.length === 0)
    problems.push(issueAt(path, 'channels: a list of names, the first is where releases enter'));
  if (new Set(channels).size < channels.length) problems.push(issueAt(path, 'channels: a name stands twice'));
  for (const channel of channels) {
    const name = parseName('channel', channel);
    if (!name.ok) problems.push(...name.issues.map((issue) => ({ ...issue, origin: fileOrigin(path) })));
  }
  return problems.length > 0 ? invalid(...problems) : valid({ channels });
}

/** The text of a new `project.yaml`. */
export function encodeProject({ channels }: Project): string {
  const comment = '# Channels in the order of promotion; releases enter at the first.';
  return `${comment}\nchannels: [${channels.join(', ')}]\n`;
}

function issueAt(path: string, message: string, hint?: string): Issue {
  return { code: 'project/invalid', message, origin: fileOrigin(path), ...(hint === undefined ? {} : { hint }) };
}
