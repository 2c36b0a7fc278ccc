const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  checkPlan,
  inputsOf,
  openPlan
} from "./chunk-22JZLTQ6.js";
import "./chunk-Q44FLELZ.js";
import "./chunk-M3KARG6Z.js";
import "./chunk-3HUYWUEX.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-QNEN4M7J.js";
export {
  checkPlan,
  inputsOf,
  openPlan
};
