/** Chapter: what runs where, and who did what. */
import { act, type Stage } from './stage.ts';

/** Asks the records, and the hosts themselves. */
export async function tellStatus(stage: Stage): Promise<void> {
  stage.teller.chapter('What runs where');
  await act(stage, 'status shop staging --live');
  await act(stage, 'channel history shop stable', { lines: 4 });
}
