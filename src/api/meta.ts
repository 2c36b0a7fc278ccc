/**
 * `facsimile/meta`: reads and writes the memory of what was released, promoted and deployed.
 *
 *     import { openMeta } from 'facsimile/meta';
 *
 *     const meta = await openMeta('https://github.com/acme/meta');
 *     for (const path of await meta.list('shop/releases')) console.log((await meta.get(path)).record);
 *
 * Errors are `Error`s with a `code` as the documentation of each function names it. Those of kind `input` mean that what
 * was given is wrong, and say all of it in `issues`; those of kind `operation` mean that something outside refused, and
 * say in `retry` whether to try again.
 */
import { systemClock } from '../adapters/clock/system-clock.ts';
import { memoryMetaRepo } from '../adapters/memory/memory-meta-repo.ts';
import { randomIds } from '../adapters/random/random-ids.ts';
import { firstChange } from '../app/init-meta.ts';
import type { Meta } from '../app/ports/meta-repo.ts';
import type { Environment } from '../app/ports/ports.ts';
import type { Talk } from '../app/ports/talk.ts';
import { readLogin, toEnvironment } from '../cli/environment.ts';
import { unwrap } from '../core/error.ts';
import { describeIssue } from '../core/issue.ts';
import type { MetaFile } from '../core/meta/meta-file.ts';
import { parseMetaFile, toMetaFile } from '../core/meta/meta-file.ts';
import { checkEvent } from '../core/meta/new-event.ts';
import type { EventFile, MetaEvent, MetaRecord } from '../core/meta/record.ts';
import { secret } from '../core/secret.ts';
import { wire } from '../wire.ts';
import { type MetaAt, openRevision, toMetaAt } from './meta-at.ts';

/** How to open a meta repo. */
export interface OpenOptions {
  /** For HTTPS, and for `github:`. SSH uses the keys and known hosts that `ssh` itself would use. */
  readonly token?: string;
  /** A commit (7 digits or more), branch or tag to look at. Absent: what is newest. */
  readonly at?: string;
  /** Folder for the local copy, which may be deleted at any time. Absent: `.facsimile` in the working folder. */
  readonly topDir?: string;
  /** Who writes, as commits and events name it. Absent: the actor of the CI run, else the login name. */
  readonly who?: string;
  /** Is told what deserves a look and stops nothing. Absent: nobody is. */
  readonly warn?: (text: string) => void;
}

/**
 * Opens the meta repo at a git URL, in a local folder, or at `github:owner/repo`, which goes through GitHub's API and
 * needs no git.
 * @throws `meta/not-meta`, `meta/url`, `meta/format`, `meta/revision`, `meta/unreachable`, `meta/denied`.
 */
export async function openMeta(address: string, options: OpenOptions = {}): Promise<MetaAt> {
  const { token, topDir = '.facsimile' } = options;
  const repo = await wire(environmentOf(options), quietTalk(options)).metaRepo(topDir);
  const meta = await repo.open({ url: address, ...(token === undefined ? {} : { token: secret(token) }) });
  return view(meta, options.at);
}

/**
 * A new, empty meta repo in memory, for tests of programs that read or write one: it keeps history and refuses what
 * another would refuse.
 */
export async function openMemoryMeta(options: Pick<OpenOptions, 'who'> = {}): Promise<MetaAt> {
  const { actor } = environmentOf(options);
  const repo = memoryMetaRepo({ store: new Map(), actor, now: systemClock.now });
  const address = { url: 'memory:' };
  await repo.init(address, firstChange([]));
  return view(await repo.open(address), undefined);
}

/** What a new event says. */
export interface EventParts {
  readonly project: string;
  /** What happened: lowercase words joined by `-`; none of those that facs writes itself. */
  readonly event: string;
  /** Texts by lowercase words joined by `-`. Never a secret. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The instance that it is about. Absent: the project as a whole. */
  readonly instance?: string;
  readonly who?: string;
  readonly inputs?: readonly EventFile[];
  readonly outputs?: readonly EventFile[];
}

/** An event of now, with an id of its own, for `set`. @throws `event/kind`, `event/field`, `event/too-large`, `meta/name`. */
export function newEvent({ fields = {}, instance = '', who, ...parts }: EventParts): MetaEvent {
  const at = systemClock.now();
  const { actor, runUrl = '' } = environmentOf({});
  const id = randomIds.ulid(at);
  return unwrap(checkEvent({ kind: 'event', ...parts, id, fields, instance, who: who ?? actor, runUrl, at }));
}

/** The file of these bytes, for a program that got them elsewhere: from a clone, or by HTTP. @throws `meta/not-a-record`. */
export function parseFile(path: string, bytes: Uint8Array): MetaFile {
  return unwrap(parseMetaFile(path, bytes));
}

/** The file of a record. @param project Of a tree, which does not know its own. */
export function toFile(record: MetaRecord, project?: string): MetaFile {
  return toMetaFile(record, project);
}

async function view(meta: Meta, at: string | undefined): Promise<MetaAt> {
  return toMetaAt(meta, await openRevision(meta, at));
}

function environmentOf({ who }: Pick<OpenOptions, 'who'>): Environment {
  const environment = toEnvironment(process.env, process.cwd(), readLogin());
  return who === undefined ? environment : { ...environment, actor: who };
}

function quietTalk({ warn }: OpenOptions): Talk {
  return {
    say: () => undefined,
    warn: (issue) => warn?.(describeIssue(issue)),
    group: (_, work) => work(),
    mask: () => undefined,
  };
}
