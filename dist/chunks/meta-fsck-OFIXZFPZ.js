import {
  checkWhole,
  toFinding
} from "./chunk-VC3EWSJT.js";
import "./chunk-FB4I2YW6.js";
import {
  errorIn,
  orderFindings
} from "./chunk-4MSH5B5Z.js";
import "./chunk-DBME3KMD.js";
import "./chunk-FSSPOVIT.js";
import "./chunk-FT4SZ23G.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-UWRVC44L.js";
import "./chunk-57LPI4FI.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import {
  metaAddress
} from "./chunk-TPGW4MAS.js";
import "./chunk-ESGIBEUM.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/meta-fsck.ts
async function fsckMeta(inputs, ports) {
  const history = await (await ports.metaHistories(inputs["top-dir"])).open(metaAddress(inputs));
  if (history.tip === "") return checkTiplessRepo(history);
  const checked = await checkWhole(history, history.tip, ports.clock.now());
  return { ...checked, findings: orderFindings([...checked.findings, ...await checkSeen(history)]) };
}
async function checkTiplessRepo(history) {
  const problems = await history.problems({ from: void 0, to: "" });
  return { url: history.url, commit: "", commits: 0, files: 0, findings: orderFindings(problems.map(toFinding)) };
}
async function checkSeen(history) {
  const { seen, tip } = history;
  if (seen === void 0 || await history.includes(tip, seen)) return [];
  const message = `this machine saw ${seen} as the newest commit, which is not in the history: it was rewound or rewritten`;
  const remedy = `find out who did that, and push ${seen.slice(0, 12)} again, merged with what came since`;
  return [errorIn({ path: "", commit: seen }, "history/rewound", message, remedy)];
}
export {
  fsckMeta
};
