import { describe, expect, it } from 'vitest';
import { readPushOutcome } from '../../../../src/adapters/git/meta/push-refusal.ts';

const REF = 'abc:refs/heads/main';
const failed = { kind: 'exit', code: 1 } as const;

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
    expect(readPushOutcome(failed, refused(flag, reason), '')).toMatchObject({ kind: 'raced' });
  });

  it.each([
    'error: cannot push non-fastforwardable reference',
    "remote: error: cannot lock ref 'refs/heads/main': Unable to create '/srv/meta.git/refs/heads/main.lock': File exists.",
  ])('and so may a push with no more than: %s', (stderr) => {
    expect(readPushOutcome(failed, '', stderr)).toMatchObject({ kind: 'raced' });
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
    const outcome = readPushOutcome(failed, refused(flag, reason), stderr);
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
    expect(readPushOutcome({ kind: 'exit', code: 128 }, '', stderr)).toMatchObject({ kind: 'denied' });
  });
});

describe('a push whose answer was lost', () => {
  it.each([
    "fatal: unable to access 'https://git.example/meta/': Could not resolve host: git.example",
    'fatal: the remote end hung up unexpectedly',
    'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502',
    '',
  ])('may have landed: %s', (stderr) => {
    expect(readPushOutcome({ kind: 'exit', code: 128 }, '', stderr)).toMatchObject({ kind: 'unreachable' });
  });

  it('and so may one that was killed after it was told "ok"', () => {
    const ended = { kind: 'signal', signal: 'SIGKILL' } as const;
    expect(readPushOutcome(ended, ` \t${REF}\tabc..def\n`, '')).toMatchObject({ kind: 'unreachable' });
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
    const outcome = readPushOutcome({ kind: 'exit', code: 0 }, `To x\n${flag}\t${REF}\t${summary}\nDone\n`, '');
    expect(outcome).toEqual({ kind: 'landed', already });
  });
});
