/** Chapter: a release that does not work, and what becomes of it. */
import { actInVain, type Stage } from './stage.ts';
import { releaseShop } from './tell-first-release.ts';
import { showPages } from './tell-promotion.ts';

/** Releases a version that is not healthy; the host goes back by itself. */
export async function tellBrokenRelease(stage: Stage): Promise<void> {
  const { playground, teller } = stage;
  teller.chapter('Version 3 does not work');
  teller.say(
    'Somebody forgets a price. The health check asks the new release through the SSH connection, gets no',
    'good answer, and the host goes back to what it ran before. No other place has seen this release.',
  );
  await playground.replace('shop/catalogue/tea.json', '4.75', 'null');
  await releaseShop(stage, 'v1.2.0', 'Tea is out of stock');
  await actInVain(stage, 'deploy shop staging v1.2.0', { pick: ({ text }) => [...text.split('\n'), '(exit code 1)'] });
  await showPages(stage, ['staging']);
}
