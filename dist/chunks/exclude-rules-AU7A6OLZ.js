import {
  excludeLine,
  isExcluded,
  parseExcludeRules
} from "./chunk-DSJUAHFZ.js";
export {
  excludeLine,
  isExcluded,
  parseExcludeRules
};
