/** The one place that joins ports to adapters. Everything heavy is loaded when it is first asked for. */
import { systemClock } from './adapters/clock/system-clock.ts';
import type { Environment, Ports } from './app/ports/ports.ts';
import type { Talk } from './app/ports/talk.ts';

/** All ports for one run of the process. */
export function wire(environment: Environment, talk: Talk): Ports {
  return {
    clock: systemClock,
    talk,
    ids: async () => (await import('./adapters/random/random-ids.ts')).randomIds,
    files: async () => (await import('./adapters/fs/local-files.ts')).localFiles(environment.cwd),
    sourceRepos: () => unbuilt('sourceRepos'),
    metaRepo: () => unbuilt('metaRepo'),
    stateFiles: () => unbuilt('stateFiles'),
    hosts: () => unbuilt('hosts'),
    archives: () => unbuilt('archives'),
    binaryStores: () => unbuilt('binaryStores'),
    forge: () => unbuilt('forge'),
    playgrounds: async () => {
      return (await import('./adapters/demo/playground.ts')).playgrounds(environment.variables['PATH'] ?? '');
    },
    elsewhere: wire,
  };
}

function unbuilt(port: string): never {
  throw new Error(`no adapter for ${port} yet`);
}
