import { describe, expect, it } from 'vitest';
import { readPushOutcome } from '../../../../src/adapters/git/meta/push-refusal.ts';

const MAIN = 'refs/heads/main';
const REF = `abc:${MAIN}`;
const failed = { kind: 'exit', code: 1 } as const;
const DONE = { kind: 'exit', code: 0 } as const;
const lost = { kind: 'exit', code: 128 } as const;

/** What git prints for one ref that was refused. */
function refused(flag: string, reason: string): string {
  return `To https://git.example/meta\n!\t${REF}\t${flag} (${reason})\nDone\n`;
}

describe('a push that was refused because somebody was first', () => {
  it.each([
    ['[rejected]', 'non-fast-forward'],
    ['[rejected]', 'fetch first'],
    ['[rejected]', 'stale info'],
    ['[rejected]', 'remote ref updated since checkout'],
    ['[remote rejected]', 'failed to update ref'],
    ['[remote rejected]', 'failed to lock'],
    ['[remote rejected]', 'incorrect old value provided'],
    ['[remote rejected]', 'reference already exists'],
    ['[remote rejected]', "cannot lock ref 'refs/heads/main': is at 1111111111 but expected 2222222222"],
    ['[remote rejected]', 'atomic transaction failed'],
    ['[remote rejected]', 'something that no server has said yet'],
  ])('%s (%s) may be tried again', (flag, reason) => {
    expect(readPushOutcome({ ending: failed, stdout: refused(flag, reason), stderr: '' }, MAIN)).toMatchObject({
      kind: 'raced',
    });
  });

  it.each([
    'error: cannot push non-fastforwardable reference',
    "remote: error: cannot lock ref 'refs/heads/main': Unable to create '/srv/meta.git/refs/heads/main.lock': File exists.",
  ])('and so may a push with no more than: %s', (stderr) => {
    expect(readPushOutcome({ ending: failed, stdout: '', stderr }, MAIN)).toMatchObject({ kind: 'raced' });
  });
});

describe('a push that is refused for good', () => {
  it.each([
    ['[remote rejected]', 'pre-receive hook declined', 'remote: no'],
    [
      '[remote rejected]',
      'hook declined',
      'remote: error: hook declined to update refs/heads/main\nupdate hook declined',
    ],
    ['[remote rejected]', 'protected branch hook declined', 'remote: error: GH006: Protected branch update failed'],
    [
      '[remote rejected]',
      'push declined due to repository rule violations',
      'remote: error: GH013: Repository rule violations',
    ],
    ['[remote rejected]', 'branch is currently checked out', ''],
    ['[remote rejected]', 'deny updating a hidden ref', ''],
    ['[remote rejected]', 'prohibited by Gerrit: not permitted: update', ''],
  ])('%s (%s) is denied, and what the server said is kept', (flag, reason, stderr) => {
    const outcome = readPushOutcome({ ending: failed, stdout: refused(flag, reason), stderr }, MAIN);
    expect(outcome).toMatchObject({ kind: 'denied', said: expect.stringContaining(reason) });
  });

  it.each([
    'remote: You are not allowed to push code to this project.\nfatal: unable to access: The requested URL returned error: 403',
    'remote: Permission to acme/meta.git denied to ann.\nfatal: unable to access: The requested URL returned error: 403',
    'remote: Write access to repository not granted.\nfatal: unable to access: The requested URL returned error: 403',
    'remote: This repository was archived so it is read-only.\nfatal: unable to access: The requested URL returned error: 403',
    'ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository.\nPermission denied',
    'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    "fatal: Authentication failed for 'https://git.example/meta/'",
    "fatal: could not read Username for 'https://git.example': terminal prompts disabled",
    'Host key verification failed.\nfatal: Could not read from remote repository.',
  ])('and so is one that never reached the refs: %s', (stderr) => {
    expect(readPushOutcome({ ending: lost, stdout: '', stderr }, MAIN)).toMatchObject({ kind: 'denied' });
  });
});

describe('a push whose answer was lost', () => {
  it.each([
    "fatal: unable to access 'https://git.example/meta/': Could not resolve host: git.example",
    'fatal: the remote end hung up unexpectedly',
    'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502',
    '',
  ])('may have landed: %s', (stderr) => {
    expect(readPushOutcome({ ending: lost, stdout: '', stderr }, MAIN)).toMatchObject({ kind: 'unreachable' });
  });

  it('and so may one that was killed after it was told "ok"', () => {
    const ending = { kind: 'signal', signal: 'SIGKILL' } as const;
    const told = { ending, stdout: ` \t${REF}\tabc..def\n`, stderr: '' };
    expect(readPushOutcome(told, MAIN)).toMatchObject({ kind: 'unreachable' });
  });
});

describe('a push that landed', () => {
  it.each([
    [' ', '1111111..2222222', false],
    ['*', '[new branch]', false],
    ['+', '1111111...2222222 (forced update)', false],
    ['-', '[deleted]', false],
    ['=', '[up to date]', true],
  ])('is marked %j %s', (flag, summary, already) => {
    const stdout = `To x\n${flag}\t${REF}\t${summary}\nDone\n`;
    const told = { ending: DONE, stdout, stderr: '' };
    expect(readPushOutcome(told, MAIN)).toEqual({ kind: 'landed', already });
  });
});

describe('a push of several refs', () => {
  const LOCK = 'refs/facsimile/locks/shop/eu';
  const told = (stdout: string) => ({ ending: failed, stdout, stderr: '' });

  it('is told ref by ref: one that was refused says nothing of the other', () => {
    const mixed = told(`To x\n!\t${REF}\t[rejected] (stale info)\n*\tdef:${LOCK}\t[new reference]\nDone\n`);
    expect(readPushOutcome(mixed, LOCK)).toEqual({ kind: 'landed', already: false });
    expect(readPushOutcome(mixed, MAIN)).toMatchObject({ kind: 'raced' });
  });

  it('of which one was deleted is told too', () => {
    const both = { ...told(`To x\n-\t:${LOCK}\t[deleted]\n \t${REF}\tabc..def\nDone\n`), ending: DONE };
    expect(readPushOutcome(both, LOCK)).toEqual({ kind: 'landed', already: false });
    expect(readPushOutcome(both, MAIN)).toEqual({ kind: 'landed', already: false });
  });

  it('that was not told of a ref says nothing of it', () => {
    expect(readPushOutcome(told(`To x\n*\tdef:${LOCK}\t[new reference]\n`), MAIN)).toMatchObject({
      kind: 'unreachable',
    });
  });
});
