/** Chapter: a small change costs little, and can be seen before it happens. */
import { act, actTogether, type Stage } from './stage.ts';
import { releaseShop } from './tell-first-release.ts';
import { showPages } from './tell-promotion.ts';

/** Releases version 2, tries it in staging, shows its plan for production, then deploys it there. */
export async function tellSecondRelease(stage: Stage): Promise<void> {
  const { playground, teller } = stage;
  teller.chapter('Version 2 changes one price');
  await playground.replace('shop/catalogue/bread.json', '3.1', '3.3');
  await releaseShop(stage, 'v1.1.0', 'Bread costs more');
  await act(stage, 'channel set shop edge v1.1.0');
  await act(stage, 'deploy shop staging');
  await act(stage, 'channel set shop stable v1.1.0');
  teller.say('A plan is a value, seen before it is done. Only what a host lacks would travel:');
  await act(stage, 'deploy shop production.eu --dry-run', { lines: 8 });
  await actTogether(stage, ['deploy shop production.eu', 'deploy shop production.us']);
  await showPages(stage, ['production.eu']);
}
