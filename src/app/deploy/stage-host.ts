/** The second execution: one tar stream that becomes a complete release folder beside the others. */
import { encodeAbout } from '../../core/deploy/about.ts';
import type { HostWork } from '../../core/deploy/host-work.ts';
import { releasePath } from '../../core/deploy/manifest.ts';
import { STREAM, stageCommand } from '../../core/deploy/scripts/stage.ts';
import { parseStageAnswer, type StageAnswer } from '../../core/deploy/stage-answer.ts';
import type { BuiltTree, TreeEntry } from '../../core/tree/tree.ts';
import type { ArchiveEntry } from '../ports/archives.ts';
import type { Finished } from '../ports/hosts.ts';
import { describeEnding } from './finished.ts';
import { type Deployment, type DeployPorts, hostFailure, type Member } from './fleet.ts';
import { lackOfLibraries, passedOver } from './libcheck.ts';

/** Less than this and what failed, failed for want of room. */
const FULL_KIB = 64;

/** What one host gets. */
interface Staging {
  readonly member: Member;
  readonly work: HostWork;
  readonly built: BuiltTree;
}

/** Nothing that runs is touched. @throws operation `host/full`, `host/libraries`, `host/stage`, `ssh/closed`: the host is as it was. */
export async function stageHost(
  deployment: Deployment,
  { member, work, built }: Staging,
  ports: DeployPorts,
): Promise<void> {
  const { facts, connection } = member;
  const archives = await ports.archives();
  const finished = await connection.execute({
    command: stageCommand({
      home: facts.home,
      deployment: deployment.id,
      name: work.folder,
      base: work.stage.base,
      sha256: facts.sha256,
      stat: facts.stat ?? 'none',
      renamer: facts.renamer ?? 'none',
      check: deployment.check,
    }),
    stdin: archives.stream(streamEntries(deployment, { member, work, built })),
  });
  const answer = parseStageAnswer(finished.stdout);
  if (!answer.staged) throw notStaged(member, finished, answer);
  if (answer.checked !== undefined) ports.talk.say(`${member.host.name}: libcheck ok, looked at ${answer.checked}`);
  ports.talk.say(`${member.host.name}: staged ${work.folder}`);
}

function* streamEntries(deployment: Deployment, { member, work, built }: Staging): Generator<ArchiveEntry> {
  const ignored = passedOver(deployment.settings, member.host);
  const { send, sent, dropped } = work.stage;
  yield toFile(STREAM.about, encodeAbout(aboutOf(deployment, work)), 0o644);
  yield toFile(STREAM.sent, toLines(sent), 0o600);
  yield toFile(STREAM.dropped, toLines(dropped), 0o600);
  if (ignored !== undefined) yield toFile(STREAM.ignored, toLines(ignored), 0o600);
  const mtime = deployment.release.committedAt;
  yield treeFolder(mtime);
  for (const entry of send) yield toMember(entry, built, mtime);
}

function aboutOf({ id, project, instance, release, definitions }: Deployment, { to }: HostWork) {
  const { version, repos } = release;
  return { ...to, project, instance, version, repos, definitions, deployment: id };
}

/** How the stream has an entry of a tree. @param mtime Seconds since 1970. */
export function toMember(entry: TreeEntry, built: BuiltTree, mtime: number): ArchiveEntry {
  const common = {
    path: `${STREAM.tree}/${releasePath(entry.path)}`,
    mode: Number.parseInt(entry.mode, 8),
    mtime,
  };
  if (entry.content.kind === 'link') {
    return { ...common, kind: 'link', size: 0, target: entry.content.target, open: nothing };
  }
  const content = built.contents.get(entry.path);
  if (entry.content.kind === 'dir' || content === undefined) return { ...common, kind: 'dir', size: 0, open: nothing };
  return { ...common, kind: 'file', size: content.size, open: () => content.open() };
}

/** How the stream has the folder of all that is sent. @param mtime Seconds since 1970. */
export function treeFolder(mtime: number): ArchiveEntry {
  return { path: STREAM.tree, kind: 'dir', mode: 0o755, mtime, size: 0, open: nothing };
}

/** A small file of the stream. */
export function toFile(path: string, text: string, mode: number): ArchiveEntry {
  const bytes = new TextEncoder().encode(text);
  return {
    path,
    kind: 'file',
    mode,
    mtime: 0,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** Each line ended. */
export function toLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function notStaged({ host, facts }: Member, finished: Finished, answer: StageAnswer) {
  const { failed, spaceKib } = answer;
  if (finished.ending.kind === 'closed') {
    const message = 'the connection broke while files were sent';
    return hostFailure(host, { code: 'ssh/closed', message, retry: 'safe' });
  }
  if (spaceKib !== undefined && spaceKib < FULL_KIB) {
    return hostFailure(host, {
      code: 'host/full',
      message: `${facts.home} is full (${describeEnding(finished)})`,
      retry: 'safe',
      next: `free space on ${host.name}, then run the same command again`,
    });
  }
  const lacks = lackOfLibraries(host, answer);
  if (lacks !== undefined) return lacks;
  return hostFailure(host, {
    code: 'host/stage',
    message: `the release could not be staged: ${failed ?? 'it broke off'} (${describeEnding(finished)})`,
    retry: 'safe',
  });
}
