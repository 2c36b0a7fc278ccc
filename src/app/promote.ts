/** Promotion as a proposal: a branch, and a pull request where the remote has them. */

import { inputFailure, isFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import type { Consent } from '../core/meta/promotion-rules.ts';
import { promotionBody, promotionTitle } from '../core/meta/promotion-text.ts';
import type { Secret } from '../core/secret.ts';
import { type Promotion, planPromotion, toChange } from './change-channel.ts';
import type { SeenMeta } from './gather/places.ts';
import type { OpenPullRequest } from './ports/forge.ts';
import type { Meta, MetaSnapshot } from './ports/meta-repo.ts';
import type { Ports } from './ports/ports.ts';
import { chooseProject, listProjects, readProject } from './projects.ts';
import { listReleases } from './releases.ts';

/** What is to be promoted, as the user named it. */
export interface PromotionInputs extends Consent {
  readonly project: string | undefined;
  /** Absent: the first channel, where releases enter. */
  readonly channel: string | undefined;
  readonly version: string;
  readonly 'top-dir': string;
}

/** A proposal that was made. Without a pull request the remote is no forge that we know: the branch is to be merged. */
export interface Proposal {
  readonly branch: string;
  readonly commit: string;
  readonly pullRequest: OpenPullRequest | undefined;
}

/** What the wish comes down to. @throws input as `planPromotion`, `project/which`. */
export async function readPromotion(seen: SeenMeta, inputs: PromotionInputs, ports: Ports): Promise<Promotion> {
  const { snapshot } = seen;
  const { version, rollback, force, reason, 'top-dir': topDir } = inputs;
  const { project, channel } = await nameProjectAndChannel(snapshot, inputs);
  const { channels } = await readProject(snapshot, project);
  try {
    const wish = { project, channel: channel ?? channels[0] ?? '', version, rollback, force, reason, topDir };
    return await planPromotion(seen, wish, ports);
  } catch (error) {
    const isUnknown = isFailure(error) && error.kind === 'input' && error.issues[0]?.code === 'release/unknown';
    if (!isUnknown || ![project, ...channels].includes(version)) throw error;
    throw await noVersion(snapshot, project, version);
  }
}

/** The last word is always VERSION: whoever leaves it out finds the word before it taken for one. */
async function noVersion(snapshot: MetaSnapshot, project: string, word: string) {
  const [newest] = await listReleases(snapshot, project, 1);
  const version = newest === undefined ? 'VERSION' : newest.version || newest.githash.slice(0, 12);
  const before = word === project ? project : `${project} ${word}`;
  return inputFailure({
    code: 'release/which',
    message: `which release? ${word} is the ${word === project ? 'project' : 'channel'}`,
    hint: `write the VERSION after it: facs promote ${before} ${version}`,
    origin: inputOrigin('VERSION'),
  });
}

/**
 * Pushes the branch and opens the pull request, or brings the open one up to date.
 * @param token For the pull request; absent: what the process was given for everything.
 * @throws as the ports.
 */
export async function propose(
  { ports, meta, token }: { readonly ports: Ports; readonly meta: Meta; readonly token: Secret<string> | undefined },
  promotion: Promotion,
): Promise<Proposal> {
  const { project, channel, from, to, reason, forced } = promotion;
  const branch = `promote/${project}/${channel.name}`;
  const { commit } = await meta.propose(branch, toChange(promotion));
  const forge = await ports.forge();
  if (!forge.hosts(meta.url)) return { branch, commit, pullRequest: undefined };
  const move = { project, channel: channel.name, from, to, reason, forced };
  const text = { title: promotionTitle(move), body: promotionBody(move), ...(token && { token }) };
  return { branch, commit, pullRequest: await forge.openPullRequest({ url: meta.url, branch, ...text }) };
}

/** Two words may be PROJECT VERSION or, where there is only one project, CHANNEL VERSION: the names in meta decide. */
async function nameProjectAndChannel(snapshot: MetaSnapshot, { project, channel }: PromotionInputs) {
  if (channel !== undefined || project === undefined)
    return { project: await chooseProject(snapshot, project), channel };
  const projects = await listProjects(snapshot);
  const [only] = projects;
  if (projects.includes(project) || projects.length !== 1 || only === undefined)
    return { project: await chooseProject(snapshot, project), channel };
  return { project: only, channel: project };
}
