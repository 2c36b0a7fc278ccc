/** Chapter: a channel is pointed at the release, and everything that follows it gets the same bytes. */
import { HOST_OF } from './estate.ts';
import { actTogether, type Stage } from './stage.ts';

const INSTANCES = Object.keys(HOST_OF);

/** Promotes version 1 and deploys it: the shop everywhere, the docs in Europe. */
export async function tellPromotion(stage: Stage): Promise<void> {
  stage.teller.chapter('Promoted, and deployed');
  stage.teller.say(
    'A channel maps to a release: staging follows edge, production follows stable. Promoting changes that',
    'map by one small commit, made by a merged pull request or by hand. A release enters at the first channel; the',
    'next takes what that one had. Deploying never builds.',
  );
  for (const channel of ['edge', 'stable'])
    await actTogether(
      stage,
      ['shop', 'docs'].map((project) => `channel set ${project} ${channel} v1.0.0`),
    );
  await actTogether(stage, [...INSTANCES.map((instance) => `deploy shop ${instance}`), 'deploy docs production.eu']);
  await showPages(stage, INSTANCES);
}

/** Looks at the shop as its customers do. */
export async function showPages({ playground, hosts, teller }: Stage, instances: readonly string[]): Promise<void> {
  for (const instance of instances) {
    const host = hosts.get(HOST_OF[instance] ?? '');
    if (host === undefined) throw new Error(`no host for ${instance}`);
    const page = await playground.fetchPage(host.url);
    const parts = [/<h1>(.*)<\/h1>/, /<li>(bread.*)<\/li>/, /<footer>(.*)<\/footer>/].map(
      (part) => part.exec(page)?.[1],
    );
    teller.say(`${host.url} in ${instance}: ${parts.join(' · ')}`);
  }
}
