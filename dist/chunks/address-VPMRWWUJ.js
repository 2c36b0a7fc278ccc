import {
  isGithubAddress,
  parseGithubAddress,
  toGitAddress
} from "./chunk-D6CTNM23.js";
export {
  isGithubAddress,
  parseGithubAddress,
  toGitAddress
};
