/** Files for absolute paths of a host are rendered, and not put there yet: a deployment says so before it begins. */
import { inputFailure } from '../../core/error.ts';
import { fileOrigin } from '../../core/issue.ts';
import { ROOT } from '../../core/template/root.ts';
import type { BuiltTree } from '../../core/tree/tree.ts';

/** @throws input `tree/root`: every file of the trees that lies outside the release folder, once. */
export function refuseOutside(built: ReadonlyMap<string, BuiltTree>): void {
  const entries = [...new Set(built.values())].flatMap(({ tree }) => tree.entries);
  const outside = new Set(entries.map(({ path }) => path).filter((path) => path.startsWith(ROOT)));
  if (outside.size === 0) return;
  const hint = 'facs render shows it; leave it out, or put it under _DEPLOY_/ and place it with a hook';
  throw inputFailure(
    ...[...outside].map((path) => ({
      code: 'tree/root',
      message: `${path.slice(ROOT.length - 1)} lies outside the release folder: this version renders it and puts it on no host`,
      hint,
      origin: fileOrigin(path),
    })),
  );
}
