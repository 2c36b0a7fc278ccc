const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  gather,
  gatherDefinition
} from "./chunk-PN3W7LI2.js";
import "./chunk-AXVUXNQO.js";
import "./chunk-SPQQYKQZ.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-T7AAMPLI.js";
import "./chunk-RMGOG7U5.js";
import "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import "./chunk-QJCYUTJH.js";
import "./chunk-NH3IMKON.js";
import "./chunk-2XE6ZA5R.js";
import "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-MQ4C672U.js";
import "./chunk-RB4T4KKB.js";
import "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";
export {
  gather,
  gatherDefinition
};
