/** The data key of a file, by whichever key at hand opens it. */
import type { SealedKey } from '../../core/sops/metadata.ts';
import { askForKeys, findKeys, userFile, type Variables } from './age-keys.ts';
import { openDataKey, recipientOf } from './data-key.ts';
import { noKey } from './sops-failure.ts';

/** @throws operation `state/no-key`, with the recipients and what was wrong where keys were looked for. */
export async function findDataKey(
  path: string,
  sealed: readonly SealedKey[],
  variables: Variables,
): Promise<Uint8Array> {
  const found = await findKeys(variables);
  const problems = [...found.problems];
  const opened = await openDataKey(sealed, found.keys);
  if (opened !== undefined) return opened;
  for (const key of sealed) {
    const asked = await askForKeys(variables, key.recipient);
    problems.push(...asked.problems);
    const byCommand = await openDataKey([key], asked.keys);
    if (byCommand !== undefined) return byCommand;
  }
  const recipients = sealed.map(({ recipient }) => recipient);
  throw noKey(path, recipients, { problems: [...new Set(problems)], userFile: userFile(variables) });
}

/** Public halves of the keys at hand, each once. */
export async function ownRecipients(variables: Variables): Promise<readonly string[]> {
  const found = await findKeys(variables);
  const keys = found.keys.length > 0 ? found.keys : (await askForKeys(variables, '')).keys;
  return [...new Set(await Promise.all(keys.map(recipientOf)))];
}
