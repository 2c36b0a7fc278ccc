import {
  EnvelopeSchema,
  base64Encode,
  decodeRecord,
  fromBinary,
  recordBytes
} from "./chunk-YNEHTLFL.js";
import {
  channelFilePath,
  channelsFolder,
  releaseBinariesFolder
} from "./chunk-TOVEXTTC.js";

// src/app/channel-files.ts
import { unwrap$75 as unwrap } from "./common.js";

// src/core/meta/channel-files.ts
import { comparePaths$84 as comparePaths } from "./common.js";
function computeChannelFiles({ project, channel }, mapped, standing) {
  const platforms = /* @__PURE__ */ new Set([...standing, ...(mapped?.binaries ?? []).map(({ platform }) => platform)]);
  return [...platforms].sort(comparePaths).map((platform) => ({
    path: channelFilePath(project, channel, platform),
    text: mapped === void 0 ? "" : encode(mapped, platform)
  }));
}
function platformIn(path, { project, channel }) {
  const [, platform = ""] = /\.([^./]*)\.txt$/.exec(path) ?? [];
  return platform !== "" && path === `${project}/channels/${channel}.${platform}.txt` ? platform : void 0;
}
function encode({ githash, version, binaries }, platform) {
  const own = binaries.filter((binary) => binary.platform === platform);
  const lines = [
    `release ${githash}`,
    ...version === "" ? [] : [`version ${version}`],
    ...own.toSorted((a, b) => comparePaths(a.name, b.name)).flatMap(linesOf)
  ];
  return `${lines.join("\n")}
`;
}
function linesOf({ name, url, sha256, size, signed }) {
  const { bytes, signatures } = signed;
  return [
    `binary ${name}`,
    `url ${url}`,
    `sha256 ${sha256}`,
    `size ${size}`,
    ...signatures.length === 0 ? [] : [`record ${base64Encode(bytes)}`],
    ...signatures.map(({ signer, armored }) => `signature ${signer} ${withoutArmor(armored)}`)
  ];
}
function withoutArmor(armored) {
  return armored.replace(/-----[A-Z ]+-----/g, "").replace(/\s+/g, "");
}

// src/core/meta/signatures.ts
function signedBytes(file) {
  const bytes = recordBytes(file);
  if (bytes === void 0) return void 0;
  const { signatures } = fromBinary(EnvelopeSchema, file);
  return { bytes, signatures: signatures.map(({ signer, armored }) => ({ signer, armored })) };
}

// src/app/channel-files.ts
async function expectChannelFiles(snapshot, { project, channel, release }, added = []) {
  const names = await snapshot.children(channelsFolder(project));
  const standing = names.flatMap(
    (name) => platformIn(`${channelsFolder(project)}/${name}`, { project, channel }) ?? []
  );
  if (release === void 0) return computeChannelFiles({ project, channel }, void 0, standing);
  const binaries = await listBinaries(snapshot, { project, githash: release.githash }, added);
  return computeChannelFiles({ project, channel }, { ...release, binaries }, standing);
}
async function changeChannelFiles(snapshot, wanted, added = []) {
  const expected = await expectChannelFiles(snapshot, wanted, added);
  const there = await snapshot.readAll(expected.map(({ path }) => path));
  return expected.flatMap(({ path, text }, i) => {
    const basedOn = there[i];
    const isRight = basedOn !== void 0 && new TextDecoder().decode(basedOn) === text;
    return isRight ? [] : [{ path, bytes: new TextEncoder().encode(text), basedOn }];
  });
}
async function listBinaries(snapshot, { project, githash }, added) {
  const folder = releaseBinariesFolder(project, githash);
  const paths = (await snapshot.list(folder)).filter((path) => path.endsWith(".binpb"));
  const recorded = await snapshot.readAll(paths);
  const files = new Map(
    added.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path, bytes }) => [path, bytes])
  );
  for (const [i, path] of paths.entries()) files.set(path, recorded[i] ?? new Uint8Array());
  return [...files].flatMap(([path, bytes]) => {
    const record = unwrap(decodeRecord(bytes, path));
    const signed = signedBytes(bytes);
    return record.kind === "binary" && signed !== void 0 ? [{ ...record, signed }] : [];
  });
}

export {
  signedBytes,
  changeChannelFiles
};
