/** How the demo is told: numbered chapters, the command lines as one would type them, a little of what they print. */
import type { Screen } from '../ports/screen.ts';

const MARGIN = '   ';
/** Longer lines of output are cut: the demo is read, not searched. */
const WIDTH = 110;
/** Select Graphic Rendition. @source ECMA-48, 8.3.117. */
const BOLD = 1;
const DIM = 2;
const CYAN = 36;

/** Prints the story. Each text is one line. */
export class Teller {
  readonly #screen: Screen | undefined;
  #chapter = 0;

  /** @param screen Absent: the story happens and nobody watches. */
  constructor(screen: Screen | undefined) {
    this.#screen = screen;
  }

  title(...text: readonly string[]): void {
    for (const line of text) this.#print(this.#paint(BOLD, line));
  }

  /** Begins the next chapter. */
  chapter(name: string): void {
    this.#chapter += 1;
    this.#print('');
    this.#print(this.#paint(BOLD, `${this.#chapter}  ${name}`));
  }

  say(...text: readonly string[]): void {
    for (const line of text) this.#print(`${MARGIN}${line}`);
  }

  /** A command line, shown before it runs. */
  command(line: string): void {
    this.#print(`${MARGIN}${this.#paint(CYAN, `$ ${line}`)}`);
  }

  /** What it printed: at most `most` lines, and how many more there were. */
  output(lines: readonly string[], most: number): void {
    const shown = lines.length <= most + 1 ? lines : lines.slice(0, most);
    for (const line of shown) this.#print(`${MARGIN}  ${this.#paint(DIM, cut(line))}`);
    if (shown.length < lines.length) {
      this.#print(`${MARGIN}  ${this.#paint(DIM, `… and ${lines.length - shown.length} lines more`)}`);
    }
  }

  #print(line: string): void {
    this.#screen?.print(line.trimEnd());
  }

  #paint(code: number, text: string): string {
    return this.#screen?.colors === true && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}

function cut(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`;
}
