/** Chapter: what runs where, and who did what. */
import { act, actTogether, type Stage } from './stage.ts';

/** Asks the records, and the hosts themselves. */
export async function tellStatus(stage: Stage): Promise<void> {
  stage.teller.chapter('What runs where');
  await actTogether(stage, ['status shop staging --live', 'status shop production.eu --live']);
  await act(stage, 'channel history shop stable', { lines: 4 });
}
