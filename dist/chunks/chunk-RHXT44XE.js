import {
  objectName,
  parseStore
} from "./chunk-KUFUGPLX.js";
import {
  toRecordChange
} from "./chunk-OZENGT3G.js";
import {
  changeChannelFiles
} from "./chunk-P6Q4JOVJ.js";
import {
  binaryLabel
} from "./chunk-N5ORFAFN.js";
import {
  sha256Of
} from "./chunk-QXTDGWVD.js";
import {
  listChannels
} from "./chunk-BN4GKCKH.js";
import {
  readRelease
} from "./chunk-OJIIX5JZ.js";
import {
  FIRST_PROJECT,
  encodeProject
} from "./chunk-B7LGTJMV.js";
import {
  projectPath
} from "./chunk-TOVEXTTC.js";

// src/app/pack-binary.ts
import { isFailure$75 as isFailure } from "./common.js";
var MODES = { file: 420, executable: 493, link: 511 };
async function packBinary(path, ports) {
  const [files, archives] = await Promise.all([ports.files(), ports.archives()]);
  const found = await readFound(path, files, archives);
  const bytes = found instanceof Uint8Array ? found : await archives.pack(found);
  if (!await isArchive(bytes, archives)) return void 0;
  return { bytes, sha256: sha256Of(bytes) };
}
async function readFound(path, files, archives) {
  if (await files.isFolder(path)) return readEntries(await files.folder(path));
  const bytes = await files.read(path);
  if (bytes === void 0) return [];
  if (await isArchive(bytes, archives)) return bytes;
  const name = path.split("/").at(-1) ?? path;
  const folder = await files.folder(path.slice(0, -name.length) || ".");
  const entry = (await folder?.list("", "direct"))?.find((each) => each.path === name);
  return [toEntry(name, entry?.kind === "executable" ? "executable" : "file", bytes)];
}
async function readEntries(folder) {
  const entries = await folder.list("");
  return Promise.all(
    entries.map(async ({ path, kind }) => {
      const bytes = await folder.read(path) ?? new Uint8Array();
      return toEntry(path, kind === "submodule" ? "file" : kind, bytes);
    })
  );
}
function toEntry(path, kind, bytes) {
  const common = { path, mode: MODES[kind], mtime: 0, open: () => once(bytes) };
  if (kind === "link") return { ...common, kind, size: 0, target: new TextDecoder().decode(bytes) };
  return { ...common, kind: "file", size: bytes.length };
}
async function isArchive(bytes, archives) {
  try {
    return (await archives.unpack(bytes)).length > 0;
  } catch (error) {
    if (isFailure(error) && error.kind === "input" && error.issues[0]?.code === "archive/unreadable") return false;
    throw error;
  }
}
async function* once(bytes) {
  yield bytes;
}

// src/app/record-binaries.ts
import { inputFailure$75 as inputFailure, operationFailure$75 as operationFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
function checkStore({ store, "store-token": token }) {
  if (store === void 0) {
    const hint = "name a folder, or a URL that takes PUT, with --store";
    return [{ code: "store/none", message: "a binary needs a store", hint, origin: inputOrigin("--store") }];
  }
  const parsed = parseStore(store, token !== void 0);
  return parsed.ok ? [] : parsed.issues;
}
async function packNew(outputs, {
  release,
  standing
}, ports) {
  const packed = await Promise.all(
    outputs.map(async (output) => ({
      output,
      packed: await packBinary(output.path, ports),
      recorded: findRecorded(standing, output)
    }))
  );
  const missing = packed.filter((each) => each.packed === void 0 && each.recorded === void 0);
  if (missing.length > 0) throw inputFailure(...missing.map(({ output }) => nothingThere(output)));
  return packed.flatMap(({ output, packed: packed2, recorded }) => {
    if (packed2 === void 0 || isRecorded(packed2, recorded)) return [];
    const { name, platform } = output;
    const { bytes, sha256 } = packed2;
    const { project, githash } = release;
    return [
      { bytes, record: { kind: "binary", project, release: githash, name, platform, sha256, size: bytes.length } }
    ];
  });
}
async function storeAll(binaries, { store = "", "store-token": token }, ports) {
  if (binaries.length === 0) return [];
  const stores = await ports.binaryStores();
  return Promise.all(
    binaries.map(async ({ record, bytes }) => ({
      ...record,
      url: await stores.put({ store, name: objectName(record), bytes, token })
    }))
  );
}
function findRecorded(standing, { name, platform }) {
  return standing.find((each) => each.name === name && each.platform === platform);
}
function isRecorded({ sha256 }, recorded) {
  if (recorded === void 0) return false;
  if (recorded.sha256 === sha256) return true;
  throw operationFailure({
    code: "binary/exists",
    message: `${binaryLabel(recorded)} of ${recorded.project} ${recorded.release.slice(0, 12)} is recorded with sha256:${recorded.sha256}, and this build gave sha256:${sha256}; what was recorded once is never changed`,
    target: recorded.url,
    retry: "never",
    next: "deploy what is recorded, or make a new commit and release that"
  });
}
function nothingThere(output) {
  return {
    code: "binary/none",
    message: `${binaryLabel(output)}: there is nothing to pack at ${output.path}`,
    hint: "run the build first, and check the path",
    origin: inputOrigin("--binary")
  };
}

// src/app/land-records.ts
import { hasCode$75 as hasCode } from "./common.js";

// src/core/meta/recorded-event.ts
function toRecordedEvent(record, id, writer) {
  const { project } = record;
  return {
    kind: "event",
    id,
    event: `${record.kind}-recorded`,
    project,
    instance: "",
    fields: fieldsOf(record),
    ...writer
  };
}
function fieldsOf(record) {
  if (record.kind === "release") return { release: record.githash };
  const { name, platform, release, sha256 } = record;
  return { name, platform, release, sha256 };
}

// src/app/land-records.ts
var TRIES = 10;
async function landRecords({ meta, snapshot }, records, { ports, environment }) {
  const [first] = records;
  if (first === void 0) return void 0;
  const ids = await ports.ids();
  const at = ports.clock.now();
  const writer = { who: environment.actor, runUrl: environment.runUrl ?? "", at };
  const events = records.map((record) => toRecordedEvent(record, ids.ulid(at), writer));
  const change = toRecordChange(first.project, [...records, ...events]);
  for (let tries = 1, seen = snapshot; ; tries++, seen = await meta.snapshot()) {
    const changed = [...await firstFiles(seen, first.project), ...await channelFiles(seen, records, change.added)];
    try {
      return (await meta.append({ ...change, changed })).commit;
    } catch (error) {
      if (!hasCode(error, "meta/changed") || tries === TRIES) throw error;
    }
  }
}
async function firstFiles(snapshot, project) {
  const path = projectPath(project);
  if (await snapshot.read(path) !== void 0) return [];
  return [{ path, bytes: new TextEncoder().encode(encodeProject(FIRST_PROJECT)), basedOn: void 0 }];
}
async function channelFiles(snapshot, records, added) {
  const [binary] = records.filter((record) => record.kind === "binary");
  if (binary === void 0 || await snapshot.read(projectPath(binary.project)) === void 0) return [];
  const { project, release: githash } = binary;
  const channels = (await listChannels(snapshot, project)).filter(({ release: release2 }) => release2 === githash);
  const release = channels.length === 0 ? void 0 : await readRelease(snapshot, project, githash);
  if (release === void 0) return [];
  const files = channels.map(({ name }) => changeChannelFiles(snapshot, { project, channel: name, release }, added));
  return (await Promise.all(files)).flat();
}

export {
  packBinary,
  checkStore,
  packNew,
  storeAll,
  findRecorded,
  landRecords
};
