/** A look at the place of a mistake. */

/** Lines that are shown before and after it. */
const AROUND = 3;

/**
 * The line with its number, a caret below the column, and the lines around it. Line and column count from 1.
 * @param text The whole file.
 */
export function drawExcerpt(text: string, line: number, column: number): string {
  const lines = text.split('\n');
  const last = Math.min(line + AROUND, lines.length);
  const width = String(last).length;
  const drawn: string[] = [];
  for (let number = Math.max(line - AROUND, 1); number <= last; number++) {
    const shown = (lines[number - 1] ?? '').replace(/\r$/, '');
    const start = `${number === line ? '>> ' : '   '}${String(number).padStart(width)}| `;
    drawn.push(start + shown);
    if (number === line) drawn.push(`${blank(start + shown.slice(0, column - 1))}^`);
  }
  return drawn.join('\n');
}

/** As wide as the text: a tab is as wide under the line as in it. */
function blank(text: string): string {
  return text.replace(/[^\t]/g, ' ');
}
