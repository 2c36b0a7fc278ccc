/** Chapter: a tag becomes a record and a binary. */
import { publish } from './estate.ts';
import { act, type Stage } from './stage.ts';

/** Releases version 1 of both projects. */
export async function tellFirstRelease(stage: Stage): Promise<void> {
  const { teller } = stage;
  teller.chapter('Version 1 is released');
  teller.say('A tag is built once, by your own command. What the build made is stored by its digest, and recorded.');
  await releaseShop(stage, 'v1.0.0', 'A shop');
  await publish(stage.playground, 'docs', 'How to buy bread', 'v1.0.0');
  await act(stage, 'release create docs --tag v1.0.0', { at: 'docs' });
}

/** Commits, tags, builds and records a version of the shop. */
export async function releaseShop(stage: Stage, tag: string, message: string): Promise<void> {
  const { playground } = stage;
  await publish(playground, 'shop', message, tag);
  await playground.runScript('shop', 'build');
  await act(stage, `release create shop --tag ${tag} --binary pages.any=out`, { at: 'shop' });
}
