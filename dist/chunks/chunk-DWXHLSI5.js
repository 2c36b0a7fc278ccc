// src/core/markdown.ts
var ENTITIES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "|": "&#124;"
};
function markdownCode(text) {
  const line = text.replace(/\s+/g, " ");
  return `<code>${[...line].map((letter) => /[\w .,:/+-]/.test(letter) ? letter : entity(letter)).join("")}</code>`;
}
function markdownLink(words, url) {
  return /^https?:\/\/[\w.:-]+(\/[\w./@%+~-]*)?$/.test(url) ? `[${words}](${url})` : words;
}
function entity(letter) {
  return ENTITIES[letter] ?? `&#${letter.codePointAt(0)};`;
}

export {
  markdownCode,
  markdownLink
};
