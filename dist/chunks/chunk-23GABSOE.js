import {
  chooseHosts,
  hostsOrLocal,
  isPartial
} from "./chunk-ZJSGJCEA.js";
import {
  buildTrees,
  sayWhatLacks
} from "./chunk-FFSKWJZY.js";
import {
  ensureState,
  readState
} from "./chunk-JUE3Q72V.js";
import {
  stateInputsFor
} from "./chunk-OEAUEXIH.js";
import {
  mapBounded
} from "./chunk-DBGHAI7F.js";
import {
  pathProblem
} from "./chunk-57LPI4FI.js";
import {
  gather
} from "./chunk-3CZVO4XC.js";

// src/app/render.ts
import { unwrap$75 as unwrap } from "./common.js";

// src/app/tree/write-trees.ts
const { posix } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
var NOTE = ".facsimile-render.json";
async function writeTrees({ out, built, note }, files) {
  await clear(out, files);
  const alone = new Set(built.values()).size === 1;
  const places = alone ? [...built].slice(0, 1).map(([, tree]) => ["", tree]) : [...built];
  for (const [host, tree] of places)
    await mapBounded(toFiles(tree), (file) => writeOne(posix.join(out, folderOf(host)), file, files));
  await files.write({ path: posix.join(out, NOTE), mode: 420, content: encodeNote(note) });
}
async function clear(out, files) {
  const names = await files.names(out) ?? [];
  if (names.length > 0 && !names.includes(NOTE))
    throw inputFailure({
      code: "render/not-ours",
      message: `${out} holds files that facs render did not write: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", \u2026" : ""}`,
      hint: "name an empty or a new folder",
      origin: inputOrigin("--out")
    });
  await files.write({ path: posix.join(out, NOTE), mode: 420, content: encodeNote({}) });
  for (const name of names) if (name !== NOTE) await files.remove(posix.join(out, name));
}
function toFiles({ tree, contents, artefacts }) {
  const deployed = tree.entries.map(({ path, mode, content }) => {
    if (content.kind === "link" || content.kind === "dir") return { path, mode, body: content };
    const bytes = contents.get(path);
    if (bytes === void 0) throw new Error(`no bytes for ${path}`);
    const body = { kind: "file", content: bytes, secret: content.kind === "secret" };
    return { path, mode, body };
  });
  return [...deployed, ...artefacts.values()];
}
async function writeOne(folder, { path, mode, body }, files) {
  const full = posix.join(folder, path);
  if (body.kind === "dir") await files.makeFolder(full);
  else if (body.kind === "link") await files.link(full, body.target);
  else
    await files.write({
      path: full,
      mode: Number.parseInt(mode, 8),
      content: body.content.open(),
      passing: true,
      fresh: true
    });
}
function folderOf(host) {
  const problem = host === "" ? void 0 : pathProblem(host);
  if (problem === void 0) return host;
  throw inputFailure({ code: "render/host", message: `no folder can have the name of this host: ${problem}` });
}
function encodeNote(note) {
  return new TextEncoder().encode(`${JSON.stringify(note, null, 2)}
`);
}

// src/app/render.ts
async function render(inputs, ports, environment) {
  const gathered = await gather(inputs, ports);
  return renderGathered({ ...inputs, gathered, createsState: gathered.seen === void 0 }, ports, environment);
}
async function renderGathered(wish, ports, environment) {
  const { gathered, ...inputs } = wish;
  const { definition, release, define } = gathered;
  const hosts = hostsToRender(definition, inputs, environment.platform);
  const subject = stateInputsFor(gathered, { topDir: inputs["top-dir"], cwd: environment.cwd });
  const creates = wish.createsState && inputs["dry-run"] !== true;
  const state = await (creates ? ensureState(subject, ports) : readState(subject, ports));
  if (!creates) sayWhatLacks(state, subject.needs, ports.talk);
  const { options } = wish;
  const built = await buildTrees(
    { definition, release, define, hosts, state, topDir: inputs["top-dir"], ...options && { options } },
    ports
  );
  const trees = describeTrees(built);
  if (inputs["dry-run"] !== true) {
    const note = { project: definition.project, instance: definition.instance, release: release.githash, trees };
    await writeTrees({ out: inputs.out, built, note }, await ports.files());
  }
  return { definition, release, trees };
}
function hostsToRender({ settings }, selection, platform) {
  return isPartial(selection) ? unwrap(chooseHosts(settings, selection)) : hostsOrLocal(settings, platform);
}
function describeTrees(built) {
  const trees = [...new Set(built.values())];
  return trees.map((tree) => {
    const hosts = [...built].flatMap(([host, its]) => its === tree ? [host] : []);
    const folders = trees.length === 1 ? ["."] : hosts;
    return { digest: tree.tree.digest, hosts, files: tree.tree.entries.length, folders };
  });
}

export {
  render,
  renderGathered
};
