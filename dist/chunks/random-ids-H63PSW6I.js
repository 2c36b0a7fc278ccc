import {
  randomIds
} from "./chunk-VUPMD5ZY.js";
export {
  randomIds
};
