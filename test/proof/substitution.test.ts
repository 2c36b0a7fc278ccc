/** What a layer may take from the environment of the command. */
import { afterEach, describe, expect, it } from 'vitest';
import { openProof, type Proof } from '../support/proof.ts';

let proof: Proof;
afterEach(() => proof.remove());

const ANN = { HOME: '/home/ann', USER: 'ann' };
const LAYER = {
  'define/facsimile.yaml': 'instances: { dev: {}, live: {} }\n',
  'define/dev.yaml': [
    'old: "%HOMEDIR%/etc"',
    'close: "{{environ.HOME}}/{{environ.USER}}"',
    'apart: "{{ environ.HOME }}"',
    'deploy: { destdir: "{{environ.HOME}}/shop" }',
    '',
  ].join('\n'),
  'define/live.yaml': 'deploy: { user: app, nodes: { web: [w1] } }\nhome: /srv\nwho: "{{ environ.USER }}"\n',
};

describe('F-26 %HOMEDIR%, {{environ.HOME}} and {{environ.USER}}', () => {
  it('are what they say, with blanks or without, in values of an instance on this machine', async () => {
    proof = await openProof(LAYER);
    const { data } = await proof.runWith(ANN, 'resolve', 'shop', 'dev');
    expect(data.definition).toMatchObject({ old: '/home/ann/etc', close: '/home/ann/ann', apart: '/home/ann' });
    expect((await proof.runWith(ANN, 'hosts', 'shop', 'dev')).stdout).toBe('this machine: /home/ann/shop\n');
  });

  it('that are not set are an error at the line of the value, and never half a path', async () => {
    proof = await openProof(LAYER);
    const { code, stderr } = await proof.runWith({ ...ANN, HOME: undefined }, 'resolve', 'shop', 'dev');
    expect(code).toBe(2);
    expect(stderr.split('\n')).toContainEqual(
      expect.stringMatching(/^define\/dev\.yaml:4:20: the variable HOME is not set here /),
    );
  });

  it('and all other variables are closed to instances with hosts, unless a layer lists them', async () => {
    proof = await openProof(LAYER);
    const refused = await proof.runWith(ANN, 'resolve', 'shop', 'live');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/^define\/live\.yaml:3:\d+: .*USER/)]);
    await proof.project.commit({ 'define/shop.yaml': 'environ: [USER]\n' });
    expect((await proof.runWith(ANN, 'resolve', 'shop', 'live')).data.definition.who).toBe('ann');
  });
});
