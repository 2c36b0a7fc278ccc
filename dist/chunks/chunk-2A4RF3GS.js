// src/adapters/line-reader.ts
const { StringDecoder } = process.getBuiltinModule("node:string_decoder");
var LONGEST_LINE = 64 * 1024;
function lineReader(onLine) {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return {
    push: (chunk) => {
      const lines = (rest + decoder.write(chunk)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line.replace(/\r$/, ""));
      for (; rest.length > LONGEST_LINE; rest = rest.slice(LONGEST_LINE)) onLine(rest.slice(0, LONGEST_LINE));
    },
    end: () => {
      const last = rest + decoder.end();
      rest = "";
      if (last !== "") onLine(last);
    }
  };
}

export {
  lineReader
};
