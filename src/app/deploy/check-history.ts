/** Hosts remember the tip of meta at their last activation: a history that was rewound since cannot hide from them. */
import type { Host } from '../../core/definition/settings.ts';
import { operationFailure } from '../../core/error.ts';
import type { SeenMeta } from '../gather/places.ts';

/** A host that answered. */
interface Witness {
  readonly host: Pick<Host, 'name'>;
  readonly facts: { readonly metaTip: string | undefined };
}

/** @throws operation `meta/rewound` when a host has seen a commit that is not in meta's history (any more). */
export async function checkHistory(members: readonly Witness[], seen: SeenMeta | undefined): Promise<void> {
  if (seen === undefined) return;
  const tips = new Map(
    members.flatMap(({ host, facts }) => (facts.metaTip === undefined ? [] : [[facts.metaTip, host]])),
  );
  for (const [tip, host] of tips) {
    if (await seen.snapshot.includes(tip)) continue;
    throw operationFailure({
      code: 'meta/rewound',
      message: `${host.name} was deployed from commit ${tip.slice(0, 12)} of meta, which ${seen.meta.url} does not have`,
      target: seen.meta.url,
      retry: 'never',
      next: `find out who rewrote it; if this meta repo rightly took the place of another, remove .facsimile/meta from the home of each host`,
    });
  }
}
