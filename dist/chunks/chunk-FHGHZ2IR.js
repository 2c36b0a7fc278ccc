const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  ifThere,
  openFolder,
  readFileSync,
  readdirSync,
  shippedFiles,
  statSync
} from "./chunk-QDQQ4NDP.js";
import {
  secret
} from "./chunk-ZO5PUFDL.js";
import {
  describeIssue,
  exitCodeOf,
  isFailure,
  operationFailure
} from "./chunk-42LGJTFO.js";

// src/adapters/clock/system-clock.ts
import { setTimeout as wait } from "node:timers/promises";
var systemClock = {
  now: () => Date.now(),
  sleep: (durationMs) => wait(durationMs)
};

// src/adapters/fs/local-files.ts
import { resolve } from "node:path";
function localFiles(cwd) {
  const at = (path) => resolve(cwd, path);
  return {
    folder: (path) => openFolder(at(path), path),
    read: async (path) => readIfThere(at(path)),
    write: (file) => change(file.path, ({ writeWhole }) => writeWhole(at(file.path), file)),
    create: (file) => change(file.path, ({ createWhole }) => createWhole(at(file.path), file)),
    link: (path, target) => change(path, ({ linkTo }) => linkTo(at(path), target)),
    makeFolder: (path) => change(path, ({ makeFolder }) => makeFolder(at(path))),
    remove: (path) => change(path, ({ remove }) => remove(at(path))),
    names: async (path) => refusals(path, () => ifThere(() => readdirSync(at(path)))),
    isFolder: async (path) => statIfThere(at(path))?.isDirectory() ?? false
  };
}
function readIfThere(path) {
  const found = statIfThere(path);
  return found === void 0 || found.isDirectory() ? void 0 : new Uint8Array(readFileSync(path));
}
function statIfThere(path) {
  return refusals(path, () => ifThere(() => statSync(path)));
}
function refusals(path, look) {
  try {
    return look();
  } catch (error) {
    throw diskFailure(path, error);
  }
}
async function change(path, work) {
  const changes = await import("./change-files-F3E543RI.js");
  try {
    return await work(changes);
  } catch (error) {
    throw diskFailure(path, error);
  }
}
function diskFailure(path, error) {
  return operationFailure({
    code: "disk/refused",
    message: `${path}: ${error.message}`,
    target: path,
    retry: "safe",
    next: "free space or rights on this machine, then run the same command again",
    cause: error
  });
}

// src/wire.ts
function wire(environment, talk) {
  return {
    clock: systemClock,
    talk,
    interruption: async () => (await import("./interruption-H5WU4UT4.js")).watchInterruption(talk.say),
    ids: async () => (await import("./random-ids-LTZ2GPDI.js")).randomIds,
    // Nearly every command reads files: loading these two apart would only cost it time.
    files: async () => localFiles(environment.cwd),
    shipped: shippedFiles,
    sourceRepos: async (topDir) => {
      const { sourceRepos } = await import("./source-repos-IMLW5K6X.js");
      const { variables, cwd } = environment;
      return sourceRepos({ variables, cwd, topDir });
    },
    metaRepo: async (topDir) => {
      const { gitMetaRepo } = await import("./git-meta-repo-PIHC2C3H.js");
      const { variables, cwd, actor } = environment;
      return gitMetaRepo({ variables, cwd, topDir, actor, clock: systemClock, talk });
    },
    stateFiles: async () => (await import("./sops-files-ZA4MQMEO.js")).sopsFiles({
      variables: environment.variables,
      clock: systemClock
    }),
    hosts: async () => (await import("./ssh-hosts-GXVPLC3E.js")).sshHosts(environment.variables),
    archives: async () => (await import("./tar-archives-QZSRBP3F.js")).tarArchives,
    binaryStores: async () => {
      const { binaryStores } = await import("./binary-stores-QMKA2XJL.js");
      const { FACS_STORE: store, FACS_STORE_TOKEN: token } = environment.variables;
      const access = store && token ? { store, token: secret(token) } : void 0;
      return binaryStores(environment.cwd, systemClock, access);
    },
    forge: () => openForge(environment),
    playgrounds: async () => {
      return (await import("./playground-IKAD7F5K.js")).playgrounds(environment.variables["PATH"] ?? "");
    },
    elsewhere: wire
  };
}
async function openForge({ variables }) {
  const { githubForge } = await import("./github-forge-32Q6HTL3.js");
  const token = variables["GITHUB_TOKEN"];
  return githubForge({
    serverUrl: variables["GITHUB_SERVER_URL"] || "https://github.com",
    apiUrl: variables["GITHUB_API_URL"] || "https://api.github.com",
    token: token ? secret(token) : void 0
  });
}

// package.json
var package_default = {
  name: "facsimile",
  version: "0.1.0",
  description: "Exact copies of an environment, from layered definitions in git to plain servers over SSH.",
  license: "Apache-2.0",
  repository: "github:facsimile-ci/facsimile",
  type: "module",
  bin: {
    facs: "dist/cli.js"
  },
  exports: {
    "./package.json": "./package.json"
  },
  files: [
    "dist",
    "actions",
    "action.yml",
    "define",
    "workflows",
    "docs",
    "CHANGELOG.md"
  ],
  engines: {
    node: ">=20.19"
  },
  scripts: {
    test: "sh test/run",
    check: "biome check --config-path=test/lint.json --error-on-warnings . && tsc --noEmit && tsc --noEmit -p src/core",
    format: "biome check --config-path=test/lint.json --write .",
    build: "node src/build/bundle.ts",
    generate: "node src/build/generate.ts",
    bench: "node test/bench/run.ts"
  },
  devDependencies: {
    "@actions/core": "^3.0.1",
    "@biomejs/biome": "^2.6.8",
    "@bufbuild/buf": "^1.75.0",
    "@bufbuild/protoc-gen-es": "^2.13.0",
    "@octokit/webhooks-examples": "^7.6.1",
    "@types/node": "^24.19.2",
    "@types/picomatch": "^4.0.3",
    "@types/ssh2": "^1.15.6",
    "@types/tar-stream": "^3.1.5",
    ajv: "^8.20.0",
    esbuild: "^0.28.2",
    "fast-check": "^4.10.2",
    node: "^24.21.0",
    typescript: "^7.0.2",
    vitest: "^5.1.1"
  },
  dependencies: {
    "@bufbuild/protobuf": "^2.17.0",
    "@noble/hashes": "^2.4.0",
    "@octokit/rest": "^22.0.1",
    "age-encryption": "^0.3.1",
    liquidjs: "^10.30.1",
    "node-ssh": "^13.2.1",
    picomatch: "^4.0.7",
    ssh2: "^1.17.0",
    "tar-stream": "^3.2.2",
    ulid: "^3.0.2",
    yaml: "^2.9.1"
  },
  allowScripts: {
    "@bufbuild/buf": false,
    "cpu-features": false,
    esbuild: false,
    fsevents: false,
    node: true,
    ssh2: false
  }
};

// src/cli/version.ts
var VERSION = package_default.version;
var REPOSITORY = package_default.repository.replace(/^github:/, "");
var MAJOR_TAG = `v${VERSION.split(".")[0]}`;

// src/cli/describe-failure.ts
var ISSUES_URL = `https://github.com/${REPOSITORY}/issues/new`;
function describeFailure(error, debug) {
  if (isOperation(error)) return describeOperation(error, debug);
  if (!isFailure(error)) return describeBug(error);
  return describeExpected(error);
}
function describeExpected(failure) {
  if (failure.kind === "usage") {
    return `facs: ${failure.message}
See: facs ${failure.command === void 0 ? "" : `${failure.command} `}--help`;
  }
  return failure.kind === "input" ? failure.issues.map(describeIssue).join("\n") : failure.message;
}
function describeOperation(operation, debug) {
  const lines = [`facs: ${operation.message}`];
  if (operation.left !== void 0) lines.push(`  changed already: ${operation.left}`);
  if (operation.next !== void 0) lines.push(`  next: ${operation.next}`);
  if (debug && operation.cause instanceof Error) lines.push(String(operation.cause.stack));
  return lines.join("\n");
}
function describeBug(error) {
  const stack = error instanceof Error ? error.stack : String(error);
  return `facs: this is a bug of ours. Please report it at ${ISSUES_URL} with the lines below.
${stack}`;
}
function isOperation(error) {
  return typeof error === "object" && error !== null && "kind" in error && error.kind === "operation";
}

// src/cli/environment.ts
import { userInfo } from "node:os";
function toEnvironment(variables, cwd, login) {
  const runUrl = toRunUrl(variables);
  return {
    variables,
    cwd,
    onCi: variables["CI"] === "true",
    ...runUrl === void 0 ? {} : { runUrl },
    actor: variables["GITHUB_ACTOR"] ?? variables["USER"] ?? login,
    platform: `${process.platform}-${process.arch}`
  };
}
function readLogin(read = userInfo) {
  try {
    return read().username;
  } catch (error) {
    if (error.code !== "ERR_SYSTEM_ERROR") throw error;
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}
function toRunUrl(variables) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = variables;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : void 0;
}

// src/cli/stray-failures.ts
function watchStrayFailures(show) {
  process.once("uncaughtException", (error) => {
    show(error);
    process.exit(exitCodeOf(error));
  });
}

export {
  wire,
  VERSION,
  describeFailure,
  toEnvironment,
  readLogin,
  watchStrayFailures
};
