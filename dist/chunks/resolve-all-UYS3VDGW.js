import {
  loadEstate,
  resolveAll
} from "./chunk-PI6E2RBN.js";
export {
  loadEstate,
  resolveAll
};
