import {
  listValues,
  readMetadata,
  withoutMember
} from "./chunk-FB4I2YW6.js";
import {
  errorIn,
  findingsOf,
  warningIn
} from "./chunk-4MSH5B5Z.js";
import {
  readYaml
} from "./chunk-DBME3KMD.js";
import {
  isSealed
} from "./chunk-FT4SZ23G.js";
import {
  makeTree
} from "./chunk-UWRVC44L.js";
import {
  pathProblem
} from "./chunk-57LPI4FI.js";
import {
  parseChannel
} from "./chunk-DCE3FQGI.js";
import {
  resolveEntries
} from "./chunk-SVBDCEBZ.js";
import {
  parseProject
} from "./chunk-B7LGTJMV.js";
import {
  parseFormat
} from "./chunk-ESGIBEUM.js";
import {
  decodeRecord
} from "./chunk-YNEHTLFL.js";
import {
  FORMAT_FILE,
  RECORD_FOLDERS,
  beginPath,
  beginPathOf,
  binaryPath,
  channelPath,
  datedPath,
  isRecordPath,
  isUlid,
  recordPath,
  releasePath,
  treePath,
  ulidTime
} from "./chunk-TOVEXTTC.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";

// src/core/meta/integrity/problems-of-git.ts
var RESTORE = "fetch it from any other clone (git push or git bundle from there), or restore the repository from a backup; then run this again";
function toFinding({ kind, isWarning, object, type, path, commit, said }) {
  const words = {
    missing: `the ${type} ${object} cannot be read: ${said}`,
    malformed: `git refuses the ${type} ${object}: ${said}`,
    ref: `${object} points nowhere: ${said}`
  };
  const remedies = {
    missing: RESTORE,
    malformed: "whoever made it did not use git: take the commits that hold it off the branch, and write them anew",
    ref: "set it to its last good commit: git update-ref, or fetch it from another clone"
  };
  return {
    code: `git/${kind}`,
    severity: isWarning ? "warning" : "error",
    ...{ path, commit, message: words[kind], remedy: remedies[kind] }
  };
}

// src/core/meta/integrity/check-mode.ts
var KINDS = {
  executable: "is executable",
  link: "is a symbolic link",
  submodule: "is a submodule"
};
function checkKind(subject, kind) {
  if (kind === "file") return [];
  const remedy = kind === "executable" ? `git update-index --chmod=-x ${subject.path}, then commit` : "put a plain file in its place, or take it away";
  return [errorIn(subject, "file/kind", `it ${KINDS[kind]}; only plain files lie here`, remedy)];
}

// src/core/meta/integrity/record-problems.ts
import { isGithash$91 as isGithash, isSha256$91 as isSha2562 } from "./common.js";

// src/core/meta/integrity/tree-problems.ts
import { comparePaths$84 as comparePaths } from "./common.js";
import { isSha256$91 as isSha256 } from "./common.js";
var MODE = /^[0-7]{4}$/;
function treeProblems(record) {
  const { entries, base, removed } = record;
  const problems = [
    ...entries.flatMap(entryProblems),
    ...orderProblems(entries.map(({ path }) => path)),
    ...orderProblems(removed),
    ...base === "" && removed.length > 0 ? ["it takes paths away from a base that it does not name"] : [],
    ...base === "" || isSha256(base) ? [] : [`its base is no digest: "${base}"`]
  ];
  return base === "" && problems.length === 0 ? digestProblem(record, void 0) : problems;
}
function digestProblem(record, base) {
  const { digest } = makeTree(resolveEntries(record, base));
  return digest === record.digest ? [] : [`its entries have the digest ${digest}, not the one that it is named by`];
}
function entryProblems({ path, mode, content }) {
  const problem = pathProblem(path);
  return [
    ...problem === void 0 ? [] : [problem],
    .../^_(DEPLOY|ROOT)_\//.test(path) ? [] : [`${path} lies in neither _DEPLOY_/ nor _ROOT_/`],
    ...MODE.test(mode) ? [] : [`"${mode}" is no mode of ${path}`],
    ...content.kind !== "file" || isSha256(content.sha256) ? [] : [`the SHA-256 of ${path} is none`],
    ...content.kind !== "secret" || isSha256(content.hmac) ? [] : [`the HMAC of ${path} is none`],
    ...content.kind !== "link" || content.target !== "" ? [] : [`the link ${path} points nowhere`]
  ];
}
function orderProblems(paths) {
  return paths.flatMap((path, i) => {
    const last = paths[i - 1];
    return last === void 0 || comparePaths(last, path) < 0 ? [] : [`${path} is out of order`];
  });
}

// src/core/meta/integrity/record-problems.ts
var APART_MS = 864e5;
var EVENT_KIND = /^[a-z0-9]+(-[a-z0-9]+)*$/;
function recordProblems(record) {
  switch (record.kind) {
    case "release":
      return releaseProblems(record);
    case "binary":
      return binaryProblems(record);
    case "tree":
      return treeProblems(record);
    case "deployment-begin":
      return beginProblems(record);
    case "deployment-end":
      return endProblems(record);
    case "event":
      return eventProblems(record);
    case "unknown":
      return [];
  }
}
function releaseProblems({ githash, repos }) {
  const [first] = repos;
  return [
    ...first === void 0 ? ["it names no repository"] : [],
    ...first !== void 0 && first.githash !== githash ? ["its first repository is at another githash"] : [],
    ...repos.flatMap(({ name, url, githash: at }) => [
      ...filled({ "the name of a repository": name }),
      ...urlProblems(`the URL of ${name}`, url),
      ...isGithash(at) ? [] : [`the githash of ${name} is none: "${at}"`]
    ])
  ];
}
function binaryProblems({ release, sha256, size, url }) {
  return [
    ...isGithash(release) ? [] : [`its release is no githash: "${release}"`],
    ...isSha2562(sha256) ? [] : [`its SHA-256 is none: "${sha256}"`],
    ...size > 0 ? [] : ["its size is 0"],
    ...urlProblems("its URL", url)
  ];
}
function beginProblems(record) {
  const { id, release, definitions, planDigest, hosts, who, begunAt, resumes } = record;
  return [
    ...isGithash(release) ? [] : [`its release is no githash: "${release}"`],
    ...definitions.githash === "" || isGithash(definitions.githash) ? [] : ["its definitions are at no githash"],
    ...isSha2562(planDigest) ? [] : ["the digest of its plan is none"],
    ...resumes === "" || isUlid(resumes) ? [] : [`"${resumes}", which it goes on with, is no id`],
    ...filled({ "who started it": who }),
    ...twice(hosts.map(({ host }) => host)),
    ...hosts.flatMap(({ host, from, to }) => [
      ...filled({ "the name of a host": host }),
      ...copyProblems(`what ${host} is to run`, to),
      ...from === void 0 ? [] : copyProblems(`what ${host} ran before`, from)
    ]),
    ...timeProblems(id, begunAt)
  ];
}
function endProblems({ hosts, endedAt }) {
  return [
    ...endedAt > 0 ? [] : ["it does not say when it was written"],
    ...twice(hosts.map(({ host }) => host)),
    ...hosts.flatMap(({ host, now }) => now === void 0 ? [] : copyProblems(`what ${host} runs`, now))
  ];
}
function eventProblems({ id, event, who, at, inputs = [], outputs = [] }) {
  return [
    ...EVENT_KIND.test(event) ? [] : [`"${event}" is no kind of event`],
    ...filled({ "who did it": who }),
    ...[...inputs, ...outputs].flatMap(
      ({ path, sha256 }) => isSha2562(sha256) ? [] : [`the SHA-256 of the file ${path} is none`]
    ),
    ...timeProblems(id, at)
  ];
}
function copyProblems(what, { release, tree }) {
  return [
    ...isGithash(release) ? [] : [`the release of ${what} is no githash: "${release}"`],
    ...isSha2562(tree) ? [] : [`the tree of ${what} is no digest: "${tree}"`]
  ];
}
function timeProblems(id, at) {
  if (at <= 0) return ["it does not say when it was written"];
  if (!isUlid(id) || Math.abs(ulidTime(id) - at) <= APART_MS) return [];
  return [`its id is of ${describeMoment(ulidTime(id))}, and it says that it was written ${describeMoment(at)}`];
}
function urlProblems(what, url) {
  if (url === "") return [`${what} is empty`];
  const [, user] = /^https?:\/\/([^/]*)@/i.exec(url) ?? [];
  return user === void 0 ? [] : [`${what} holds a user or password`];
}
function filled(texts) {
  return Object.entries(texts).flatMap(([what, text]) => text === "" ? [`it does not say ${what}`] : []);
}
function twice(names) {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map(
    (name) => `host ${name} is there twice`
  );
}

// src/core/meta/integrity/check-record.ts
var RECORD_REMEDY = "find out who wrote it; if it was right once, put the file back as it was, else remove it by a commit";
function checkRecord(subject, bytes) {
  const decoded = decodeRecord(bytes, subject.path);
  if (!decoded.ok) {
    const [issue] = decoded.issues;
    return { findings: [errorIn(subject, "record/unreadable", issue?.message ?? "", RECORD_REMEDY)] };
  }
  const record = decoded.value;
  if (record.kind === "unknown") return { record, findings: [unknown(subject)] };
  const values = recordProblems(record).map((words) => errorIn(subject, "record/value", words, RECORD_REMEDY));
  return { record, findings: [...checkPlace(subject, record), ...values] };
}
function checkPlace(subject, record) {
  const [project = ""] = subject.path.split("/");
  if ("project" in record && record.project !== project) {
    const message = `it says that it is of project "${record.project}", and lies in ${project}`;
    return [errorIn(subject, "record/place", message, RECORD_REMEDY)];
  }
  try {
    const place = recordPath(project, record);
    if (place === subject.path) return [];
    return [errorIn(subject, "record/place", `what it says belongs at ${place}`, RECORD_REMEDY)];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [errorIn(subject, "record/place", `what it says belongs nowhere: ${error.message}`, RECORD_REMEDY)];
  }
}
function unknown(subject) {
  const message = "it is a record of a kind that this facs does not know, and was not checked";
  return warningIn(subject, "record/unknown", message, "a newer facs wrote it: update this one");
}

// src/core/meta/integrity/check-settings.ts
function checkFormatFile(subject, text) {
  return issuesOf(subject, parseFormat(text), "put back the version that was there before");
}
function checkProject(subject, text) {
  return issuesOf(subject, parseProject(text, subject.path), "write what is meant, or put back the version before");
}
function checkChannel(subject, text, { channel, project, of }) {
  const read2 = parseChannel(text, subject.path);
  const findings = [
    ...issuesOf(subject, read2, "write what is meant, or put back the version before"),
    ...checkChannelName(subject, channel, { project, of })
  ];
  const release = read2.ok ? read2.value.release : void 0;
  if (release === void 0) return { findings, claims: [] };
  const claim = { by: subject, path: releasePath(project, release), what: "the release that it maps to" };
  return { findings, claims: [claim] };
}
function checkChannelName(subject, channel, { project, of }) {
  if (of === void 0 || of.channels.includes(channel)) return [];
  const message = `${project} has no channel ${channel}: its channels are ${of.channels.join(", ")}`;
  const remedy = `add it to channels: in ${project}/project.yaml, or take this file away`;
  return [errorIn(subject, "channel/unknown", message, remedy)];
}
function listingClaim(by, project, channel) {
  return { by, path: channelPath(project, channel), what: "the channel behind it" };
}
function checkFlags(subject, text) {
  const remedy = "write JSON as flagd reads it, or put back the version before";
  try {
    const value = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return [];
    return [errorIn(subject, "flags/json", "it holds no JSON object", remedy)];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [errorIn(subject, "flags/json", `it is no JSON: ${error.message}`, remedy)];
  }
}
function issuesOf(subject, read2, remedy) {
  return read2.ok ? [] : findingsOf(subject, read2.issues, remedy);
}

// src/core/meta/integrity/check-state.ts
var LEAKED = "whoever can read this repository can read it: rotate it (facs secrets rotate), and write state with facs secrets alone";
var REWRITE = "put the last good version back (facs meta log shows it), and write state with facs secrets alone";
function checkState(subject, text) {
  const tree = readYaml(text, subject.path);
  if (!tree.ok) return findingsOf(subject, tree.issues, REWRITE);
  const metadata = readMetadata(tree.value[0]);
  if (!metadata.ok) return findingsOf(subject, metadata.issues, isNotSops(metadata.issues) ? LEAKED : REWRITE);
  const { mac, rule } = metadata.value;
  const broken = isSealed(mac) ? [] : [errorIn(subject, "state/mac", "its MAC is none that sops wrote", REWRITE)];
  const values = tree.value.map((branch) => withoutMember(branch, "sops"));
  const { plain, sealed, clear } = listValues(values, rule);
  if (plain.length > 0) return [...broken, errorIn(subject, "state/plain", `in clear: ${plain.join(", ")}`, LEAKED)];
  if (sealed > 0 || clear === 0) return broken;
  return [...broken, errorIn(subject, "state/plain", `its own rule, ${rule.name}, encrypts nothing of it`, LEAKED)];
}
function toPast(findings) {
  return findings.filter(({ code }) => code === "state/plain" || code === "state/not-sops").map((finding) => ({
    ...finding,
    severity: "warning",
    message: `an older version of it is not encrypted: ${finding.message}`,
    remedy: "the history keeps it: rotate what it holds (facs secrets rotate), if that was not done since"
  }));
}
function isNotSops(issues) {
  return issues.some(({ code }) => code === "state/not-sops");
}

// src/core/meta/integrity/claims.ts
import { isGithash$91 as isGithash2, isSha256$91 as isSha2563, parseName$91 as parseName } from "./common.js";
function claimsOf(by, record) {
  const [project = ""] = by.path.split("/");
  const release = (githash, what) => isGithash2(githash) ? [{ by, path: releasePath(project, githash), what }] : [];
  const tree = (digest, what) => isSha2563(digest) ? [{ by, path: treePath(project, digest), what }] : [];
  switch (record.kind) {
    case "binary":
      return release(record.release, "the release of its build");
    case "tree":
      return tree(record.base, "the tree that it is based on").map((claim) => ({
        ...claim,
        holds: { fullTree: true }
      }));
    case "deployment-begin":
      return [
        ...release(record.release, "its release"),
        ...record.hosts.flatMap(({ host, to }) => [
          ...release(to.release, `the release for ${host}`),
          ...tree(to.tree, `the tree for ${host}`)
        ]),
        ...isUlid(record.resumes) && record.resumes !== record.id ? [
          {
            by,
            path: beginPath(project, record.instance, record.resumes),
            what: "the deployment that it goes on with"
          }
        ] : []
      ];
    case "deployment-end":
      return [{ by, path: beginPathOf(by.path), what: "the begin of the deployment" }];
    case "event":
      return eventClaims(by, project, record);
    default:
      return [];
  }
}
var ABOUT_RELEASES = ["hold", "release-recorded"];
var ABOUT_BINARIES = ["binary-recorded", "binary-copy"];
function eventClaims(by, project, { event, fields }) {
  const { release = "", name = "", platform = "", sha256 = "" } = fields;
  if (!isGithash2(release)) return [];
  if (ABOUT_RELEASES.includes(event)) return [{ by, path: releasePath(project, release), what: "the release" }];
  if (!ABOUT_BINARIES.includes(event) || !parseName("binary", name).ok || !parseName("platform", platform).ok)
    return [];
  return [{ by, path: binaryPath(project, release, name, platform), what: "the binary", holds: { sha256 } }];
}
function factOf(record) {
  if (record.kind === "binary") return { sha256: record.sha256 };
  return record.kind === "tree" ? { fullTree: record.base === "" } : void 0;
}
function checkClaim({ by, path, what, holds }, there, fact) {
  const remedy = `record what is missing, or take back what speaks of it: facs meta log ${by.path} shows who wrote it`;
  if (!there) return [errorIn(by, "reference/missing", `${what} is not recorded: there is no ${path}`, remedy)];
  if (holds === void 0 || fact === void 0) return [];
  if ("fullTree" in holds && "fullTree" in fact && !fact.fullTree)
    return [errorIn(by, "reference/other", `${what}, ${path}, itself only says how it differs from another`, remedy)];
  if ("sha256" in holds && "sha256" in fact && holds.sha256 !== fact.sha256)
    return [
      errorIn(by, "reference/other", `${what}, ${path}, has the SHA-256 ${fact.sha256}, not ${holds.sha256}`, remedy)
    ];
  return [];
}

// src/core/meta/integrity/place.ts
import { isGithash$91 as isGithash3, isSha256$91 as isSha2564, parseName$91 as parseName2 } from "./common.js";
function isOfProject(path) {
  return OF_PROJECT.test(path);
}
var OF_PROJECT = new RegExp(
  `^[^/]+/(project\\.yaml|channels/[^/]+\\.yaml|(${RECORD_FOLDERS.join("|")})/.+\\.binpb)$`
);
function parsePlace(path, projects) {
  const [top = "", ...rest] = path.split("/");
  if (rest.length === 0) return TOP_FILES[top] ?? { kind: "outside" };
  if (top === "state") return statePlace(rest);
  return projects.has(top) ? placeInProject(top, rest) : { kind: "outside" };
}
var TOP_FILES = {
  [FORMAT_FILE]: { kind: "format" },
  ".sops.yaml": { kind: "sops-rules" },
  allowed_signers: { kind: "signers" }
};
function placeInProject(project, rest) {
  const wrong = nameProblem("project", project);
  if (wrong !== void 0) return nothing(wrong);
  const [folder = "", ...inside2] = rest;
  if (inside2.length === 0) {
    return folder === "project.yaml" ? { kind: "project", project } : nothing("a project has no such file");
  }
  if (RECORD_FOLDERS.includes(folder)) return recordPlace(project, folder, inside2);
  const [file = ""] = inside2;
  if (folder === "state") return statePlace(inside2);
  if (folder === "runtime") return runtimePlace(project, inside2);
  if (folder === "channels" && inside2.length === 1) return channelPlace(project, file);
  if (folder === "flags" && inside2.length === 1) return flagsPlace(project, file);
  return nothing("a project has no such file");
}
function recordPlace(project, folder, inside2) {
  const isFormed = FORMS[folder]?.(inside2.join("/")) === true;
  return isFormed ? { kind: "record", project, folder } : nothing(`a file in ${folder}/ is not called so`);
}
var FORMS = {
  releases: (path) => isSharded(path, isGithash3),
  trees: (path) => isSharded(path, isSha2564),
  binaries: (path) => {
    const [, shard, release, binary, platform] = /^([^/]+)\/([^/]+)\/([^/]+)\.([^./]+)\.binpb$/.exec(path) ?? [];
    return isShard(shard, release, isGithash3) && isName("binary", binary) && isName("platform", platform);
  },
  components: (path) => {
    const [, component, githash = ""] = /^([^/]+)\/([^/]+)\.binpb$/.exec(path) ?? [];
    return isName("binary", component) && isGithash3(githash);
  },
  attestations: (path) => {
    const [, shard, subject, bundle = ""] = /^([^/]+)\/([^/]+)\/([^/]+)\.binpb$/.exec(path) ?? [];
    return isShard(shard, subject, isSha2564) && isSha2564(bundle);
  },
  deployments: (path) => {
    const [, instance, dated] = /^([^/]+)\/(.+)\.(?:begin|end)\.binpb$/.exec(path) ?? [];
    return isName("instance", instance) && isDated(dated);
  },
  events: (path) => isDated(/^(.+)\.binpb$/.exec(path)?.[1])
};
function isSharded(path, isHash) {
  const [, shard, hash] = /^([^/]+)\/([^/]+)\.binpb$/.exec(path) ?? [];
  return isShard(shard, hash, isHash);
}
function isShard(shard = "", hash = "", isHash) {
  return isHash(hash) && hash.slice(0, 2) === shard;
}
function isDated(path = "") {
  const id = path.split("/").at(-1) ?? "";
  return isUlid(id) && datedPath(id) === path;
}
function isName(kind, name) {
  return name !== void 0 && parseName2(kind, name).ok;
}
function statePlace(inside2) {
  const [, instance] = /^([^/]+)\.yaml$/.exec(inside2.join("/")) ?? [];
  if (instance === void 0) return nothing("in state/ lies one <instance>.yaml for each instance, and nothing else");
  const wrong = nameProblem("instance", instance);
  return wrong === void 0 ? { kind: "state", instance } : nothing(wrong);
}
function runtimePlace(project, [instance = "", ...files]) {
  if (files.length === 0) return nothing("in runtime/ each instance has a folder");
  const wrong = nameProblem("instance", instance);
  return wrong === void 0 ? { kind: "runtime", project } : nothing(wrong);
}
function channelPlace(project, file) {
  const [, channel, platform] = /^([^.]+)(?:\.([^.]+))?\.(?:yaml|txt)$/.exec(file) ?? [];
  const isListing = file.endsWith(".txt");
  if (channel === void 0 || platform !== void 0 !== isListing)
    return nothing("in channels/ lie <channel>.yaml, and <channel>.<platform>.txt that is made from it");
  const wrong = nameProblem("channel", channel) ?? (platform === void 0 ? void 0 : nameProblem("platform", platform));
  if (wrong !== void 0) return nothing(wrong);
  return platform === void 0 ? { kind: "channel", project, channel } : { kind: "listing", project, channel, platform };
}
function flagsPlace(project, file) {
  const [, channel] = /^([^.]+)\.json$/.exec(file) ?? [];
  if (channel === void 0) return nothing("in flags/ lies one <channel>.json for each channel");
  const wrong = nameProblem("channel", channel);
  return wrong === void 0 ? { kind: "flags", project, channel } : nothing(wrong);
}
function nameProblem(kind, name) {
  const parsed = parseName2(kind, name);
  return parsed.ok ? void 0 : parsed.issues[0]?.message;
}
function nothing(why) {
  return { kind: "nothing", why };
}

// src/core/meta/integrity/check-file.ts
var READ = ["format", "project", "channel", "flags", "state", "record"];
function isRead(file, { projects }) {
  return file.kind === "file" && READ.includes(parsePlace(file.path, projects).kind);
}
function checkFile(file, bytes, around) {
  const place = parsePlace(file.path, around.projects);
  if (place.kind === "outside") return only([]);
  if (place.kind === "nothing") return only([misplaced(file, place.why)]);
  const kind = checkKind(file, file.kind);
  const named = checkNamed(file, place, around);
  if (kind.length > 0 || bytes === void 0) return { ...named, findings: [...kind, ...named.findings] };
  const read2 = checkBytes(file, place, { ...around, bytes });
  return { ...read2, findings: [...named.findings, ...read2.findings], claims: [...named.claims, ...read2.claims] };
}
function checkNamed(file, place, { projects }) {
  if (place.kind === "flags") {
    const { project, channel } = place;
    return only(checkChannelName(file, channel, { project, of: projects.get(project) }));
  }
  if (place.kind !== "listing") return only([]);
  return { findings: [], claims: [listingClaim(file, place.project, place.channel)] };
}
function checkBytes(file, place, around) {
  const { bytes, projects } = around;
  if (place.kind === "record") {
    const { record, findings } = checkRecord(file, bytes);
    if (record === void 0 || findings.length > 0) return only(findings);
    const fact = factOf(record);
    const based = record.kind === "tree" && record.base !== "" ? { based: record } : {};
    return { findings, claims: claimsOf(file, record), ...fact && { fact }, ...based };
  }
  const decoded = around.decode(bytes, file.path, place.kind);
  if (!decoded.ok) return only(findingsOf(file, decoded.issues, "put back the version before"));
  const text = decoded.value;
  if (place.kind === "channel") {
    const { project, channel } = place;
    return checkChannel(file, text, { project, channel, of: projects.get(project) });
  }
  const rules = {
    format: checkFormatFile,
    project: checkProject,
    flags: checkFlags,
    state: checkState
  };
  return only(rules[place.kind]?.(file, text) ?? []);
}
function misplaced(file, why) {
  const remedy = `git rm it: notes and programs belong into folders that are no project, definitions into define/`;
  return errorIn(file, "file/unknown", `nothing of that name belongs here: ${why}`, remedy);
}
function only(findings) {
  return { findings, claims: [] };
}

// src/core/meta/integrity/check-time.ts
var APART_MS2 = 2 * 864e5;
function checkTime(subject, committedAt) {
  const [, id = ""] = /\/\d+\/\d\d\/\d\d\/([^/.]+)\.(?:(?:begin|end)\.)?binpb$/.exec(subject.path) ?? [];
  if (committedAt === void 0 || !isUlid(id)) return [];
  const at = ulidTime(id);
  if (Math.abs(at - committedAt * 1e3) <= APART_MS2) return [];
  const message = `its id is of ${describeMoment(at)}, and the commit that brought it is of ${describeMoment(committedAt * 1e3)}`;
  const remedy = "ask who wrote it: a clock was wrong, or something was written into the past";
  return [warningIn(subject, "record/time", message, remedy)];
}

// src/app/integrity/check-files.ts
var AT_ONCE = 1e3;
async function checkFiles(files, checking) {
  const findings = [];
  const facts = /* @__PURE__ */ new Map();
  const held = [];
  const based = [];
  for await (const { file, checked } of readChecked(files, checking)) {
    findings.push(...checked.findings, ...checkTime(file, checking.ledger.dateOf(file.commit)));
    if (checked.fact !== void 0) facts.set(file.path, checked.fact);
    if (checked.based !== void 0) based.push({ file, base: checked.based.base });
    for (const claim of checked.claims) {
      const there = await isThere(checking.tip, claim.path);
      if (there && claim.holds !== void 0) held.push(claim);
      else findings.push(...checkClaim(claim, there, void 0));
    }
  }
  await addFacts(held, facts, checking);
  for (const claim of held) findings.push(...checkClaim(claim, true, facts.get(claim.path)));
  return [...findings, ...await checkDigests(based, facts, checking)];
}
async function* readChecked(files, { history, around }) {
  for (const some of inParts(files)) {
    const read2 = await history.readAll(some.filter((file) => isRead(file, around)).map(({ hash }) => hash));
    for (const file of some) yield { file, checked: checkFile(file, read2.get(file.hash), around) };
  }
}
async function isThere(tip, path) {
  return (await tip.entry(path))?.kind === "file";
}
async function addFacts(claims, facts, { history, tip }) {
  const unknown2 = [...new Set(claims.map(({ path }) => path))].filter((path) => !facts.has(path));
  for (const some of inParts(unknown2)) {
    const hashes = await Promise.all(some.map(async (path) => (await tip.entry(path))?.hash ?? ""));
    const read2 = await history.readAll(hashes.filter((hash) => hash !== ""));
    some.forEach((path, i) => {
      const decoded = decodeRecord(read2.get(hashes[i] ?? "") ?? new Uint8Array(), path);
      const fact = decoded.ok ? factOf(decoded.value) : void 0;
      if (fact !== void 0) facts.set(path, fact);
    });
  }
}
async function checkDigests(based, facts, { history, tip }) {
  const findings = [];
  const groups = Map.groupBy(based, ({ file, base }) => treePath(file.path.split("/")[0] ?? "", base));
  for (const [path, group] of groups) {
    const fact = facts.get(path);
    const entry = await tip.entry(path);
    if (fact === void 0 || !("fullTree" in fact) || !fact.fullTree || entry === void 0) continue;
    for (const some of inParts(group)) {
      const read2 = await history.readAll([entry.hash, ...some.map(({ file }) => file.hash)]);
      const base = toTree(read2.get(entry.hash), path);
      for (const { file } of some) {
        const record = toTree(read2.get(file.hash), file.path);
        if (base === void 0 || record === void 0) continue;
        const problems = digestProblem(record, base);
        findings.push(...problems.map((words) => errorIn(file, "record/value", words, RECORD_REMEDY)));
      }
    }
  }
  return findings;
}
function toTree(bytes, path) {
  const decoded = decodeRecord(bytes ?? new Uint8Array(), path);
  return decoded.ok && decoded.value.kind === "tree" ? decoded.value : void 0;
}
function* inParts(items) {
  let part = [];
  for (const item of items) {
    part.push(item);
    if (part.length < AT_ONCE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

// src/core/meta/integrity/check-folder.ts
var MAX_ENTRIES = 3e3;
function checkFolder({ path, names }) {
  const inside2 = (name) => path === "" ? name : `${path}/${name}`;
  const finding = (severity, at, rest) => ({
    ...{ severity, path: at, commit: "" },
    ...rest
  });
  const clashes = clashesOf(names).map(
    ([first, other]) => finding("error", inside2(other), {
      code: "folder/case-clash",
      message: `on a disk without upper and lower case it is the same as ${first}`,
      remedy: "take one of the two away, and name it otherwise"
    })
  );
  if (names.length < MAX_ENTRIES) return clashes;
  const message = `it holds ${names.length} entries; from ${MAX_ENTRIES} on servers become slow, and some refuse`;
  const remedy = "records are spread over folders by themselves: see what else is written here";
  return [...clashes, finding("warning", path, { code: "folder/large", message, remedy })];
}
function clashesOf(names) {
  const seen = /* @__PURE__ */ new Map();
  return names.flatMap((name) => {
    const folded = name.normalize("NFC").toLowerCase();
    const first = seen.get(folded);
    if (first !== void 0) return [[first, name]];
    seen.set(folded, name);
    return [];
  });
}

// src/app/integrity/tip-view.ts
async function readWholeTip(history, commit) {
  const files = /* @__PURE__ */ new Map();
  const folders = /* @__PURE__ */ new Map();
  for await (const folder of history.folders(commit)) {
    folders.set(folder.path, folder);
    for (const item of folder.items) if (item.kind !== "folder") files.set(inside(folder.path, item.name), item);
  }
  return {
    files,
    folders: [...folders.values()],
    entry: (path) => files.get(path),
    folder: async (path) => folders.get(path)?.items ?? []
  };
}
function openTip(history, commit) {
  const known = /* @__PURE__ */ new Map();
  const folder = (path) => {
    const items = known.get(path) ?? history.folder(commit, path);
    known.set(path, items);
    return items;
  };
  return {
    folder,
    entry: async (path) => {
      const cut = path.lastIndexOf("/");
      const item = (await folder(path.slice(0, Math.max(0, cut)))).find(({ name }) => name === path.slice(cut + 1));
      return item === void 0 || item.kind === "folder" ? void 0 : item;
    }
  };
}
function inside(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}
async function commitFor(tip, path, commitOf) {
  const own = commitOf(path);
  if (own !== "") return own;
  const last = (await tip.folder(path)).at(-1);
  return last === void 0 ? "" : commitFor(tip, inside(path, last.name), commitOf);
}

// src/app/integrity/check-folders.ts
async function checkFolders(folders, tip, commitOf) {
  const found = folders.flatMap(({ path, items }) => checkFolder({ path, names: items.map(({ name }) => name) }));
  return Promise.all(
    found.map(async (finding) => ({ ...finding, commit: await commitFor(tip, finding.path, commitOf) }))
  );
}

// src/core/meta/integrity/ledger.ts
var STATE = /^([^/]+\/)?state\/[^/]+\.yaml$/;
var TOLERANCE_S = 86400;
var Ledger = class {
  written = /* @__PURE__ */ new Map();
  removed = /* @__PURE__ */ new Map();
  breaches = /* @__PURE__ */ new Map();
  states = /* @__PURE__ */ new Map();
  clocks = [];
  dates = /* @__PURE__ */ new Map();
  now;
  /** @param now Seconds since 1970. */
  constructor(now) {
    this.now = now;
  }
  /** Commits so far. */
  get commits() {
    return this.dates.size;
  }
  /** The next step. */
  take(step) {
    if (!this.dates.has(step.githash)) this.checkClock(step);
    for (const change of step.changes) this.takeChange(step.githash, change);
  }
  /** The commit that brought what the path holds now, or that took it away; empty for one outside of the steps. */
  commitOf(path) {
    return this.written.get(path)?.commit ?? this.removed.get(path) ?? "";
  }
  /** Seconds since 1970; undefined for a commit outside of the steps. */
  dateOf(commit) {
    return this.dates.get(commit);
  }
  /** Records that were changed or removed, each once, by the first commit that did. */
  broken() {
    return [...this.breaches.values()];
  }
  /** Every version of every state file, each once. */
  stateVersions() {
    return [...this.states.values()];
  }
  /** Commits that were made by a clock that is far off. */
  clockFindings() {
    return this.clocks;
  }
  takeChange(commit, { path, before, after }) {
    if (after === void 0) {
      this.written.delete(path);
      this.removed.set(path, commit);
    } else if (!isSame(this.written.get(path)?.version, after)) this.written.set(path, { version: after, commit });
    if (after !== void 0 && STATE.test(path)) this.noteState({ path, commit, hash: after.hash });
    if (before === void 0 || this.breaches.has(path) || !isRecordPath(path)) return;
    this.breaches.set(path, { path, commit, before, after });
  }
  noteState(version) {
    const key = `${version.path} ${version.hash}`;
    if (!this.states.has(key)) this.states.set(key, version);
  }
  /** A clock that is ahead shows in whatever comes next, or by being ahead of ours. */
  checkClock({ githash, parents, committedAt }) {
    this.dates.set(githash, committedAt);
    const tell = (message) => {
      const remedy = "set the clock of the machine that wrote the later one: records of a wrong time sort in the wrong place";
      this.clocks.push(warningIn({ path: "", commit: githash }, "history/clock", message, remedy));
    };
    const said = `this commit is of ${describeMoment(committedAt * 1e3)}`;
    if (committedAt - this.now > TOLERANCE_S) tell(`${said}, which is yet to come`);
    for (const parent of parents) {
      const before = this.dates.get(parent) ?? 0;
      if (before - committedAt <= TOLERANCE_S) continue;
      tell(`${said}, and ${parent.slice(0, 12)} before it is of ${describeMoment(before * 1e3)}: one clock is wrong`);
    }
  }
};
function judgeBreach({ path, commit, before, after }, { now, wasRecord }) {
  const did = after === void 0 ? "removes" : "changes";
  const code = after === void 0 ? "history/removed" : "history/changed";
  const subject = { path, commit };
  if (isSame(now, before)) {
    const message2 = `this commit ${did} what is written once; it is back as it was`;
    return warningIn(subject, code, message2, "find out who did that; nothing else has to be done");
  }
  if (!wasRecord) {
    const message2 = `this commit ${did} a file among the records that was none`;
    return warningIn(subject, code, message2, "nothing has to be done, if it was done on purpose");
  }
  const message = `this commit ${did} what is written once`;
  const remedy = `find out who did that, and put it back: git checkout ${commit.slice(0, 12)}~1 -- ${path}, then commit`;
  return errorIn(subject, code, message, remedy);
}
function isSame(one, other) {
  return one?.hash === other.hash && one.kind === other.kind;
}

// src/app/integrity/check-history.ts
async function checkLedger(checking) {
  return [...await checkBreaches(checking), ...await checkPastStates(checking), ...checking.ledger.clockFindings()];
}
async function checkBreaches({ history, tip, ledger }) {
  const breaches = ledger.broken();
  const read2 = await history.readAll(breaches.map(({ before }) => before.hash));
  return Promise.all(
    breaches.map(async (breach) => {
      const { path, before } = breach;
      const [project = ""] = path.split("/");
      const isInPlace = before.kind === "file" && parsePlace(path, /* @__PURE__ */ new Set([project])).kind === "record";
      const bytes = read2.get(before.hash);
      const wasRecord = isInPlace && (bytes === void 0 || !isBroken(checkRecord(breach, bytes).findings));
      return judgeBreach(breach, { now: await tip.entry(path), wasRecord });
    })
  );
}
async function checkPastStates({ history, tip, around, ledger }) {
  const versions = ledger.stateVersions();
  const read2 = await history.readAll(versions.map(({ hash }) => hash));
  const found = await Promise.all(
    versions.map(async ({ path, commit, hash }) => {
      const bytes = read2.get(hash);
      if (bytes === void 0 || (await tip.entry(path))?.hash === hash) return [];
      const text = around.decode(bytes, path, "state");
      return text.ok ? toPast(checkState({ path, commit }, text.value)) : [];
    })
  );
  return found.flat();
}
function isBroken(findings) {
  return findings.some(({ severity }) => severity === "error");
}

// src/app/integrity/projects-of.ts
import { decodeText$11 as decodeText } from "./common.js";
function projectsOf(paths) {
  const projects = /* @__PURE__ */ new Set();
  for (const path of paths) if (isOfProject(path)) projects.add(path.slice(0, path.indexOf("/")));
  return projects;
}
async function readSurroundings({ history, tip }, projects) {
  const found = /* @__PURE__ */ new Map();
  for (const project of projects) {
    const path = `${project}/project.yaml`;
    const entry = await tip.entry(path);
    const bytes = entry?.kind === "file" ? (await history.readAll([entry.hash])).get(entry.hash) : void 0;
    found.set(project, bytes === void 0 ? void 0 : read(bytes, path));
  }
  return { projects: found, decode: decodeText };
}
async function checkProjectFiles({ tip, around }, commitOf) {
  const findings = [];
  for (const project of around.projects.keys()) {
    const path = `${project}/project.yaml`;
    if (await tip.entry(path) !== void 0 || (await tip.folder(project)).length === 0) continue;
    const remedy = "put it back as it was (facs meta log shows it), or take the folder away if it is none";
    const message = `${project} holds records or channels, and has no project.yaml: nobody finds the project`;
    findings.push(errorIn({ path, commit: commitOf(path) }, "project/missing", message, remedy));
  }
  return findings;
}
function read(bytes, path) {
  const text = decodeText(bytes, path, "project");
  const project = text.ok ? parseProject(text.value, path) : void 0;
  return project?.ok === true ? project.value : void 0;
}

// src/app/integrity/read-ledger.ts
import { isFailure$75 as isFailure } from "./common.js";
async function readLedger(history, range, { nowMs, isBroken: isBroken2 }) {
  const ledger = new Ledger(Math.floor(nowMs / 1e3));
  const touched = /* @__PURE__ */ new Set();
  try {
    for await (const step of history.steps(range)) {
      ledger.take(step);
      for (const { path } of step.changes) touched.add(path);
    }
  } catch (error) {
    if (!isBroken2 || !isFailure(error)) throw error;
  }
  return { ledger, touched };
}

// src/app/integrity/with-problems.ts
import { isFailure$75 as isFailure2 } from "./common.js";
async function lookWithProblems(history, range, look) {
  const checking = history.problems(range);
  checking.catch(() => void 0);
  const looked = await look(history, false).catch(async (error) => {
    const problems2 = await checking;
    if (!isFailure2(error) || error.kind !== "operation" || problems2.length === 0) throw error;
    return look(history.avoiding(new Set(problems2.map(({ object }) => object))), true);
  });
  const problems = await checking;
  return { looked, findings: await Promise.all(problems.map((problem) => placed(problem, looked))) };
}
async function placed(problem, { tip, commitOf }) {
  const { path, object } = problem;
  const entry = path === "" ? void 0 : await Promise.resolve(tip.entry(path)).catch(() => void 0);
  const commit = entry?.hash === object ? commitOf(path) : "";
  return toFinding(commit === "" ? problem : { ...problem, commit });
}

// src/app/integrity/check-whole.ts
async function checkWhole(history, commit, nowMs) {
  const range = { from: void 0, to: commit };
  const { looked, findings } = await lookWithProblems(
    history,
    range,
    (seen, isBroken2) => lookAtAll(seen, commit, { nowMs, isBroken: isBroken2 })
  );
  const { files, commits } = looked;
  return { url: history.url, ...{ commit, files, commits }, findings: [...findings, ...looked.findings] };
}
async function lookAtAll(history, commit, state) {
  const [{ ledger }, tip] = await Promise.all([
    readLedger(history, { from: void 0, to: commit }, state),
    readWholeTip(history, commit)
  ]);
  const commitOf = (path) => ledger.commitOf(path);
  const around = await readSurroundings({ history, tip }, projectsOf(tip.files.keys()));
  const checking = { history, tip, around, ledger };
  const findings = [
    ...await checkFiles(filesOf(tip, commitOf), checking),
    ...await checkFolders(tip.folders, tip, commitOf),
    ...await checkProjectFiles(checking, commitOf),
    ...checkFormatThere(tip, commitOf(FORMAT_FILE), state.isBroken),
    ...await checkLedger(checking)
  ];
  return { tip, commitOf, findings, files: tip.files.size, commits: ledger.commits };
}
function* filesOf(tip, commitOf) {
  for (const [path, { kind, hash }] of tip.files) yield { path, kind, hash, commit: commitOf(path) };
}
function checkFormatThere({ files }, commit, isBroken2) {
  return files.has(FORMAT_FILE) || isBroken2 && files.size === 0 ? [] : [formatMissing(commit)];
}
function formatMissing(commit) {
  const message = "this file is gone: no program takes the repository for a meta repo any more";
  return errorIn({ path: FORMAT_FILE, commit }, "meta/format-missing", message, "put it back as it was, by a commit");
}

export {
  toFinding,
  isOfProject,
  checkFiles,
  openTip,
  checkFolders,
  checkLedger,
  projectsOf,
  readSurroundings,
  checkProjectFiles,
  readLedger,
  lookWithProblems,
  checkWhole,
  formatMissing
};
