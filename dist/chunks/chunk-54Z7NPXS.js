// src/core/deploy/about.ts
import { isObject$90 as isObject } from "./common.js";
var ABOUT_FILE = ".facsimile.json";
var LONGEST = 1e6;
function encodeAbout(about) {
  const { release, tree, ...rest } = about;
  return `${JSON.stringify({ release, tree, ...rest })}
`;
}
function parseAbout(text) {
  const value = parseJson(text);
  if (!isObject(value)) return void 0;
  const { release, tree, version, deployment } = value;
  if (typeof release !== "string" || typeof tree !== "string") return void 0;
  return { release, tree, version: toText(version), deployment: toText(deployment) };
}
function parseJson(text) {
  if (text.length > LONGEST) return void 0;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function toText(value) {
  return typeof value === "string" ? value : "";
}

export {
  ABOUT_FILE,
  encodeAbout,
  parseAbout
};
