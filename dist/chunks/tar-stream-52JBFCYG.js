import {
  require_tar_stream
} from "./chunk-VIIJITEE.js";
export default require_tar_stream();
