import {
  mendHosts,
  summarize
} from "./chunk-5KDDVNC7.js";
import "./chunk-UV36UDO7.js";
import "./chunk-R32KF7AW.js";
import "./chunk-KE5PGRIU.js";
import "./chunk-54Z7NPXS.js";
import "./chunk-KJVIZ5M4.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
import "./chunk-LSQBUXAX.js";
import "./chunk-6GUGWFS5.js";
import "./chunk-OEXEWZPW.js";
import "./chunk-JQDU4J77.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-3QE2B653.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-YODFIPFU.js";
import "./chunk-UWRVC44L.js";
import "./chunk-HIPR4ACX.js";
import "./chunk-DBGHAI7F.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import "./chunk-QXTDGWVD.js";
import "./chunk-MDGD5745.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-M7ZUHPLN.js";
import "./chunk-Z4AQQSQI.js";
import "./chunk-BLVV6LKW.js";
import "./chunk-62VG25O6.js";
import "./chunk-THHZEJO4.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-S5EPYYK2.js";
import "./chunk-MMIVEP6L.js";
import "./chunk-HOAPP255.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-7MXS7KYJ.js";
import "./chunk-QAFU536P.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
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
  mendHosts,
  summarize
};
