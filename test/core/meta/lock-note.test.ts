import { expect, it } from 'vitest';
import { decodeLockNote, encodeLockNote } from '../../../src/core/meta/lock-note.ts';

it('a lock says who holds it, in which run, why, and for how long', () => {
  const note = {
    holder: 'ann',
    runUrl: 'https://git.example/run/1',
    reason: 'deploy 1.4.0',
    leaseMs: 900_000,
    byHand: false,
  };
  expect(decodeLockNote(encodeLockNote(note))).toEqual(note);
  expect(encodeLockNote(note).split('\n')[0]).toBe('locked by ann');
});

it('a text with line breaks cannot pretend to be another field', () => {
  const note = {
    holder: 'eve',
    runUrl: '',
    reason: 'x\nholder: ann\nlease-ms: 1\nkept: until it is released',
    leaseMs: 5,
    byHand: false,
  };
  expect(decodeLockNote(encodeLockNote(note))).toEqual({
    ...note,
    reason: 'x holder: ann lease-ms: 1 kept: until it is released',
  });
});

it('a lock that says nothing has no lease', () => {
  expect(decodeLockNote('somebody')).toEqual({ holder: '', runUrl: '', reason: '', leaseMs: 0, byHand: false });
});

it('a lock that a person took stays until it is released', () => {
  const note = { holder: 'ann', runUrl: '', reason: 'the audit', leaseMs: 0, byHand: true };
  expect(decodeLockNote(encodeLockNote(note))).toEqual(note);
});
