/** Keeps the one place that names this repository: workflows call our actions by the name and version of package.json. */
import { MAJOR_TAG, REPOSITORY } from '../cli/version.ts';

/** `uses:` of one of our actions, or of one of our reusable workflows, under whatever name. */
const OWN = /(uses: )[\w.-]+\/[\w.-]+\/(actions|\.github\/workflows)\/([\w.-]+)@[\w.-]+/g;

/** The policy for our own actions in `.github/zizmor.yml`. */
const POLICY = /^( +)[\w.-]+\/[\w.-]+\/\*: ref-pin$/gm;

/** The text of a workflow, or of zizmor's policy for workflows, with the current name and major version of ours. */
export function nameOwnCalls(text: string): string {
  return text.replaceAll(OWN, `$1${REPOSITORY}/$2/$3@${MAJOR_TAG}`).replaceAll(POLICY, `$1${REPOSITORY}/*: ref-pin`);
}
