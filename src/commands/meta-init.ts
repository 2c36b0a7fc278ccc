/** `facs meta init`: makes a git repo a meta repo. */
import { firstChange, initMeta, SHOW_RECORDS } from '../app/init-meta.ts';
import { inputFailure } from '../core/error.ts';
import { defineInputs, list, text } from '../core/inputs/input.ts';
import { dryRun, places } from '../core/inputs/shared.ts';
import { inputOrigin } from '../core/issue.ts';
import { defineCommand } from './command.ts';

const inputs = defineInputs({
  where: text({
    positional: true,
    required: true,
    placeholder: 'URL|DIR',
    help: 'A git URL, a bare repo, or a folder that is not there yet: a bare repo is then made.',
  }),
  recipient: list({
    placeholder: 'AGE',
    help: 'Public age keys that encrypted state is for; writes .sops.yaml. Two are a backup of each other.',
  }),
  'meta-token': places['meta-token'],
  'top-dir': places['top-dir'],
  ...dryRun,
});

/** Pushes the first commit. Data: `{url, commit, created, files}`; `commit` is empty in a dry run. */
export const metaInitCommand = defineCommand({
  name: 'meta init',
  summary: 'Make a git repo a meta repo.',
  inputs,
  run: async (given, { ports }) => {
    const { where: url, recipient, 'meta-token': token } = given;
    const wrong = recipient.filter((each) => !/^age1[0-9a-z]+$/.test(each));
    if (wrong.length > 0) throw notRecipients(wrong);
    const first = firstChange(recipient);
    const files = first.added.map(({ path }) => path);
    if (given['dry-run']) {
      return { data: { url, commit: '', created: false, files }, text: `would write ${files.join(', ')} to ${url}` };
    }
    const address = { url, ...(token === undefined ? {} : { token }) };
    const { commit, unchanged } = await initMeta(ports, given['top-dir'], address, first);
    const done = unchanged ? `${url} is a meta repo already` : `${url} is a meta repo now`;
    const text = `${done}\nTo see its records in git log -p, run in a clone: ${SHOW_RECORDS}`;
    return { data: { url, commit, created: !unchanged, files: unchanged ? [] : files }, text };
  },
});

function notRecipients(words: readonly string[]) {
  return inputFailure(
    ...words.map((word) => ({
      code: 'meta/recipient',
      message: `"${word}" is no public age key`,
      hint: 'it begins with age1; age-keygen -y prints it',
      origin: inputOrigin('--recipient'),
    })),
  );
}
