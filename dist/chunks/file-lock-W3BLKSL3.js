import {
  whileHolding
} from "./chunk-MNAYR6FC.js";
export {
  whileHolding
};
