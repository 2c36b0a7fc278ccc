import {
  readYaml
} from "./chunk-DBME3KMD.js";
import "./chunk-FSSPOVIT.js";
import "./chunk-FT4SZ23G.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-GXCMU6WR.js";
export {
  readYaml
};
