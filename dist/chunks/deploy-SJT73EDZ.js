const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  deployCommand,
  deployInputs
} from "./chunk-RE7ZFFBT.js";
import "./chunk-ZWCWHVVO.js";
import "./chunk-5TR35WKJ.js";
import "./chunk-5ZFDRDTM.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-QNEN4M7J.js";
export {
  deployCommand,
  deployInputs
};
