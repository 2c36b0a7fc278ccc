/** Texts that others wrote, inside Markdown: shown as they are, never obeyed. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '|': '&#124;',
};

/**
 * The text as code, on one line. An HTML element, not backticks: no text can end it, mention anybody or make a link.
 * @source GitHub Flavored Markdown, 6.10 "Raw HTML"; entities keep their meaning nowhere but as characters.
 */
export function markdownCode(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `<code>${[...line].map((letter) => (/[\w .,:/+-]/.test(letter) ? letter : entity(letter))).join('')}</code>`;
}

/** A link with our own words. A URL that is no plain https or http URL becomes the words alone. */
export function markdownLink(words: string, url: string): string {
  return /^https?:\/\/[\w.:-]+(\/[\w./@%+~-]*)?$/.test(url) ? `[${words}](${url})` : words;
}

function entity(letter: string): string {
  return ENTITIES[letter] ?? `&#${letter.codePointAt(0)};`;
}
