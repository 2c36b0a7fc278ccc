/** Chapter: what there is, and how it is written down. */
import { publish } from './estate.ts';
import { act, type Stage } from './stage.ts';

/** Shows the definitions and the history's first, empty page. */
export async function tellEstate(stage: Stage): Promise<void> {
  const { playground, teller } = stage;
  teller.chapter('An estate');
  teller.say(
    'Two projects in git: shop, a web service, and docs, a static site. Three instances, each on a host',
    'of its own that has sshd, sh and tar. Definitions are layers: production.us is production, then us;',
    'each says only what is different there, and every value knows where it was written. All that happens',
    'to them is recorded in one more git repository: meta.',
  );
  await publish(playground, 'estate', 'The estate');
  await act(stage, `meta init ../meta.git --recipient ${playground.recipient}`);
  await act(stage, 'explain shop production.us currency');
  await act(stage, 'hosts shop production.us');
}
