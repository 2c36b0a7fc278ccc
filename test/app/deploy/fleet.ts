/** Real hosts, trees in memory, and the engine between them: what the tests of deploying share. */

import { tarArchives } from '../../../src/adapters/archive/tar-archives.ts';
import { systemClock } from '../../../src/adapters/clock/system-clock.ts';
import { randomIds } from '../../../src/adapters/random/random-ids.ts';
import { sshHosts } from '../../../src/adapters/ssh/ssh-hosts.ts';
import { type Deployment, type DeployPorts, hostFailure } from '../../../src/app/deploy/fleet.ts';
import { rollOut } from '../../../src/app/deploy/roll-out.ts';
import { surveyFleet } from '../../../src/app/deploy/survey.ts';
import { contentOf } from '../../../src/app/tree/content.ts';
import type { DeploySettings, Hooks, Host } from '../../../src/core/definition/settings.ts';
import type { HostReport } from '../../../src/core/deploy/host-report.ts';
import type { Plan } from '../../../src/core/deploy/plan.ts';
import { unwrap } from '../../../src/core/error.ts';
import type { ExcludeRule } from '../../../src/core/install/exclude-rules.ts';
import { secret } from '../../../src/core/secret.ts';
import { assembleTree } from '../../../src/core/tree/assemble.ts';
import type { Piece } from '../../../src/core/tree/piece.ts';
import type { BuiltTree } from '../../../src/core/tree/tree.ts';
import type { Sshd } from '../../support/sshd.ts';

/** A file as a test writes it: its text; or with a mode, a link's target, an empty folder, a secret. */
export type TestFile =
  | string
  | { readonly text: string; readonly mode?: string; readonly secret?: boolean }
  | { readonly link: string }
  | { readonly dir: string };

/** The settings of a deploy that does nothing but switch. */
export const PLAIN: DeploySettings = {
  layout: 'releases',
  shared: [],
  keepReleases: 5,
  rootAllow: [],
  hooks: { once: [], before: [], after: [], drain: [], readd: [] },
  forwardOnly: false,
  skipUnreachable: false,
  postcmd: [],
  restart: [],
  lockWaitMs: 1000,
  allowEmpty: false,
};

/** A tree of these files. */
export function treeOf(files: Readonly<Record<string, TestFile>>): BuiltTree {
  const pieces = Object.entries(files).map(([path, file]) => toPiece(`_DEPLOY_/${path}`, file));
  return unwrap(assembleTree(pieces, secret(new Uint8Array(32).fill(7))));
}

/** What differs from a deploy that does nothing but switch. */
export type TestSettings = Partial<Omit<DeploySettings, 'hooks'>> & { readonly hooks?: Partial<Hooks> };

/** The settings of a deploy with these. */
export function settingsWith(settings: TestSettings = {}): DeploySettings {
  return { ...PLAIN, ...settings, hooks: { ...PLAIN.hooks, ...settings.hooks } };
}

/** What a test may say of one deploy. */
export interface TestDeploy {
  readonly hosts: readonly (Sshd | { readonly host: Host; readonly privateKey: string })[];
  readonly files: Readonly<Record<string, TestFile>>;
  /** One digit, repeated: the githash of the release. */
  readonly release: string;
  readonly settings?: TestSettings;
  readonly check?: 'changed' | 'all';
  /** Of the state. */
  readonly directories?: readonly string[];
  readonly interruption?: AbortSignal;
  readonly excludes?: readonly ExcludeRule[];
  /** So many connections to each host, then it is out of reach. */
  readonly connections?: number;
  /** Between the plan and the first change. */
  readonly meanwhile?: () => Promise<void>;
}

/** What came of it. */
export interface Deployed {
  readonly plan: Plan;
  readonly reports: readonly HostReport[];
  readonly said: readonly string[];
}

/** The plan of it; nothing is changed. */
export async function look(wish: TestDeploy): Promise<Plan> {
  const { survey } = await open(wish);
  await survey.close();
  return survey.plan;
}

/** Deploys for real. */
export async function deploy(wish: TestDeploy): Promise<Deployed> {
  const said: string[] = [];
  const ports: DeployPorts = {
    archives: async () => tarArchives,
    clock: systemClock,
    talk: { say: (line) => said.push(line), warn: () => undefined, mask: () => undefined, group: (_, work) => work() },
  };
  const { deployment, reach, survey } = await open(wish);
  try {
    await wish.meanwhile?.();
    if (survey.refused !== undefined) return { plan: survey.plan, reports: survey.refused, said };
    const begin = async () => undefined;
    const reports = await rollOut(
      survey.prepared,
      { deployment, plan: survey.plan, reach, begin, leave: false },
      ports,
    );
    return { plan: survey.plan, reports, said };
  } finally {
    await survey.close();
  }
}

async function open(wish: TestDeploy) {
  const inPlace = wish.settings?.layout === 'inplace' ? { inPlace: { cleared: 'shop' } } : {};
  const hosts = wish.hosts.map(({ host }): Host => ({ ...host, ...inPlace }));
  const keys = new Map(wish.hosts.map(({ host, privateKey }) => [host.name, privateKey]));
  const made = new Map<string, number>();
  const reach = async (host: Host) => {
    made.set(host.name, (made.get(host.name) ?? 0) + 1);
    if ((made.get(host.name) ?? 0) > (wish.connections ?? Number.POSITIVE_INFINITY)) {
      throw hostFailure(host, { code: 'ssh/unreachable', message: 'out of reach', retry: 'safe' });
    }
    return sshHosts().connect(host, { key: secret(keys.get(host.name) ?? '') });
  };
  const deployment = toDeployment(wish);
  const built = treeOf(wish.files);
  const wishes = Promise.resolve({
    built: new Map(hosts.map((host) => [host.name, built])),
    directories: wish.directories ?? [],
  });
  const survey = await surveyFleet(deployment, { hosts, wishes, reach });
  return { deployment, reach, survey };
}

/** The githash of a release in these tests. */
export function githash(digit: string): string {
  return digit.repeat(40);
}

function toDeployment({ release, settings, check, interruption, excludes }: TestDeploy): Deployment {
  return {
    id: randomIds.ulid(Date.now()),
    project: 'shop',
    instance: 'production.eu',
    release: {
      githash: githash(release),
      version: `${release}.0`,
      tag: `v${release}.0`,
      committedAt: 1_700_000_000,
      repos: [{ name: 'shop', url: 'https://git.example/shop', githash: githash(release), path: '' }],
      dirty: false,
    },
    definitions: { url: '', githash: '' },
    settings: settingsWith(settings),
    excludes: excludes ?? [],
    check: check ?? 'changed',
    partial: false,
    interruption: interruption ?? new AbortController().signal,
  };
}

function toPiece(path: string, file: TestFile): Piece {
  const origin = { kind: 'file', file: path, line: 1, column: 1 } as const;
  if (typeof file === 'string') return toPiece(path, { text: file });
  if ('link' in file) return { path, mode: '0777', body: { kind: 'link', target: file.link }, origin };
  if ('dir' in file) return { path, mode: file.dir, body: { kind: 'dir' }, origin };
  const content = contentOf(new TextEncoder().encode(file.text));
  return { path, mode: file.mode ?? '0644', body: { kind: 'file', content, secret: file.secret ?? false }, origin };
}
