/** The person who started the command: what only they can say. */
import type { Issue } from '../../core/issue.ts';
import type { Secret } from '../../core/secret.ts';

/** A text to be edited. */
export interface Draft {
  /** Name of the file that the editor shows: its ending tells the editor what it is. */
  readonly name: string;
  readonly text: string;
  /** What is wrong with the text as it was left; nobody is asked again when it is nothing. */
  review(text: string): Promise<readonly Issue[]>;
}

/** Asks on the terminal; where there is none, reads what was given. */
export interface Person {
  /**
   * One secret text: asked without showing it, or all of stdin, less the line break at its end.
   * @throws operation `person/gone`: nothing was said.
   */
  tellSecret(question: string): Promise<Secret<string>>;
  /**
   * The text as the person left it in their editor. In between it lies in a file that only they can read, in memory
   * where the system offers that, and is wiped afterwards, also when the process is asked to end.
   * @throws operation `person/editor` (it failed, nothing was saved); input: what `review` found, where nobody can be
   *   asked to mend it.
   */
  edit(draft: Draft): Promise<string>;
}
