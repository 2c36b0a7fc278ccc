/** Definitions as values, for tests that need one and do not care how it was read. */
import type { Definition } from '../../src/core/definition/definition.ts';
import type { Host, InstallGroup, Settings } from '../../src/core/definition/settings.ts';
import { fileOrigin } from '../../src/core/issue.ts';
import type { JsonObject } from '../../src/core/json.ts';

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
  readonly modules?: readonly string[];
  readonly channel?: string;
  readonly layers?: readonly string[];
}

/** The definition `app`, instance `production.eu`, with every trail at line 7 of `define/app.yaml`. */
export function definition(sketch: Sketch = {}): Definition {
  const { instance = 'production.eu', value = {}, hosts = [], install = [], modules = [] } = sketch;
  const names = sketch.layers ?? ['facsimile', 'app', ...instance.split('.'), instance];
  const settings: Settings = {
    deploy: {
      shared: [],
      keepReleases: 5,
      hooks: { once: [], before: [], after: [] },
      postcmd: [],
      restart: [],
      lockWaitMs: 0,
      allowEmpty: false,
    },
    hosts,
    targets: [],
    install,
    modules,
    srcDir: '',
    ...(sketch.channel === undefined ? {} : { channel: sketch.channel }),
  };
  return {
    project: 'app',
    instance,
    layers: names.map((name) => ({ name, file: `define/${name}.yaml` })),
    value,
    settings,
    trail: () => ({ value: null, layer: 'app', origin: fileOrigin('define/app.yaml', 7, 3), overrode: [] }),
  };
}
