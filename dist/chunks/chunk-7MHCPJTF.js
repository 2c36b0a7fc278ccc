// src/adapters/line-reader.ts
const { StringDecoder } = process.getBuiltinModule("node:string_decoder");
function lineReader(onLine) {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return {
    push: (chunk) => {
      const lines = (rest + decoder.write(chunk)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line.replace(/\r$/, ""));
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
