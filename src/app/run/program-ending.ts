/** How programs end, in words. */
import type { Ending } from '../ports/hosts.ts';

/** `ended with exit code 2`: what stands behind the name of the program. */
export function describeEnding(ending: Ending): string {
  if (ending.kind === 'exit') return `ended with exit code ${ending.code}`;
  return ending.kind === 'signal' ? `was ended by ${ending.signal}` : 'went away';
}
