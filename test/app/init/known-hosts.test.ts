/** Keys that ssh trusts already. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHostKeys } from '../../../src/app/init/known-hosts.ts';
import { describeWith, tool } from '../../support/tools.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtr0bDgQ6M9xEl6cyvLfUPd3bMUVOpF9G7S6Z9rXo1A';
const OTHER = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==';
const TEXT = [
  '# ours',
  '',
  `web1.example.com,10.0.0.1 ${KEY} a comment`,
  `Web1.example.com ${OTHER}`,
  `[web1.example.com]:2222 ${OTHER}`,
  `@revoked web1.example.com ${OTHER}`,
  `@cert-authority *.example.com ${OTHER}`,
  `*.example.org ${OTHER}`,
  'broken',
].join('\r\n');

describe('findHostKeys', () => {
  it.each<[string, number, readonly string[]]>([
    ['web1.example.com', 22, [KEY, OTHER]],
    ['10.0.0.1', 22, [KEY]],
    ['web1.example.com', 2222, [OTHER]],
    ['web2.example.com', 22, []],
    ['a.example.org', 22, []],
  ])('%s, port %i', (address, port, keys) => {
    expect(findHostKeys(TEXT, address, port)).toEqual(keys);
  });
});

describeWith(['ssh-keygen'], 'findHostKeys of a file that ssh-keygen hashed', () => {
  it('finds the same keys', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facs-known-'));
    try {
      const file = join(folder, 'known_hosts');
      writeFileSync(file, `web1.example.com ${KEY}\n[web1.example.com]:2222 ${OTHER}\n`);
      execFileSync(tool('ssh-keygen'), ['-H', '-f', file], { stdio: 'ignore' });
      const text = readFileSync(file, 'utf8');
      expect(text).not.toContain('web1');
      expect(findHostKeys(text, 'web1.example.com', 22)).toEqual([KEY]);
      expect(findHostKeys(text, 'web1.example.com', 2222)).toEqual([OTHER]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
