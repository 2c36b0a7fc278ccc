/** Scripts of the documentation, as a reader copies them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fenced block of a page of `docs/` with this title. */
export function docsBlock(page: string, title: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  const [, block] = new RegExp(`^\`\`\`\\w+ title=${title}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(text) ?? [];
  if (block === undefined) throw new Error(`docs/${page} has no ${title}`);
  return block;
}
