/** Going back without a version: every host to the good release that it ran before, and still keeps. */
import type { DeploySettings, Host } from '../../core/definition/settings.ts';
import { computePlan, type PlanSubject } from '../../core/deploy/compute-plan.ts';
import type { HostFacts, KeptRelease } from '../../core/deploy/host-facts.ts';
import { fileChanges, type HostWork, NOTHING_TO_STAGE } from '../../core/deploy/host-work.ts';
import { type Clearing, clearingOn, protectionLines } from '../../core/deploy/in-place.ts';
import type { Plan } from '../../core/deploy/plan.ts';
import { operationFailure } from '../../core/error.ts';
import type { Talk } from '../ports/talk.ts';
import { type Deployment, hostFailure, type Member, type Reach } from './fleet.ts';
import { askFacts, checkFitness, probeHost } from './probe-host.ts';
import type { Prepared } from './roll-out.ts';

/**
 * Asks twice: what the host keeps, then how that release stands, files and all.
 * @throws operation `host/no-previous`; and as `probeHost`, `checkFitness`.
 */
export async function prepareRollback(
  host: Host,
  { settings, excludes }: Pick<Deployment, 'settings' | 'excludes'>,
  { reach, talk }: { readonly reach: Reach; readonly talk: Talk },
): Promise<Prepared> {
  const member = await probeHost(host, reach, Promise.resolve(undefined));
  try {
    const previous = findPrevious(member);
    const wanted = { ...previous.about, check: 'changed', directories: [] } as const;
    const facts = await askFacts(host, member.connection, Promise.resolve(wanted));
    if (facts.drift.size > 0) {
      const message = `${host.name}: ${facts.drift.size} files of ${previous.name} are no longer as they were sent`;
      talk.warn({ code: 'host/drift', message, hint: 'deploy that version to have them sent again' });
    }
    const prepared = {
      member: { ...member, facts },
      work: toWork(facts, previous, clearingOn(host, { settings, excludes }, [])),
      built: undefined,
    };
    const failure = checkFitness(prepared.member, prepared.work);
    if (failure !== undefined) throw operationFailure(failure);
    return prepared;
  } catch (error) {
    await member.connection.close();
    throw error;
  }
}

/** The plan; its release is that of the first host, and every host says its own. */
export function planRollback(
  subject: Pick<PlanSubject, 'project' | 'instance' | 'definitions'>,
  prepared: readonly Prepared[],
  settings: DeploySettings,
): Plan {
  const [first] = prepared;
  const githash = first?.work.to.release ?? '';
  const version = first?.member.facts.kept.find(({ name }) => name === first.work.folder)?.about?.version ?? '';
  const works = prepared.map(({ member, work }) => ({ host: member.host, work }));
  const release = { githash, version, tag: '', dirty: false };
  return { ...computePlan({ ...subject, release, channel: '' }, works, settings), once: [] };
}

type Known = KeptRelease & { readonly about: NonNullable<KeptRelease['about']> };

function findPrevious({ host, facts }: Member): Known {
  const kept = facts.kept.find(({ name }) => name === facts.previous);
  if (kept?.about !== undefined) return { ...kept, about: kept.about };
  throw hostFailure(host, {
    code: 'host/no-previous',
    message: 'it keeps no good release from before',
    retry: 'never',
    next: 'name the VERSION to go back to: its files are sent again',
  });
}

function toWork(facts: HostFacts, { name, about }: Known, inPlace: Clearing | undefined): HostWork {
  const current = facts.kept.find((each) => each.name === facts.current)?.about;
  const after = facts.manifests.get(name) ?? new Map();
  return {
    action: 'activate',
    from: current && { release: current.release, tree: current.tree },
    to: { release: about.release, tree: about.tree },
    folder: name,
    files: fileChanges(facts, after, inPlace),
    stage: NOTHING_TO_STAGE,
    directories: [],
    rules: inPlace === undefined ? [] : protectionLines(inPlace),
  };
}
