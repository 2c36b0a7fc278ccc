// src/core/meta/lock-note.ts
var BY_HAND = "until it is released";
function encodeLockNote({ holder, runUrl, reason, leaseMs, byHand }) {
  const line = (text) => text.replace(/\s+/g, " ").trim();
  return [
    `locked by ${line(holder)}`,
    "",
    `holder: ${line(holder)}`,
    `run: ${line(runUrl)}`,
    `reason: ${line(reason)}`,
    ...byHand ? [`kept: ${BY_HAND}`] : [`lease-ms: ${leaseMs}`]
  ].join("\n");
}
function decodeLockNote(text) {
  const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
  const leaseMs = Number(field("lease-ms"));
  return {
    holder: field("holder"),
    runUrl: field("run"),
    reason: field("reason"),
    leaseMs: Number.isSafeInteger(leaseMs) ? leaseMs : 0,
    byHand: field("kept") === BY_HAND
  };
}

export {
  encodeLockNote,
  decodeLockNote
};
