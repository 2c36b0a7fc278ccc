/** How a failure reads on a terminal. */
import { type Failure, isFailure, type Operation } from '../core/error.ts';
import { describeIssues } from '../core/issue.ts';
import { printableLines } from '../core/printable.ts';
import { REPOSITORY } from './version.ts';

const ISSUES_URL = `https://github.com/${REPOSITORY}/issues/new`;

/** All lines for stderr: every issue; or what failed, what is left and what to do next; or our own bug. */
export function describeFailure(error: unknown, debug: boolean): string {
  if (isOperation(error)) return describeOperation(error, debug);
  if (!isFailure(error)) return describeBug(error);
  return describeExpected(error);
}

function describeExpected(failure: Failure): string {
  if (failure.kind === 'usage') {
    return `facs: ${printableLines(failure.message)}\nSee: facs ${failure.command === undefined ? '' : `${failure.command} `}--help`;
  }
  return failure.kind === 'input' ? describeIssues(failure.issues) : printableLines(failure.message);
}

function describeOperation(operation: Operation, debug: boolean): string {
  const lines = [`facs: ${printableLines(operation.message)}`];
  if (operation.left !== undefined) lines.push(`  changed already: ${printableLines(operation.left)}`);
  if (operation.next !== undefined) lines.push(`  next: ${printableLines(operation.next)}`);
  if (debug && operation.cause instanceof Error) lines.push(String(operation.cause.stack));
  return lines.join('\n');
}

function describeBug(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `facs: this is a bug of ours. Please report it at ${ISSUES_URL} with the lines below.\n${stack}`;
}

function isOperation(error: unknown): error is Operation {
  return typeof error === 'object' && error !== null && 'kind' in error && error.kind === 'operation';
}
