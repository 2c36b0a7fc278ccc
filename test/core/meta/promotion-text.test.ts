import { describe, expect, it } from 'vitest';
import { markdownCode, markdownLink } from '../../../src/core/markdown.ts';
import { describePromotion, promotionBody, promotionTitle } from '../../../src/core/meta/promotion-text.ts';
import { GITHASH, OTHER_GITHASH, release } from './records.ts';

const from = {
  ...release,
  githash: OTHER_GITHASH,
  version: '1.3.0',
  repos: release.repos.map((repo) => ({ ...repo, githash: 'aa'.repeat(20) })),
};
const move = { project: 'shop', channel: 'edge', from, to: release };

describe('a pull request', () => {
  it('says from what to what, and links to what changed in every repo', () => {
    expect(promotionTitle(move)).toBe('Promote shop edge to 1.4.0 (1a2b3c4d5e6f)');
    const body = promotionBody(move);
    expect(body).toContain('<code>1.3.0 &#40;ffeeddccbbaa&#41;</code> → <code>1.4.0 &#40;1a2b3c4d5e6f&#41;</code>');
    expect(body).toContain(`[compare](https://git.example/acme/shop/compare/${'aa'.repeat(20)}...${GITHASH})`);
    expect(body).toContain(`[compare](https://git.example/acme/theme/compare/${'aa'.repeat(20)}...${OTHER_GITHASH})`);
  });

  it('of a first promotion links to the commits, and of an unchanged repo to nothing', () => {
    expect(promotionBody({ ...move, from: undefined })).toContain(
      `[commit](https://git.example/acme/shop/commit/${GITHASH})`,
    );
    const same = { ...move, from: { ...from, repos: release.repos } };
    expect(promotionBody(same)).toContain('| unchanged |');
    expect(describePromotion(same)).toContain('unchanged');
  });

  it.each([
    'v1](https://evil.example)',
    '@everyone',
    '<img src=x onerror=y>',
    '`code` **bold**',
    'a | b',
    '$(curl evil.example)',
    'line\nbreak',
    '![x](https://evil.example/pixel)',
  ])('shows a tag or name as it is and obeys nothing in it: %j', (text) => {
    const body = promotionBody({
      ...move,
      to: { ...release, version: text, repos: [{ ...release.repos[0], name: text, url: text } as never] },
    });
    const inert = body.replaceAll(/&#?\w+;/g, '');
    const shown = inert.match(/<code>[^<]*<\/code>/g)?.join('') ?? '';
    expect(shown).not.toMatch(/[[\]`*@|$!]/);
    expect(inert.replaceAll(/<code>[^<]*<\/code>/g, '')).not.toMatch(/evil|everyone|img|\$\(/);
    expect(body.split('\n')).toHaveLength(7);
    expect(promotionTitle({ ...move, to: { ...release, version: text } })).not.toContain('\n');
  });
});

it('code stands for exactly its letters, and only plain URLs become links', () => {
  expect(markdownCode('a<b>&"|`é')).toBe('<code>a&lt;b&gt;&amp;&quot;&#124;&#96;&#233;</code>');
  expect(markdownLink('x', 'javascript:alert(1)')).toBe('x');
  expect(markdownLink('x', 'https://a.example/b) [y](z')).toBe('x');
  expect(markdownLink('x', '/srv/git/shop/compare/a...b')).toBe('x');
});
