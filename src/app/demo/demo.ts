/** `facs demo`: the whole road, on this machine, with nothing but Node and git. */
import type { Playground } from '../ports/playground.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import type { Screen } from '../ports/screen.ts';
import { buildEstate } from './estate.ts';
import type { Ran } from './stage.ts';
import { type Told, tellStory } from './story.ts';
import { Teller } from './teller.ts';

/** What the demo needs besides its inputs. */
export interface DemoNeeds {
  readonly ports: Ports;
  readonly environment: Environment;
  readonly screen: Screen | undefined;
  /** Runs words after `facs` inside this process, in another environment. */
  readonly runLine: (words: readonly string[], ports: Ports, environment: Environment) => Promise<Ran>;
}

/** A folder that was kept, and the file in it that tells a shell how to go on. */
export interface Kept {
  readonly folder: string;
  readonly settings: string;
}

/**
 * Plays it all. However it ends, hosts and processes end with it, and so does the folder unless it is to be kept.
 * @param curtain Called when all is told, while the hosts still run.
 */
export async function performDemo(
  needs: DemoNeeds,
  keep: boolean,
  curtain: (kept: Kept | undefined, told: readonly Told[]) => Promise<void>,
): Promise<void> {
  const playground = await (await needs.ports.playgrounds()).open();
  try {
    const kept = keep ? { folder: playground.folder, settings: await playground.keep() } : undefined;
    await curtain(kept, await play(needs, playground));
  } finally {
    await playground.close();
  }
}

async function play({ ports, environment, screen, runLine }: DemoNeeds, playground: Playground) {
  const teller = new Teller(screen);
  teller.title('Facsimile, the whole road: tag → record → promote → deploy');
  teller.say(`All of it is real, and on this machine alone: in ${playground.folder}.`);
  const hosts = await buildEstate(playground);
  const run = (words: readonly string[], repository: string) => {
    const place = { variables: playground.variables, cwd: `${playground.folder}/${repository}`, onCi: false };
    return runLine(words, ports, { ...environment, ...place });
  };
  return tellStory({ playground, teller, hosts, run }, ports.clock);
}
