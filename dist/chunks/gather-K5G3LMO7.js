const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  gather,
  gatherDefinition
} from "./chunk-6VLHPVTV.js";
import "./chunk-BOILKU5Z.js";
import "./chunk-K5IPVNVH.js";
import "./chunk-MA7YGVBO.js";
import "./chunk-CNVGTS4K.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-ABTVWP67.js";
import "./chunk-2YODGYIY.js";
import "./chunk-YKMLRVBI.js";
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
  gather,
  gatherDefinition
};
