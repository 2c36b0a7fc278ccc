const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeDrift
} from "./chunk-5AALBNDC.js";
import "./chunk-BK7R6W6W.js";
import {
  markdownTable,
  shortCopy
} from "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/verify.ts
import { defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { access$84 as access, places$84 as places, selection$84 as selection, subject$84 as subject } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var SHOWN = 50;
var inputs = defineInputs({
  ...subject,
  ...places,
  ...selection,
  ...access,
  repair: flag({ help: "Mend exactly the files that differ, and take away those that nobody sent." }),
  local: flag({ help: "Looking at this machine (deploy.destdir) is meant, also on CI." }),
  reason: text({ placeholder: "WORDS", help: "Why, for the record of a repair." })
});
var verifyCommand = defineCommand({
  name: "verify",
  summary: "Compare every file on the hosts of an instance with what they got; --repair mends exactly those that differ.",
  inputs,
  outputs: { drift: "true when files differ at the end.", hosts: "JSON list of `{host, drift}`: how many differ." },
  action: { name: "verify", title: "Facsimile verify", icon: "check-circle", color: "blue" },
  run: async (given, context) => {
    const [{ verify }, { summarize }] = await Promise.all([
      import("./verify-BKAUGZRV.js"),
      import("./mend-hosts-C4WOVQ6T.js")
    ]);
    const verified = await verify(given, context);
    const failed = summarize(verified.hosts, `${verified.project} ${verified.instance}`);
    return {
      data: toData(verified),
      text: describe(verified),
      outputs: {
        drift: String(verified.hosts.some(({ drift }) => drift.length > 0)),
        hosts: JSON.stringify(verified.hosts.map(({ host, drift }) => ({ host: host.name, drift: drift.length })))
      },
      summary: summaryOf(verified),
      ...failed === void 0 ? {} : { failed }
    };
  }
});
function describe({ hosts }) {
  const rows = describeTable(hosts.map((verdict) => [verdict.host.name, copyOf(verdict), wordsFor(verdict)]));
  return hosts.flatMap((verdict, i) => [rows[i] ?? "", ...driftLines(verdict).map((line) => `  ${line}`)]).join("\n");
}
function driftLines({ drift, mended }) {
  const lines = [...mended.map((each) => `mended ${describeDrift(each)}`), ...drift.map(describeDrift)];
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `\u2026 and ${lines.length - SHOWN} more`];
}
function wordsFor({ failure, drift, mended, files, unproven }) {
  if (failure !== void 0) return failure.message;
  const own = unproven === 0 ? "" : `, ${unproven} by the host's own word`;
  const differ = drift.length === 0 ? "as deployed" : `${drift.length} differ`;
  return `${differ}: ${files} compared${own}${mended.length === 0 ? "" : `, ${mended.length} mended`}`;
}
function copyOf({ copy }) {
  return copy === void 0 ? "-" : shortCopy(copy);
}
function summaryOf({ project, instance, hosts }) {
  const rows = hosts.map((verdict) => [verdict.host.name, copyOf(verdict), wordsFor(verdict)]);
  const drifted = hosts.filter((verdict) => driftLines(verdict).length > 0);
  const details = drifted.map(
    (verdict) => markdownTable(
      [verdict.host.name],
      driftLines(verdict).map((line) => [line])
    )
  );
  return [`**${project} ${instance}**`, markdownTable(["host", "runs", "files"], rows), ...details].join("\n\n");
}
function toData({ project, instance, hosts }) {
  return {
    ...{ project, instance },
    hosts: hosts.map(({ host, copy, files, unproven, drift, mended, failure }) => ({
      host: host.name,
      targets: [...host.targets],
      copy: copy === void 0 ? null : { ...copy },
      ...{ files, unproven },
      drift: drift.map((each) => ({ ...each })),
      mended: mended.map((each) => ({ ...each })),
      code: failure?.code ?? null,
      message: failure?.message ?? null
    }))
  };
}
export {
  verifyCommand
};
