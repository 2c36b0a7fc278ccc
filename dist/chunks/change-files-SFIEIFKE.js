import {
  createWhole,
  linkTo,
  makeFolder,
  remove,
  renameFolder,
  writeWhole
} from "./chunk-AZ3KROCN.js";
export {
  createWhole,
  linkTo,
  makeFolder,
  remove,
  renameFolder,
  writeWhole
};
