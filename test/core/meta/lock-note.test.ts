import { expect, it } from 'vitest';
import { decodeLockNote, encodeLockNote } from '../../../src/core/meta/lock-note.ts';

it('a lock says who holds it, in which run, why, and for how long', () => {
  const note = { holder: 'ann', runUrl: 'https://git.example/run/1', reason: 'deploy 1.4.0', leaseMs: 900_000 };
  expect(decodeLockNote(encodeLockNote(note))).toEqual(note);
  expect(encodeLockNote(note).split('\n')[0]).toBe('locked by ann');
});

it('a text with line breaks cannot pretend to be another field', () => {
  const note = { holder: 'eve', runUrl: '', reason: 'x\nholder: ann\nlease-ms: 1', leaseMs: 5 };
  expect(decodeLockNote(encodeLockNote(note))).toEqual({ ...note, reason: 'x holder: ann lease-ms: 1' });
});

it('a lock that says nothing has no lease', () => {
  expect(decodeLockNote('somebody')).toEqual({ holder: '', runUrl: '', reason: '', leaseMs: 0 });
});
