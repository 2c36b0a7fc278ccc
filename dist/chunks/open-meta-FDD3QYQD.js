const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  metaAddress,
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-QNEN4M7J.js";
export {
  metaAddress,
  openMeta
};
