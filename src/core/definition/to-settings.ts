/** From the checked keys to the settings that use-cases read: hosts by target, every default in place. */
import { describePath } from '../json.ts';
import { didYouMean } from '../nearest.ts';
import type { ValuePath } from './definition.ts';
import { isHostName } from './names.ts';
import { osOf } from './overrides.ts';
import type { Reading } from './read-layers.ts';
import type { Checked, CheckedHost } from './schema.ts';
import type { DeploySettings, Host, Settings } from './settings.ts';
import type { Report } from './shape.ts';

type Deploy = NonNullable<Checked['deploy']>;

/** What `instances:` and `projects:` say of the instance at hand. */
export interface Standing {
  readonly channel?: string;
  readonly environment?: string;
  readonly repo?: string;
  readonly srcDir?: string;
  /** The instance whose state it has; absent: its own. */
  readonly stateOf?: string;
}

/** Whose definition it is. */
export interface Owner {
  readonly project: string;
  readonly instance: string;
}

/** The checked keys, and where to tell what is wrong with them. */
export type Sources = Pick<Reading, 'checked' | 'report'>;

/**
 * The settings; undefined when a key is wrong. Rules over several keys: every host needs a user and a home, names of
 * hosts must be usable, and `destdir` and `nodes` exclude each other.
 *
 * @param otherwise By operating system: what is checked where hosts of it have something of their own.
 */
export function toSettings(
  { checked, report }: Sources,
  standing: Standing & Owner,
  otherwise: ReadonlyMap<string, Sources>,
): Settings | undefined {
  const { deploy, hosts: known, install, modules } = checked;
  if (deploy === undefined || known === undefined || install === undefined || modules === undefined) return undefined;
  const targets = [...deploy.nodes].map(([name, hosts]) => ({ name, hosts: [...new Set(hosts)] }));
  if (deploy.destdir !== undefined && targets.length > 0) {
    const message = 'deploy.destdir is for a deploy without nodes: remove one of them';
    report({ code: 'definition/value', at: ['deploy', 'destdir'], message });
  }
  const repo = checked.repo ?? standing.repo;
  const { channel, environment, srcDir = '' } = standing;
  return {
    ...(repo === undefined ? {} : { repo }),
    srcDir,
    ...(channel === undefined ? {} : { channel }),
    ...(environment === undefined ? {} : { environment }),
    deploy: toDeploy(deploy),
    hosts: toHosts(targets, { checked, known, report, otherwise }),
    targets,
    install: install.groups,
    state: {
      instance: standing.stateOf ?? standing.instance,
      ...(checked.state_scope === 'project' ? { project: standing.project } : {}),
    },
    ...(checked.build === undefined ? {} : { build: checked.build }),
    modules,
  };
}

function toDeploy(deploy: Deploy): DeploySettings {
  const { destdir, health, hooks, shared, postcmd, restart, waves, failure_budget: failureBudget } = deploy;
  return {
    layout: deploy.layout,
    ...(destdir === undefined ? {} : { destdir }),
    shared,
    keepReleases: deploy.keep_releases,
    rootAllow: deploy.root_allow,
    ...(health === undefined ? {} : { health }),
    hooks,
    postcmd,
    restart: [...restart].map(([glob, command]) => ({ glob, command: toCommand(command) })),
    ...(deploy.libcheck ? { libcheck: { ignored: Object.fromEntries(deploy.libcheck_ignorelist) } } : {}),
    ...(waves === undefined ? {} : { waves }),
    ...(failureBudget === undefined ? {} : { failureBudget }),
    forwardOnly: deploy.rollback === 'forward-only',
    skipUnreachable: deploy.unreachable === 'skip-and-record',
    lockWaitMs: deploy.lock_wait,
    allowEmpty: deploy.allow_empty,
  };
}

/** `app.service` alone names a systemd unit; anything else is the command itself. @source systemd.unit(5). */
function toCommand(written: string): string {
  return /^[\w@.:-]+\.(service|socket|timer|target|path)$/.test(written) ? `systemctl restart ${written}` : written;
}

interface HostSources {
  readonly checked: Checked;
  readonly known: ReadonlyMap<string, CheckedHost>;
  readonly report: Report;
  readonly otherwise: ReadonlyMap<string, Pick<Sources, 'checked'>>;
}

function toHosts(targets: Settings['targets'], sources: HostSources): readonly Host[] {
  const names = new Set(targets.flatMap((target) => target.hosts));
  return [...names].flatMap((name) => {
    const listed = targets.filter((target) => target.hosts.includes(name)).map((target) => target.name);
    return toHost(name, listed, sources) ?? [];
  });
}

function toHost(name: string, targets: readonly string[], { checked, known, report, otherwise }: HostSources) {
  const own = known.get(name);
  const { deploy, home: general } = (otherwise.get(osOf(own?.platform) ?? '') ?? { checked }).checked;
  const user = own?.user ?? deploy?.user;
  const home = own?.home ?? deploy?.home ?? general;
  const at: ValuePath = ['deploy', 'nodes', targets[0] ?? ''];
  if (otherwise.size > 0 && own?.platform === undefined) {
    const message = `host ${name} has no platform, and overrides go by it: set hosts.${name}.platform`;
    report({ code: 'definition/missing', at, message });
  }
  if (!isHostName(name)) {
    const hint = 'names are letters, digits, dots, - and _; anything else goes to hosts.NAME.address';
    report({ code: 'definition/value', at, message: `${describePath(at)}: "${name}" cannot be a host`, hint });
  }
  if (user === undefined) reportMissing('user', name, { at, known, report });
  if (home === undefined) reportMissing('home', name, { at, known, report });
  if (user === undefined || home === undefined) return undefined;
  return {
    name,
    targets,
    address: own?.address ?? name,
    port: own?.port ?? 22,
    user,
    home,
    ...(own?.region === undefined ? {} : { region: own.region }),
    labels: Object.fromEntries(own?.labels ?? []),
    ...(own?.platform === undefined ? {} : { platform: own.platform }),
    hostKeys: own?.host_keys ?? [],
  };
}

function reportMissing(
  what: 'user' | 'home',
  name: string,
  { at, known, report }: { at: ValuePath } & Pick<HostSources, 'known' | 'report'>,
): void {
  const hint = didYouMean(
    name,
    [...known.keys()].filter((each) => each !== name),
  );
  const places = what === 'home' ? 'home, deploy.home' : 'deploy.user';
  report({
    code: 'definition/missing',
    at,
    message: `host ${name} has no ${what}: set ${places} or hosts.${name}.${what}`,
    ...(hint === undefined ? {} : { hint }),
  });
}
