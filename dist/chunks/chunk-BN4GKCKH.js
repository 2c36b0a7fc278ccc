import {
  parseChannel
} from "./chunk-DCE3FQGI.js";
import {
  readProject
} from "./chunk-W7XQXRYD.js";
import {
  channelPath
} from "./chunk-TOVEXTTC.js";

// src/app/channels.ts
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { decodeText$11 as decodeText } from "./common.js";
async function listChannels(snapshot, project) {
  const { channels } = await readProject(snapshot, project);
  const paths = channels.map((channel) => channelPath(project, channel));
  const files = await snapshot.readAll(paths);
  return channels.map((name, i) => toStoredChannel(name, paths[i] ?? "", files[i]));
}
async function readChannel(snapshot, project, channel) {
  const { channels } = await readProject(snapshot, project);
  if (!channels.includes(channel)) {
    throw inputFailure({
      code: "channel/unknown",
      message: `${project} has no channel ${channel}`,
      hint: didYouMean(channel, channels) ?? `its channels are ${channels.join(", ")}`,
      origin: inputOrigin("CHANNEL")
    });
  }
  const path = channelPath(project, channel);
  return toStoredChannel(channel, path, await snapshot.read(path));
}
function toStoredChannel(name, path, bytes) {
  const text = bytes === void 0 ? "" : unwrap(decodeText(bytes, path, "channel"));
  return { name, path, bytes, ...unwrap(parseChannel(text, path)) };
}

export {
  listChannels,
  readChannel
};
