const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  buildTrees,
  ensureState,
  mapBounded,
  readState
} from "./chunk-PFKDRTCV.js";
import {
  pathProblem
} from "./chunk-G66CXVFM.js";
import "./chunk-HRNK2V7D.js";
import {
  chooseHosts,
  hostsOrLocal
} from "./chunk-SLHFWFOZ.js";
import "./chunk-LMA6NMAK.js";
import {
  gather
} from "./chunk-PN3W7LI2.js";
import "./chunk-AXVUXNQO.js";
import "./chunk-SPQQYKQZ.js";
import "./chunk-HQNTYEMP.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-TO4YQPUN.js";
import "./chunk-T7AAMPLI.js";
import "./chunk-RMGOG7U5.js";
import "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import "./chunk-QJCYUTJH.js";
import "./chunk-NH3IMKON.js";
import {
  dryRun,
  places,
  selection,
  subject,
  version
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  text
} from "./chunk-34VBN6EU.js";
import "./chunk-2XE6ZA5R.js";
import "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-MQ4C672U.js";
import "./chunk-RB4T4KKB.js";
import "./chunk-ZO5PUFDL.js";
import {
  inputFailure,
  inputOrigin,
  unwrap
} from "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/app/tree/write-trees.ts
import { posix } from "node:path";
var NOTE = ".facsimile-render.json";
async function writeTrees({ out, built, note }, files) {
  await clear(out, files);
  const alone = new Set(built.values()).size === 1;
  const places2 = alone ? [...built].slice(0, 1).map(([, tree]) => ["", tree]) : [...built];
  for (const [host, tree] of places2)
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
  else await files.write({ path: full, mode: Number.parseInt(mode, 8), content: body.content.open(), passing: true });
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
  const { definition, release, define, seen } = await gather(inputs, ports);
  const hosts = hostsToRender(definition, inputs);
  const place = seen === void 0 ? { kind: "local", topDir: inputs["top-dir"], cwd: environment.cwd, define } : { kind: "meta", meta: seen.meta };
  const subject2 = { instance: definition.instance, usernames: definition.settings.modules, place };
  const creates = seen === void 0 && inputs["dry-run"] !== true;
  const state = await (creates ? ensureState(subject2, ports) : readState(subject2, ports));
  const built = await buildTrees({ definition, release, define, hosts, state }, ports);
  const trees = describeTrees(built);
  if (inputs["dry-run"] !== true) {
    const note = { project: definition.project, instance: definition.instance, release: release.githash, trees };
    await writeTrees({ out: inputs.out, built, note }, await ports.files());
  }
  return { definition, release, trees };
}
function hostsToRender({ settings }, selection2) {
  const whole = selection2.target.length === 0 && selection2.host.length === 0;
  return whole ? hostsOrLocal(settings) : unwrap(chooseHosts(settings, selection2));
}
function describeTrees(built) {
  const trees = [...new Set(built.values())];
  return trees.map((tree) => {
    const hosts = [...built].flatMap(([host, its]) => its === tree ? [host] : []);
    const folders = trees.length === 1 ? ["."] : hosts;
    return { digest: tree.tree.digest, hosts, files: tree.tree.entries.length, folders };
  });
}

// src/commands/render.ts
var renderCommand = defineCommand({
  name: "render",
  summary: "Write the files that hosts get into a folder: DIR/_DEPLOY_, or DIR/HOST/_DEPLOY_ where hosts differ.",
  inputs: defineInputs({
    ...subject,
    ...version,
    out: text({
      required: true,
      placeholder: "DIR",
      help: "The folder; what an earlier render wrote there is replaced."
    }),
    ...places,
    ...selection,
    ...dryRun
  }),
  outputs: {
    trees: "Digest of the tree of each host, as a JSON mapping.",
    githash: "Githash of the release that was rendered."
  },
  action: { name: "render", title: "Facsimile render", icon: "file-text", color: "blue" },
  run: async (inputs, { ports, environment }) => {
    const { definition, release, trees } = await render(inputs, ports, environment);
    const { project, instance } = definition;
    const byHost = Object.fromEntries(trees.flatMap(({ digest, hosts }) => hosts.map((host) => [host, digest])));
    return {
      data: {
        project,
        instance,
        release: { githash: release.githash, version: release.version, dirty: release.dirty },
        out: inputs.out,
        trees: trees.map(({ digest, hosts, files, folders }) => ({
          digest,
          hosts: [...hosts],
          files,
          folders: [...folders]
        }))
      },
      text: trees.map(({ digest, hosts, files }) => `${digest}  ${files} files  ${hosts.join(", ")}`).join("\n"),
      outputs: { trees: JSON.stringify(byHost), githash: release.githash }
    };
  }
});
export {
  renderCommand
};
