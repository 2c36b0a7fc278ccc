import { describe, expect, it } from 'vitest';
import { describeIssue } from '../../../src/core/issue.ts';
import { parseChannel, withRelease } from '../../../src/core/meta/channel.ts';
import { encodeProject, FIRST_PROJECT, parseProject } from '../../../src/core/meta/project.ts';
import { GITHASH, OTHER_GITHASH } from './records.ts';

describe('a channel file', () => {
  it('maps to a release, or to nothing yet', () => {
    expect(parseChannel(`release: ${GITHASH}\n`, 'c')).toMatchObject({ value: { release: GITHASH, hold: undefined } });
    expect(parseChannel('', 'c')).toMatchObject({ value: { release: undefined, hold: undefined } });
  });

  it('keeps a githash of digits alone, and one that looks like a number with an exponent', () => {
    for (const githash of ['0'.repeat(40), `${'1'.repeat(37)}e10`]) {
      expect(parseChannel(`release: ${githash}\n`, 'c')).toMatchObject({ value: { release: githash } });
      expect(parseChannel(withRelease(undefined, githash), 'c')).toMatchObject({ value: { release: githash } });
    }
  });

  it('keeps its comments and its hold when the release changes', () => {
    const text = `# the careful one\nrelease: ${GITHASH} # since May\nhold: inventory\n`;
    const changed = withRelease(text, OTHER_GITHASH);
    expect(changed).toContain('# the careful one');
    expect(parseChannel(changed, 'c')).toMatchObject({ value: { release: OTHER_GITHASH, hold: 'inventory' } });
  });

  it.each(['false', '~', 'null', '""', ''])('is not held by hold: %s', (hold) => {
    expect(parseChannel(`hold: ${hold}\n`, 'c')).toMatchObject({ value: { hold: undefined } });
  });

  it('says all that is wrong with it, each at its line', () => {
    const parsed = parseChannel(`# the careful one\nrelease: abc\nhold: { reason: x }\nrollot: 1\n`, 'edge.yaml');
    expect(parsed.ok ? [] : parsed.issues.map(describeIssue)).toEqual([
      'edge.yaml:2:10: release: "abc" is not a full githash',
      'edge.yaml:3:1: hold: one text is meant',
      'edge.yaml:4:1: unknown key rollot (its keys are release, hold)',
    ]);
  });

  it.each([
    ['release: 1a2b3c4\n', 'is not a full githash'],
    ['relaese: x\n', 'unknown key relaese'],
    ['- a\n', 'is a mapping'],
    ['release: [', 'Flow sequence'],
    ['# since\rMay\nrelease:\n', 'a carriage return stands alone'],
  ])('is refused: %j', (text, message) => {
    const parsed = parseChannel(text, 'shop/channels/edge.yaml');
    expect(parsed).toMatchObject({ ok: false, issues: [{ origin: { file: 'shop/channels/edge.yaml' } }] });
    expect(JSON.stringify(parsed)).toContain(message);
  });
});

describe('a project file', () => {
  it('begins with edge and stable', () => {
    expect(parseProject(encodeProject(FIRST_PROJECT), 'p')).toMatchObject({ value: { channels: ['edge', 'stable'] } });
  });

  it.each([
    ['chanels: [edge]\n', ['unknown key chanels', 'did you mean', 'a list of names']],
    ['channels: []\n', ['a list of names']],
    ['channels: [edge, edge]\n', ['stands twice']],
    ['channels: [Edge!, ok]\n', ['Edge!']],
    ['edge\n', ['is a mapping']],
  ])('is refused: %j', (text, messages) => {
    const parsed = JSON.stringify(parseProject(text, 'p'));
    for (const message of messages) expect(parsed).toContain(message);
  });
});
