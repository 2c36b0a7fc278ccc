import {
  statePath
} from "./chunk-TOVEXTTC.js";

// src/core/state/clones.ts
function clonesOf(module) {
  const { name, count, logicalName } = module;
  return Array.from({ length: count }, (_, index) => {
    const instanceName = logicalName === void 0 ? void 0 : `${name}d.${index}`;
    return { module, index, instanceName, configName: count > 1 ? instanceName ?? name : name };
  });
}
function needsOf(modules) {
  const clones = modules.flatMap(clonesOf);
  const first = clones.filter(({ index }) => index === 0);
  const ordered = [...first, ...clones.filter(({ index }) => index > 0)];
  return {
    usernames: [...new Set(modules.map(({ username }) => username))],
    instanceNames: ordered.flatMap(({ instanceName }) => instanceName ?? [])
  };
}

// src/app/state-inputs.ts
function stateInputsFor({ definition, define, seen }, { topDir, cwd }) {
  const { state, modules } = definition.settings;
  const hasSecrets = [definition, ...definition.overridden.values()].some(({ sealed }) => sealed.size > 0);
  const place = seen === void 0 ? { kind: "local", topDir, cwd, define } : { kind: "meta", meta: seen.meta };
  return { ...state, place, needs: needsOf(modules), hasSecrets };
}

// src/app/state-store.ts
const { posix } = process.getBuiltinModule("node:path");
import { hasCode$75 as hasCode, operationFailure$75 as operationFailure } from "./common.js";
function openStore({ instance, project, place }, ports) {
  const path = statePath(instance, project);
  return place.kind === "meta" ? inMeta(path, place.meta) : onDisk(path, place, ports);
}
function inMeta(path, meta) {
  const read = async (file) => (await meta.snapshot()).read(file);
  return {
    shown: path,
    shared: true,
    read: () => read(path),
    replace: async ({ bytes, basedOn, message }) => {
      try {
        await meta.append({ added: [], changed: [{ path, bytes, basedOn }], message });
        return true;
      } catch (error) {
        if (hasCode(error, "meta/changed")) return false;
        throw error;
      }
    },
    rules: async () => toConfig(await read(".sops.yaml"), ".sops.yaml", [path]),
    busy: () => busy(path)
  };
}
function onDisk(path, place, ports) {
  const shown = posix.join(place.topDir, path);
  const file = (content) => ({ path: shown, mode: 384, content });
  return {
    shown,
    shared: false,
    read: async () => (await ports.files()).read(shown),
    replace: async ({ bytes, basedOn }) => {
      const files = await ports.files();
      await files.makeTopFolder(place.topDir);
      if (basedOn === void 0) return files.create(file(bytes));
      return files.exclusively(shown, async () => {
        if (!sameBytes(await files.read(shown), basedOn)) return false;
        await files.write(file(bytes));
        return true;
      });
    },
    rules: () => findRules(path, place, ports),
    busy: () => busy(shown)
  };
}
async function findRules(path, place, ports) {
  const { files, folder } = place.define;
  for (const near of [.../* @__PURE__ */ new Set([posix.join(folder, ".sops.yaml"), ".sops.yaml"])]) {
    const found = toConfig(await files.read(near), files.locate(near), [path]);
    if (found !== void 0) return found;
  }
  const disk = await ports.files();
  const full = posix.resolve(place.cwd, place.topDir, path);
  for (let above = place.cwd; ; above = posix.dirname(above)) {
    const shown = posix.join(above, ".sops.yaml");
    const found = toConfig(await disk.read(shown), shown, [posix.relative(above, full), path]);
    if (found !== void 0 || above === posix.dirname(above)) return found;
  }
}
function toConfig(bytes, shown, paths) {
  return bytes === void 0 ? void 0 : { text: new TextDecoder().decode(bytes), shown, paths };
}
function sameBytes(a, b) {
  return a !== void 0 && a.length === b.length && a.every((byte, i) => byte === b[i]);
}
function busy(path) {
  return operationFailure({
    code: "state/busy",
    message: `${path} was changed by others each time that it was about to be written`,
    target: path,
    retry: "safe"
  });
}

export {
  clonesOf,
  needsOf,
  openStore,
  sameBytes,
  stateInputsFor
};
