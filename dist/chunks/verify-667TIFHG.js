import {
  describeDrift
} from "./chunk-DUFEMAEK.js";
import "./chunk-54Z7NPXS.js";
import {
  markdownTable,
  shortCopy
} from "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";

// src/commands/verify.ts
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { access$87 as access, places$87 as places, selection$87 as selection, subject$87 as subject } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
      import("./verify-IFL6ZRVR.js"),
      import("./mend-hosts-IOW2K4JB.js")
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
