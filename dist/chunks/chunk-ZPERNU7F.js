const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readChannel,
  withRelease
} from "./chunk-K5IPVNVH.js";
import {
  findRelease,
  readRelease
} from "./chunk-MA7YGVBO.js";
import {
  describeRelease
} from "./chunk-HP3UBCFD.js";

// src/app/change-channel.ts
import { hasCode$72 as hasCode, operationFailure$72 as operationFailure } from "#common";
async function planPromotion(snapshot, project, channel, version) {
  const stored = await readChannel(snapshot, project, channel);
  const to = await findRelease(snapshot, project, version);
  const from = stored.release === void 0 ? void 0 : await readRelease(snapshot, project, stored.release);
  return { project, channel: stored, from, to, isThere: stored.release === to.githash };
}
function toChange(promotion) {
  const { path, bytes, name } = promotion.channel;
  const text = withRelease(bytes === void 0 ? void 0 : new TextDecoder().decode(bytes), promotion.to.githash);
  const subject = `${promotion.project} ${name}: ${describeMove(promotion)}`;
  return { added: [], changed: [{ path, bytes: new TextEncoder().encode(text), basedOn: bytes }], message: subject };
}
function describeMove({ from, to, channel }) {
  const before = from === void 0 ? channel.release?.slice(0, 12) ?? "nothing" : describeRelease(from);
  return `${before} -> ${describeRelease(to)}`;
}
async function setChannel(meta, promotion) {
  if (promotion.isThere) return void 0;
  try {
    const { commit } = await meta.append(toChange(promotion));
    return commit;
  } catch (error) {
    throw hasCode(error, "meta/changed") ? await moved(meta, promotion) : error;
  }
}
async function moved(meta, { project, channel, to }) {
  const now = await readChannel(await meta.snapshot(), project, channel.name);
  const before = channel.release ?? "nothing";
  return operationFailure({
    code: "channel/moved",
    message: `${project} ${channel.name} was at ${before} and is at ${now.release ?? "nothing"} now: not set to ${to.githash}`,
    target: channel.path,
    retry: "safe",
    next: `facs channel history ${project} ${channel.name} shows who set it; run the same command again if you still want to`
  });
}

export {
  planPromotion,
  toChange,
  describeMove,
  setChannel
};
