import {
  versionBumpCommand,
  versionInputs
} from "./chunk-7Q2L3B2K.js";
import "./chunk-FOJKRAMO.js";
export {
  versionBumpCommand,
  versionInputs
};
