import {
  metaAddress,
  openMeta
} from "./chunk-TPGW4MAS.js";
export {
  metaAddress,
  openMeta
};
