/** Keeps the one place that names this repository: workflows call our actions by the name and version of package.json. */
import { MAJOR_TAG, REPOSITORY } from '../cli/version.ts';

/** `uses:` of one of our actions, or of one of our reusable workflows, under whatever name. */
const OWN = /(uses: )[\w.-]+\/[\w.-]+\/(actions|\.github\/workflows)\/([\w.-]+)@[\w.-]+/g;

/** The text of a workflow with every call of ours at the current name and major version. */
export function nameOwnCalls(workflow: string): string {
  return workflow.replaceAll(OWN, `$1${REPOSITORY}/$2/$3@${MAJOR_TAG}`);
}
