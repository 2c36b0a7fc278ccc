const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

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
