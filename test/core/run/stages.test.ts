import { describe, expect, it } from 'vitest';
import { chooseStages, STAGES } from '../../../src/core/run/stages.ts';

const choose = (wish: object, devel = false) => {
  const chosen = chooseStages(STAGES, { devel, ...wish });
  return chosen.ok ? chosen.value : chosen.issues.map(({ code, message, hint }) => [code, message, hint]);
};

describe('stages', () => {
  it('are all of them, in order, where nobody says otherwise', () => {
    expect(choose({})).toEqual(['checkout', 'build', 'install', 'deploy']);
  });

  it.each([
    [{ start: 'install' }, ['install', 'deploy']],
    [{ end: 'build' }, ['checkout', 'build']],
    [{ start: 'build', end: 'install' }, ['build', 'install']],
    [{ start: 'build', end: 'build' }, ['build']],
    [{ only: 'deploy' }, ['deploy']],
  ])('count both ends: %o', (wish, expected) => {
    expect(choose(wish)).toEqual(expected);
  });

  it('leave deploy out against development, unless it is named', () => {
    expect(choose({}, true)).toEqual(['checkout', 'build', 'install']);
    expect(choose({ end: 'deploy' }, true)).toEqual([...STAGES]);
    expect(choose({ only: 'deploy' }, true)).toEqual(['deploy']);
    expect(choose({ start: 'deploy' }, true)).toEqual([
      ['run/no-stages', 'start and end produce no stages', expect.stringContaining('--only deploy')],
    ]);
  });

  it('are refused when they do not exist, each with the nearest name', () => {
    expect(choose({ start: 'instal', end: 'nowhere' })).toEqual([
      ['run/stage', "stage 'instal' does not exist", 'did you mean "install"?'],
      ['run/stage', "stage 'nowhere' does not exist", 'there are checkout, build, install, deploy'],
    ]);
  });

  it('are refused when only comes with an end, or nothing is left', () => {
    expect(choose({ only: 'build', end: 'deploy' })).toEqual([
      ['run/only', "stage option 'only' cannot be used with start or end", expect.any(String)],
    ]);
    expect(choose({ start: 'deploy', end: 'build' })).toEqual([
      ['run/no-stages', 'start and end produce no stages', expect.any(String)],
    ]);
  });
});
