import {
  excludeLine,
  isExcluded,
  parseExcludeRules
} from "./chunk-M7ZUHPLN.js";
export {
  excludeLine,
  isExcluded,
  parseExcludeRules
};
