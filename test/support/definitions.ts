/** Definitions as values, for tests that need one and do not care how it was read. */
import type { Definition } from '../../src/core/definition/definition.ts';
import type { Module } from '../../src/core/definition/modules.ts';
import type { Host, InstallGroup, Settings } from '../../src/core/definition/settings.ts';
import { fileOrigin } from '../../src/core/issue.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { secret } from '../../src/core/secret.ts';
import type { State } from '../../src/core/state/state.ts';

/** A host of the target `web` unless said otherwise. */
export function host(name: string, over: Partial<Host> = {}): Host {
  return {
    name,
    targets: ['web'],
    address: `${name}.example.org`,
    port: 22,
    user: 'app',
    home: '/srv/app',
    labels: {},
    hostKeys: [],
    ...over,
  };
}

/** What a test says of a definition; the rest is plain. */
export interface Sketch {
  readonly instance?: string;
  readonly value?: JsonObject;
  readonly hosts?: readonly Host[];
  readonly install?: readonly InstallGroup[];
  readonly modules?: readonly (string | Partial<Module>)[];
  readonly channel?: string;
  readonly layers?: readonly string[];
}

/** The definition `app`, instance `production.eu`, with every trail at line 7 of `define/app.yaml`. */
export function definition(sketch: Sketch = {}): Definition {
  const { instance = 'production.eu', value = {}, hosts = [], install = [], modules = [] } = sketch;
  const names = sketch.layers ?? ['facsimile', 'app', ...instance.split('.'), instance];
  const settings: Settings = {
    deploy: {
      layout: 'releases',
      shared: [],
      keepReleases: 5,
      rootAllow: [],
      hooks: { once: [], before: [], after: [], drain: [], readd: [] },
      forwardOnly: false,
      skipUnreachable: false,
      postcmd: [],
      restart: [],
      lockWaitMs: 0,
      allowEmpty: false,
    },
    hosts,
    targets: [],
    install,
    state: { instance },
    modules: modules.map(module),
    srcDir: '',
    ...(sketch.channel === undefined ? {} : { channel: sketch.channel }),
  };
  return {
    project: 'app',
    instance,
    layers: names.map((name) => ({ name, file: `define/${name}.yaml` })),
    value,
    settings,
    excludes: [],
    overridden: new Map(),
    isSecret: () => false,
    sealed: new Map(),
    open: () => value,
    instances: () => [instance, 'dev.ann'],
    everything: () => value,
    trail: () => ({ value: null, layer: 'app', origin: fileOrigin('define/app.yaml', 7, 3), overrode: [] }),
  };
}

/** A module of that name, of which the definition says nothing unless told. */
export function module(given: string | Partial<Module>): Module {
  const over = typeof given === 'string' ? { name: given } : given;
  const name = over.name ?? 'db';
  return { name, username: name, logicalName: undefined, count: 1, genconfig: true, fields: {}, ...over };
}

/** A state with these passwords and a digest key; nothing else is in it unless told. */
export function stateWith(passwords: Readonly<Record<string, string>>, over: Partial<State> = {}): State {
  return {
    passwords: new Map(Object.entries(passwords).map(([name, password]) => [name, secret(password)] as const)),
    uiids: new Map(),
    values: secret({}),
    hosts: new Map(),
    directories: [],
    digestKey: secret(new Uint8Array(32).fill(9)),
    ...over,
  };
}
