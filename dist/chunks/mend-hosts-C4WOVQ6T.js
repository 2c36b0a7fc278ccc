const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  mendHosts,
  summarize
} from "./chunk-DEBPLCGS.js";
import "./chunk-5AALBNDC.js";
import "./chunk-WTEPQDRT.js";
import "./chunk-ZWHUXH7F.js";
import "./chunk-BK7R6W6W.js";
import "./chunk-TSTTRUGE.js";
import "./chunk-UDIFIMWZ.js";
import "./chunk-3P4WD6R4.js";
import "./chunk-CH6KZLHF.js";
import "./chunk-HY6UVF2Z.js";
import "./chunk-2CACDQBC.js";
import "./chunk-G4KROG7V.js";
import "./chunk-CA7WRWC6.js";
import "./chunk-XG7CI2P5.js";
import "./chunk-UJXTZZJW.js";
import "./chunk-HIRML4IV.js";
import "./chunk-Q44FLELZ.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-KTXLSXGL.js";
import "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-HRNK2V7D.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-6VLHPVTV.js";
import "./chunk-BOILKU5Z.js";
import "./chunk-K5IPVNVH.js";
import "./chunk-MA7YGVBO.js";
import "./chunk-CNVGTS4K.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-ABTVWP67.js";
import "./chunk-2YODGYIY.js";
import "./chunk-YKMLRVBI.js";
import "./chunk-BEHKEDDN.js";
import "./chunk-OJPPOND5.js";
import "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";
export {
  mendHosts,
  summarize
};
