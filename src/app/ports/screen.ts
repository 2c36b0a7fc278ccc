/** stdout while a command runs: for one whose text comes bit by bit. */
export interface Screen {
  /** True where escape sequences show as colours. */
  readonly colors: boolean;
  print(line: string): void;
}
