import {
  checkPlan,
  inputsOf,
  openPlan
} from "./chunk-QSIRNNHS.js";
import "./chunk-MDGD5745.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
export {
  checkPlan,
  inputsOf,
  openPlan
};
