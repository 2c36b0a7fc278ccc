import {
  findProjectWord,
  openPlugin
} from "./chunk-ZFQCOHPL.js";
import "./chunk-GPNJEAAX.js";
export {
  findProjectWord,
  openPlugin
};
