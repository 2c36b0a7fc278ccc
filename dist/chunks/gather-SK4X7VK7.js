import {
  gather,
  gatherDefinition
} from "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-LHH4TCB6.js";
import "./chunk-ZUGTOIAK.js";
import "./chunk-65BOJNPC.js";
import "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";
export {
  gather,
  gatherDefinition
};
