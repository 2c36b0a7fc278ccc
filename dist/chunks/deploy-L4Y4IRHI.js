import {
  deployCommand,
  deployInputs
} from "./chunk-4FTXAYEO.js";
import "./chunk-DFMS57WP.js";
import "./chunk-CTUX5EJ7.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
export {
  deployCommand,
  deployInputs
};
