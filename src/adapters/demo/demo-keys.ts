/** The keys of one run of the demo: made on the spot, in memory. */
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateSshKeys, type SshKeyPair } from './ssh-keys.ts';

/** One pair to log in with, one to seal state with. */
export interface DemoKeys {
  readonly ssh: SshKeyPair;
  /** `AGE-SECRET-KEY-1…`. */
  readonly ageIdentity: string;
  /** `age1…`. */
  readonly ageRecipient: string;
}

/** Fresh keys; nothing is written anywhere. */
export async function generateDemoKeys(): Promise<DemoKeys> {
  const ageIdentity = await generateX25519Identity();
  return { ssh: generateSshKeys(), ageIdentity, ageRecipient: await identityToRecipient(ageIdentity) };
}
