const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  deploy
} from "./chunk-XQOIXXQ6.js";
import "./chunk-42DHKB6O.js";
import "./chunk-N7NAMFYJ.js";
import "./chunk-RA3TRHWV.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-65NOHTQ7.js";
import "./chunk-KXKXF7PW.js";
import "./chunk-63GCRBUK.js";
import "./chunk-TXF5NHTG.js";
import "./chunk-ETRNVLI3.js";
import "./chunk-TWSPRJCF.js";
import "./chunk-SJSAOZPF.js";
import "./chunk-TJEZGWRB.js";
import "./chunk-BX6ZCO7I.js";
import "./chunk-HIRML4IV.js";
import "./chunk-5TR35WKJ.js";
import "./chunk-5ZFDRDTM.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-X4CJS24H.js";
import "./chunk-AHZ6SUOB.js";
import "./chunk-LMA6NMAK.js";
import "./chunk-HRNK2V7D.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-KVDPHHMW.js";
import "./chunk-FNZUCL43.js";
import "./chunk-MYURJDSZ.js";
import "./chunk-7KPTXWG5.js";
import "./chunk-SGREDNFV.js";
import "./chunk-Q6YWCMS3.js";
import "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-NH3IMKON.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-XWYMR3BT.js";
import "./chunk-MKVWIXNP.js";
import "./chunk-H7RMXVDE.js";
import "./chunk-QNEN4M7J.js";
export {
  deploy
};
