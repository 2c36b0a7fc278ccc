import {
  findSecrets,
  replaceSecrets
} from "./chunk-SYF3QZT3.js";
import "./chunk-SDAXHN2N.js";
import {
  chooseCreation,
  isSameRecipient,
  readCreation,
  requireRecipients,
  warnOfOne
} from "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import {
  sameBytes
} from "./chunk-OEAUEXIH.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/secrets/update-keys.ts
const { posix: posix2 } = process.getBuiltinModule("node:path");
import { hasCode$75 as hasCode2, operationFailure$75 as operationFailure, unwrap$75 as unwrap2 } from "./common.js";

// src/app/secrets/governed-files.ts
const { posix } = process.getBuiltinModule("node:path");
import { unwrap$75 as unwrap } from "./common.js";
var FORM = /\.(?:yaml|yml|json)$/;
async function surveyFiles(repository, ports) {
  const files = [];
  const unreadable = [];
  const stateFiles = await ports.stateFiles();
  for (const at of repository.paths.filter((path) => FORM.test(path))) {
    const bytes = await repository.read(at);
    if (bytes === void 0 || !looksSealed(bytes)) continue;
    const path = repository.shown(at);
    const sealed = await stateFiles.inspect(path, bytes);
    if (sealed.ok) {
      files.push({ at, path, bytes, sealed: sealed.value, creation: await findCreation(at, repository) });
    } else if (sealed.issues.some(({ code }) => code !== "state/not-sops"))
      unreadable.push({ path, why: sealed.issues.map(({ message }) => message).join("; ") });
  }
  return { files, unreadable };
}
function looksSealed(bytes) {
  const text2 = new TextDecoder().decode(bytes);
  return text2.includes("ENC[AES256_GCM,") && /^\s*"?sops"?\s*:/m.test(text2);
}
async function findCreation(at, repository) {
  for (let folder = posix.dirname(at); ; folder = posix.dirname(folder)) {
    const rules = posix.join(folder, ".sops.yaml");
    const bytes = await repository.read(rules);
    if (bytes !== void 0) {
      const text2 = new TextDecoder().decode(bytes);
      return unwrap(chooseCreation(text2, repository.shown(rules), [posix.relative(folder, at)]));
    }
    if (folder === posix.dirname(folder)) return void 0;
  }
}

// src/app/secrets/key-change.ts
import { hasCode$75 as hasCode, isFailure$75 as isFailure } from "./common.js";
async function changeKeys(file, ports, isDry) {
  const { path, bytes, sealed, creation } = file;
  const none = { path, added: [], removed: [] };
  if (creation === void 0) return { ...none, outcome: "no-rule" };
  await requireRecipients(creation, ports);
  const wanted = creation.recipients.map(
    (recipient) => sealed.recipients.find((one) => isSameRecipient(one, recipient)) ?? recipient
  );
  const added = wanted.filter((recipient) => !sealed.recipients.includes(recipient));
  const removed = sealed.recipients.filter((recipient) => !wanted.includes(recipient));
  warnOfOne(path, wanted, ports);
  if (added.length === 0 && removed.length === 0) return { ...none, outcome: "current" };
  if (sealed.foreign.length > 0)
    return {
      ...none,
      outcome: "refused",
      why: `${sealed.foreign.join(" and ")} keys open it too: use sops updatekeys`
    };
  if (isDry) return { path, outcome: "changed", added, removed };
  try {
    const fresh = await (await ports.stateFiles()).rewrap(path, bytes, wanted);
    return { path, outcome: "changed", added, removed, fresh };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { ...none, outcome: hasCode(error, "state/no-key") ? "locked" : "refused", why: error.message };
  }
}

// src/app/secrets/update-keys.ts
async function updateKeys(inputs2, ports, environment) {
  const changes = await (inputs2.all ? updateAll(inputs2, ports, environment) : updateOne(inputs2, ports, environment));
  for (const { path, removed } of changes) {
    if (removed.length === 0) continue;
    ports.talk.warn({
      code: "state/removed-recipient",
      message: `${removed.join(", ")} may have kept what ${path} held until now`,
      hint: "give it a new data key (facs secrets rotate), and change the passwords themselves"
    });
  }
  return changes;
}
async function updateOne(inputs2, ports, environment) {
  const file = await findSecrets({ ...inputs2, instance: inputs2.instance ?? "" }, ports, environment);
  const { store, bytes } = file;
  const sealed = unwrap2(await (await ports.stateFiles()).inspect(store.shown, bytes));
  const governed = { path: store.shown, bytes, sealed, creation: await readCreation(store) };
  const change = await changeKeys(governed, ports, inputs2["dry-run"] === true);
  if (change.fresh !== void 0) await replaceSecrets(file, change.fresh, describeChange([change]));
  return [change];
}
async function updateAll(inputs2, ports, { cwd }) {
  const meta = inputs2.meta === void 0 ? void 0 : await openMeta(ports, inputs2);
  const folder = posix2.resolve(cwd, inputs2["src-dir"] ?? ".");
  const repository = meta === void 0 ? await onDisk(folder, cwd, ports) : await inMeta(meta);
  const { files, unreadable } = await surveyFiles(repository, ports);
  const changes = [];
  for (const file of files)
    changes.push({ ...await changeKeys(file, ports, inputs2["dry-run"] === true), at: file.at, basedOn: file.bytes });
  const changed = changes.flatMap(
    ({ at, fresh, basedOn }) => at === void 0 || fresh === void 0 || basedOn === void 0 ? [] : [{ path: at, bytes: fresh, basedOn }]
  );
  if (meta !== void 0 && changed.length > 0) await landAll(meta, changed, describeChange(changes));
  const topDir = posix2.resolve(cwd, inputs2["top-dir"]);
  const late = meta === void 0 ? await writeAll(changed, topDir, await ports.files()) : [];
  const settled = changes.map(
    (change) => change.at !== void 0 && late.includes(change.at) ? tooLate(change) : change
  );
  return [...settled, ...unreadable.map((file) => ({ ...file, outcome: "refused", added: [], removed: [] }))];
}
async function writeAll(changed, topDir, disk) {
  const late = [];
  for (const { path, bytes, basedOn } of changed)
    await disk.exclusively(path, async () => {
      if (sameBytes(await disk.read(path), basedOn))
        await disk.write({ path, content: bytes, mode: path.startsWith(`${topDir}/`) ? 384 : 420 });
      else late.push(path);
    });
  return late;
}
function tooLate({ path }) {
  return {
    path,
    outcome: "refused",
    added: [],
    removed: [],
    why: "somebody else changed it meanwhile: run this again"
  };
}
async function landAll(meta, changed, message) {
  try {
    await meta.append({ added: [], changed: changed.map((one) => ({ ...one, path: one.path.slice(1) })), message });
  } catch (error) {
    if (!hasCode2(error, "meta/changed")) throw error;
    throw operationFailure({
      code: "state/moved",
      message: "somebody changed one of these files meanwhile: nothing was written",
      retry: "safe",
      next: "run the same command again"
    });
  }
}
async function inMeta(meta) {
  const snapshot = await meta.snapshot();
  return {
    paths: (await snapshot.list("")).map((path) => `/${path}`),
    shown: (path) => path.slice(1),
    read: (path) => snapshot.read(path.slice(1))
  };
}
async function onDisk(folder, cwd, ports) {
  const disk = await ports.files();
  const entries = await (await disk.folder(folder))?.list("") ?? [];
  const own = entries.filter(({ kind, path }) => kind === "file" && !path.split("/").includes("node_modules"));
  return {
    paths: own.map(({ path }) => posix2.join(folder, path)),
    shown: (path) => posix2.relative(cwd, path),
    read: (path) => disk.read(path)
  };
}
function describeChange(changes) {
  const changed = changes.filter(({ outcome }) => outcome === "changed");
  const names = (of) => [...new Set(changed.flatMap((change) => change[of]))];
  const parts = ["added", "removed"].flatMap(
    (of) => names(of).length === 0 ? [] : [`${of} ${names(of).join(", ")}`]
  );
  return `Recipients: ${parts.join("; ")}`;
}

// src/commands/secrets-updatekeys.ts
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  project: subject.project,
  instance: text({
    positional: true,
    required: true,
    unless: "all",
    placeholder: "INSTANCE",
    help: "The instance, for example production.eu."
  }),
  all: flag({ help: "Every file that sops encrypted: of the meta repo, or without --meta of the folder here." }),
  ...places,
  ...dryRun
});
var secretsUpdatekeysCommand = defineCommand({
  name: "secrets updatekeys",
  summary: "Encrypt state to the recipients that .sops.yaml names now.",
  inputs,
  run: async (given, { ports, environment }) => {
    const changes = await updateKeys(given, ports, environment);
    const failed = failureOf(changes);
    return {
      data: {
        files: changes.map(({ path, outcome, added, removed, why }) => ({
          ...{ path, outcome },
          added: [...added],
          removed: [...removed],
          why: why ?? null
        }))
      },
      text: changes.length === 0 ? "nothing here was encrypted by sops" : changes.map((change) => describe(change, given["dry-run"])).join("\n"),
      ...failed === void 0 ? {} : { failed }
    };
  }
});
function describe({ path, outcome, added, removed, why }, isDry) {
  if (outcome === "current") return `${path}: as .sops.yaml says`;
  if (outcome === "no-rule") return `${path}: no rule of .sops.yaml matches it, left as it is`;
  if (outcome !== "changed") return `${path}: ${why}`;
  const parts = [...added.map((one) => `+ ${one}`), ...removed.map((one) => `- ${one}`)];
  return [`${path}: ${isDry ? "would be changed" : "changed"}`, ...parts.map((part) => `  ${part}`)].join("\n");
}
function failureOf(changes) {
  const left = changes.filter(({ outcome }) => outcome === "locked" || outcome === "refused");
  if (left.length === 0) return void 0;
  return {
    code: "state/keys-left",
    message: `${left.length} of ${changes.length} files could not be brought to what .sops.yaml says`,
    retry: "safe",
    next: "run it again with a key that opens them"
  };
}
export {
  secretsUpdatekeysCommand
};
