/** Chapter: from a file on a host back to the commits that it came from. */
import { act, type Stage } from './stage.ts';

/** Traces one file of one host. */
export async function tellTrace(stage: Stage): Promise<void> {
  const { teller } = stage;
  teller.chapter('Where does this file come from?');
  teller.say('Any file, digest, commit, version, channel or host will do. Here: a file as it lies on the host paris.');
  await act(stage, 'trace ../hosts/paris/shop/current/catalogue/bread.json', { lines: 14 });
}
