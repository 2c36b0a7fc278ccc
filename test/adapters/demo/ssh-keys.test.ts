/** Keys made on the spot can always be read again. */
import ssh2 from 'ssh2';
import { expect, it } from 'vitest';
import { generateSshKeys } from '../../../src/adapters/demo/ssh-keys.ts';

// About one pair in 256 of ssh2's own cannot be read: among 2,000, no chance to meet none.
it('gives 2,000 pairs whose halves belong together', () => {
  for (let i = 0; i < 2000; i++) {
    const { publicKey, privateKey } = generateSshKeys();
    const halves = [publicKey, privateKey].map((text) => {
      const key = ssh2.utils.parseKey(text);
      return key instanceof Error ? key.message : key.getPublicSSH().toString('base64');
    });
    expect(halves[0]).toBe(halves[1]);
  }
});
