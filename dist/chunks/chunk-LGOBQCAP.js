import {
  findOthers
} from "./chunk-4XKRMBB6.js";
import {
  resolveRelease
} from "./chunk-F5RRMNWU.js";
import {
  mapBounded,
  readBytes
} from "./chunk-DBGHAI7F.js";
import {
  nameIssues,
  pathProblem
} from "./chunk-57LPI4FI.js";

// src/app/check-out.ts
import { inputFailure$75 as inputFailure2, unwrap$75 as unwrap } from "./common.js";

// src/app/export-files.ts
import { inputFailure$75 as inputFailure } from "./common.js";
async function exportFiles(folder, sets, ports) {
  const listings = await Promise.all(sets.map(({ files: files2 }) => files2.list("")));
  const issues = sets.flatMap(({ files: files2 }, i) => nameIssues(listings[i] ?? [], (path) => files2.locate(path)));
  if (issues.length > 0) throw inputFailure(...issues);
  const [files, ids] = await Promise.all([ports.files(), ports.ids()]);
  const fresh = `${folder}.${ids.uuid()}.tmp`;
  try {
    await files.makeFolder(fresh);
    for (const [i, { at, files: set }] of sets.entries()) {
      const root = at === "" ? fresh : `${fresh}/${at}`;
      await mapBounded(listings[i] ?? [], (entry) => writeEntry(root, { set, entry }, files));
    }
    await files.renameFolder(fresh, folder);
  } finally {
    await files.remove(fresh);
  }
}
async function writeEntry(root, { set, entry }, files) {
  const path = `${root}/${entry.path}`;
  if (entry.kind === "submodule") return files.makeFolder(path);
  const content = await readBytes(set, entry.path);
  if (entry.kind === "link") return files.link(path, new TextDecoder().decode(content));
  await files.write({ path, mode: entry.kind === "executable" ? 493 : 420, content, passing: true, fresh: true });
}

// src/app/check-out.ts
var NOTE = ".facsimile-checkout.json";
async function checkOut(wish, ports) {
  const { folder, origin, release } = wish;
  const [sources, files] = await Promise.all([ports.sourceRepos(wish["top-dir"]), ports.files()]);
  const repos = placeRepos(await listRepos(sources, wish));
  const there = await isOurs(wish, files);
  if (there && !wish.clean) return { folder, reused: true, repos };
  if (wish["dry-run"]) return { folder, reused: false, repos };
  const sets = await Promise.all(
    repos.map(async ({ url, githash, folder: at }, i) => {
      return { at, files: await sources.files(i === 0 ? origin.url : url, githash, "") };
    })
  );
  await checkSubmodules(repos, sets);
  if (there) await files.remove(folder);
  await files.makeTopFolder(wish["top-dir"]);
  ports.talk.say(`exporting ${release.project} ${release.githash.slice(0, 12)} to ${folder}`);
  await exportFiles(folder, [...sets, noteOf(release)], ports);
  return { folder, reused: false, repos };
}
async function isOurs({ folder, release, clean }, files) {
  const names = await files.names(folder) ?? [];
  if (names.length === 0) return false;
  const note = await files.read(`${folder}/${NOTE}`);
  const isThis = note !== void 0 && new TextDecoder().decode(note) === describeNote(release);
  if (isThis || clean && note !== void 0) return true;
  throw inputFailure2({
    code: "checkout/not-ours",
    message: `${folder} holds something else than ${release.project} ${release.githash.slice(0, 12)}: ${names.slice(0, 3).join(", ")}`,
    hint: note === void 0 ? "name an empty or a new folder" : "name another folder, or make it anew with --clean"
  });
}
function noteOf(release) {
  const content = new TextEncoder().encode(describeNote(release));
  return {
    at: "",
    files: {
      label: NOTE,
      locate: (path) => path,
      list: async () => [{ path: NOTE, kind: "file" }],
      read: async () => content
    }
  };
}
function describeNote({ project, githash }) {
  return `${JSON.stringify({ project, release: githash })}
`;
}
async function listRepos(sources, { release, origin }) {
  const { project, githash, committedAt, repos } = release;
  const [own] = repos;
  if (own === void 0 || repos.length > 1) return repos;
  const others = await findOthers(sources, { url: origin.url, githash });
  const tagged = { ...own, role: "tagged", found: "there" };
  const facts = { project, commit: { githash, committedAt }, tags: [], dirty: [] };
  return unwrap(resolveRelease({ ...facts, repos: [tagged, ...others.repos], problems: others.problems })).repos;
}
function placeRepos(repos) {
  const [own] = repos;
  const placed = repos.map((repo) => ({
    ...repo,
    folder: repo.path === "" ? repo.name : `${own?.name ?? ""}/${repo.path}`
  }));
  const folders = placed.map(({ folder }) => folder);
  const issues = placed.flatMap(({ name, folder }, i) => {
    const problem = folders.indexOf(folder) < i ? "another repository lies there" : pathProblem(folder);
    return problem === void 0 ? [] : [{ code: "checkout/folder", message: `${name} cannot lie at ${folder}: ${problem}` }];
  });
  if (issues.length > 0) throw inputFailure2(...issues);
  return placed;
}
async function checkSubmodules(repos, sets) {
  const known = await Promise.all(
    sets.map(
      async ({ at, files }) => (await files.list("")).flatMap(({ path, kind }) => kind === "submodule" ? [`${at}/${path}`] : [])
    )
  );
  const places = new Set(known.flat());
  const lost = repos.filter(({ path, folder }) => path !== "" && !places.has(folder));
  if (lost.length > 0)
    throw inputFailure2(
      ...lost.map(({ name, path }) => ({
        code: "checkout/folder",
        message: `the release lists ${name} as a submodule at ${path}, where its commit has none`
      }))
    );
}

export {
  exportFiles,
  checkOut
};
