/** stdout while a command runs: for one whose text comes bit by bit. */
export interface Screen {
  /** True where escape sequences show as colours. */
  readonly colors: boolean;
  /** True where a person sits before it. */
  readonly interactive: boolean;
  print(line: string): void;
}
