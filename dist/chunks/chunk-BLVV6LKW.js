// src/core/shell/quote.ts
var PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;
function quote(word) {
  if (word.includes("\0")) throw new Error("a shell word cannot hold a NUL character");
  if (PLAIN.test(word) && !word.startsWith("-") && !word.startsWith("=")) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
function commandLine(words) {
  return words.map(quote).join(" ");
}

export {
  quote,
  commandLine
};
