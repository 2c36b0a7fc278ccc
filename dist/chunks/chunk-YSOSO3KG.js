const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

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
