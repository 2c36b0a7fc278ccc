import {
  makeTopFolder
} from "./chunk-4PMZFJHM.js";
export {
  makeTopFolder
};
