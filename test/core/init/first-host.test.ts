/** Hosts as people write them. */
import { describe, expect, it } from 'vitest';
import { parseHost } from '../../../src/core/init/first-host.ts';
import { issuesOf } from '../definition/layers.ts';

describe('parseHost', () => {
  it.each<[string, readonly [string, string, string, number]]>([
    ['web1.example.com', ['web1', 'ann', 'web1.example.com', 22]],
    ['deploy@web1:2222', ['web1', 'deploy', 'web1', 2222]],
    ['10.0.0.7', ['web3', 'ann', '10.0.0.7', 22]],
    ['root@[2001:db8::1]:22', ['web3', 'root', '2001:db8::1', 22]],
  ])('%s', (written, [name, user, address, port]) => {
    expect(parseHost(written, 'ann', 3)).toMatchObject({ ok: true, value: { name, user, address, port } });
  });

  it.each(['', '@web', 'a b', 'web:0', 'web:70000', 'web:x', '-oProxyCommand=x', 'a@b@c', '2001:db8::1', 'x/y'])(
    'refuses %j',
    (written) => {
      expect(issuesOf(parseHost(written, 'ann', 1))).toEqual([
        `"${written}" is no host (write it like deploy@web1.example.com:22)`,
      ]);
    },
  );
});
