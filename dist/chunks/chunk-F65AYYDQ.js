const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  objectName,
  parseStore
} from "./chunk-HFORAUJS.js";
import {
  toRecordChange
} from "./chunk-AA3KVOIR.js";
import {
  binaryLabel
} from "./chunk-SKZ3SRNB.js";
import {
  sha256Of
} from "./chunk-HIRML4IV.js";
import {
  FIRST_PROJECT,
  encodeProject
} from "./chunk-CNVGTS4K.js";
import {
  projectPath
} from "./chunk-YCM4N6T2.js";

// src/app/pack-binary.ts
import { isFailure$72 as isFailure } from "#common";
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
import { inputFailure$72 as inputFailure, operationFailure$72 as operationFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
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
async function landRecords({ meta, snapshot }, records, { ports, environment }) {
  const [first] = records;
  if (first === void 0) return void 0;
  const ids = await ports.ids();
  const at = ports.clock.now();
  const writer = { who: environment.actor, runUrl: environment.runUrl ?? "", at };
  const events = records.map((record) => toRecordedEvent(record, ids.ulid(at), writer));
  const changed = await firstFiles(snapshot, first.project);
  const { commit } = await meta.append({ ...toRecordChange(first.project, [...records, ...events]), changed });
  return commit;
}
async function firstFiles(snapshot, project) {
  const path = projectPath(project);
  if (await snapshot.read(path) !== void 0) return [];
  return [{ path, bytes: new TextEncoder().encode(encodeProject(FIRST_PROJECT)), basedOn: void 0 }];
}

export {
  packBinary,
  checkStore,
  packNew,
  storeAll,
  findRecorded,
  landRecords
};
