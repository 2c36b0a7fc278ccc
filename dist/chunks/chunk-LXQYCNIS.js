// src/adapters/split-words.ts
function splitWords(line) {
  const words = [];
  let word;
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const letter = line[i] ?? "";
    if (letter === "\\" && quote !== "'") {
      i += 1;
      word = (word ?? "") + (line[i] ?? "");
    } else if (quote !== "") {
      if (letter === quote) quote = "";
      else word += letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= "";
    } else if (/\s/.test(letter)) {
      if (word !== void 0) words.push(word);
      word = void 0;
    } else word = (word ?? "") + letter;
  }
  if (quote !== "") return void 0;
  return word === void 0 ? words : [...words, word];
}

export {
  splitWords
};
