import {
  encodeFormat
} from "./chunk-ESGIBEUM.js";
import {
  FORMAT_FILE
} from "./chunk-TOVEXTTC.js";

// src/app/init-meta.ts
var SHOW_RECORDS = "git config diff.facs.textconv 'facs meta cat --file'";
var ATTRIBUTES = `# Records never merge and never change. To see them as text in git log -p, run once:
#   ${SHOW_RECORDS}
*.binpb binary diff=facs
`;
function firstChange(recipients) {
  const files = [
    [FORMAT_FILE, encodeFormat()],
    [".gitattributes", ATTRIBUTES],
    ...recipients.length === 0 ? [] : [[".sops.yaml", sopsRules(recipients)]]
  ];
  const added = files.map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
  return { added, changed: [], message: "A meta repo for Facsimile" };
}
async function initMeta(ports, topDir, address, first) {
  return (await ports.metaRepo(topDir)).init(address, first);
}
function sopsRules(recipients) {
  return [
    "# Who can open encrypted state: sops and facs read this.",
    "creation_rules:",
    "  - path_regex: ^(.*/)?state/.*\\.yaml$",
    // One text: older versions of sops read no list here.
    `    age: ${recipients.join(",")}`,
    ""
  ].join("\n");
}

export {
  SHOW_RECORDS,
  firstChange,
  initMeta
};
