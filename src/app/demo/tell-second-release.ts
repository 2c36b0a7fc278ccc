/** Chapter: a small change costs little, and can be seen before it happens. */
import { act, actTogether, type Stage } from './stage.ts';
import { releaseShop } from './tell-first-release.ts';
import { showPages } from './tell-promotion.ts';

/** Releases version 2, promotes it, shows its plan for one instance, then deploys it to all. */
export async function tellSecondRelease(stage: Stage): Promise<void> {
  const { playground, teller } = stage;
  teller.chapter('Version 2 changes one price');
  await playground.replace('shop/catalogue/bread.json', '3.1', '3.3');
  await releaseShop(stage, 'v1.1.0', 'Bread costs more');
  for (const channel of ['edge', 'stable']) await act(stage, `channel set shop ${channel} v1.1.0`);
  teller.say('A plan is a value, seen before it is done. Only what a host lacks would travel:');
  await act(stage, 'deploy shop production.eu --dry-run', { lines: 8 });
  await actTogether(stage, ['deploy shop staging', 'deploy shop production.eu', 'deploy shop production.us']);
  await showPages(stage, ['production.eu']);
}
