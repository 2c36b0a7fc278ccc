const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  gather,
  gatherDefinition
} from "./chunk-KVDPHHMW.js";
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
  gather,
  gatherDefinition
};
