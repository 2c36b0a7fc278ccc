/** What people write into a meta repo, and what is made from it: each file must be understood by who reads it. */
import type { Result } from '../../result.ts';
import { parseChannel } from '../channel.ts';
import { parseFormat } from '../format.ts';
import { channelPath, releasePath } from '../paths.ts';
import { type Project, parseProject } from '../project.ts';
import type { Claim } from './claims.ts';
import { errorIn, type Finding, findingsOf, type Subject } from './finding.ts';

/** `meta/format` and the like: `facsimile.yaml` says by which rules all else is written. */
export function checkFormatFile(subject: Subject, text: string): readonly Finding[] {
  return issuesOf(subject, parseFormat(text), 'put back the version that was there before');
}

/** A file of settings that nobody understands, in the words of its reader. */
export function checkProject(subject: Subject, text: string): readonly Finding[] {
  return issuesOf(subject, parseProject(text, subject.path), 'write what is meant, or put back the version before');
}

/**
 * A channel: that it can be read, that the project has one of that name, and what it maps to.
 * @param project Undefined when there is none, or it cannot be read: then nobody can say.
 */
export function checkChannel(
  subject: Subject,
  text: string,
  { channel, project, of }: { readonly channel: string; readonly project: string; readonly of: Project | undefined },
): { readonly findings: readonly Finding[]; readonly claims: readonly Claim[] } {
  const read = parseChannel(text, subject.path);
  const findings = [
    ...issuesOf(subject, read, 'write what is meant, or put back the version before'),
    ...checkChannelName(subject, channel, { project, of }),
  ];
  const release = read.ok ? read.value.release : undefined;
  if (release === undefined) return { findings, claims: [] };
  const claim = { by: subject, path: releasePath(project, release), what: 'the release that it maps to' };
  return { findings, claims: [claim] };
}

/** `channel/unknown`: a channel that `project.yaml` does not list is deployed by nobody. */
export function checkChannelName(
  subject: Subject,
  channel: string,
  { project, of }: { readonly project: string; readonly of: Project | undefined },
): readonly Finding[] {
  if (of === undefined || of.channels.includes(channel)) return [];
  const message = `${project} has no channel ${channel}: its channels are ${of.channels.join(', ')}`;
  const remedy = `add it to channels: in ${project}/project.yaml, or take this file away`;
  return [errorIn(subject, 'channel/unknown', message, remedy)];
}

/** A listing for curl is made from a channel: without that it says what nobody decided. */
export function listingClaim(by: Subject, project: string, channel: string): Claim {
  return { by, path: channelPath(project, channel), what: 'the channel behind it' };
}

/** `flags/json`: no JSON object, which no program that reads flags would take. */
export function checkFlags(subject: Subject, text: string): readonly Finding[] {
  const remedy = 'write JSON as flagd reads it, or put back the version before';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [];
    return [errorIn(subject, 'flags/json', 'it holds no JSON object', remedy)];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [errorIn(subject, 'flags/json', `it is no JSON: ${error.message}`, remedy)];
  }
}

function issuesOf(subject: Subject, read: Result<unknown>, remedy: string): readonly Finding[] {
  return read.ok ? [] : findingsOf(subject, read.issues, remedy);
}
