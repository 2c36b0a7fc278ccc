// src/core/tree/piece.ts
var MODE = { file: "0644", executable: "0755", link: "0777", dir: "0755" };

export {
  MODE
};
