import {
  gather,
  gatherDefinition
} from "./chunk-THHZEJO4.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-S5EPYYK2.js";
import "./chunk-MMIVEP6L.js";
import "./chunk-HOAPP255.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-7MXS7KYJ.js";
import "./chunk-QAFU536P.js";
import "./chunk-LHH4TCB6.js";
import "./chunk-ZUGTOIAK.js";
import "./chunk-65BOJNPC.js";
import "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-L2QBLXBM.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-R4RPTJHA.js";
import "./chunk-GXCMU6WR.js";
export {
  gather,
  gatherDefinition
};
