import {
  versionBumpCommand,
  versionInputs
} from "./chunk-GRGMKSVC.js";
import "./chunk-FOJKRAMO.js";
export {
  versionBumpCommand,
  versionInputs
};
