
// src/app/demo/estate.ts
var HOST_OF = {
  staging: "lab",
  "production.eu": "paris",
  "production.us": "boston"
};
var SHIPPED_FOLDER = "/tmp/facs-demo";
async function buildEstate(playground) {
  await playground.copyEstate();
  const hosts = await Promise.all(Object.values(HOST_OF).map((name) => playground.startHost(name)));
  await playground.write("estate/define/hosts.yaml", describeHosts(hosts));
  await playground.replace("estate/define/facsimile.yaml", SHIPPED_FOLDER, playground.folder);
  await playground.write("shop/.gitignore", "out/\n");
  await Promise.all(["estate", "shop", "docs"].map((name) => makeRepo(playground, name)));
  return new Map(hosts.map((host) => [host.name, host]));
}
async function publish(playground, name, message, tag) {
  await playground.git(name, ["add", "--all"]);
  await playground.git(name, ["commit", "--quiet", "--message", message]);
  if (tag !== void 0) await playground.git(name, ["tag", tag]);
  await playground.git(name, ["push", "--quiet", "origin", "main", ...tag === void 0 ? [] : [tag]]);
}
async function makeRepo(playground, name) {
  await playground.git(".", ["init", "--quiet", "--bare", `${name}.git`]);
  await playground.git(name, ["init", "--quiet"]);
  await playground.git(name, ["remote", "add", "origin", `${playground.folder}/${name}.git`]);
}
function describeHosts(hosts) {
  const lines = hosts.map(
    ({ name, address, port, hostKey }) => `  ${name}: { address: ${address}, port: ${port}, host_keys: ["${hostKey}"] }`
  );
  return ["# Written by the demo: ports and keys of its hosts are made on the spot.", "hosts:", ...lines, ""].join(
    "\n"
  );
}

// src/app/demo/stage.ts
async function act(stage, line, showing = {}) {
  const [ran] = await actTogether(stage, [line], showing);
  if (ran === void 0) throw new Error("no line was run");
  return ran;
}
async function actTogether(stage, lines, showing = {}) {
  const running = Promise.all(lines.map((line) => run(stage, line, showing)));
  const shown = [];
  for (const [i, line] of lines.entries()) {
    stage.teller.command(`facs ${line}`);
    const ran = (await running)[i];
    if (ran?.failed !== void 0) throw ran.failed;
    if (ran !== void 0) shown.push(ran);
    if (ran !== void 0) show(stage, ran, showing);
  }
  return shown;
}
async function actInVain(stage, line, showing = {}) {
  stage.teller.command(`facs ${line}`);
  const ran = await run(stage, line, showing);
  if (ran.failed === void 0) throw new Error(`the demo expected this to fail: facs ${line}`);
  show(stage, ran, showing);
  return ran;
}
function run(stage, line, { at = "estate" }) {
  return stage.run(line.split(" "), at);
}
function show({ teller }, ran, { lines = 3, pick }) {
  teller.output(pick === void 0 ? ran.text.split("\n") : pick(ran), lines);
}

// src/app/demo/tell-first-release.ts
async function tellFirstRelease(stage) {
  const { teller } = stage;
  teller.chapter("Version 1 is released");
  teller.say("A tag is built once, by your own command. What the build made is stored by its digest, and recorded.");
  await releaseShop(stage, "v1.0.0", "A shop");
  await publish(stage.playground, "docs", "How to buy bread", "v1.0.0");
  await act(stage, "release create docs --tag v1.0.0", { at: "docs" });
}
async function releaseShop(stage, tag, message) {
  const { playground } = stage;
  await publish(playground, "shop", message, tag);
  await playground.runScript("shop", "build");
  await act(stage, `release create shop --tag ${tag} --binary pages.any=out`, { at: "shop" });
}

// src/app/demo/tell-promotion.ts
var INSTANCES = Object.keys(HOST_OF);
async function tellPromotion(stage) {
  stage.teller.chapter("Promoted, and deployed");
  stage.teller.say(
    "A channel maps to a release: staging follows edge, production follows stable. Promoting changes that",
    "map by one small commit, made by a merged pull request or by hand. A release enters at the first channel; the",
    "next takes what that one had. Deploying never builds."
  );
  for (const channel of ["edge", "stable"])
    await actTogether(
      stage,
      ["shop", "docs"].map((project) => `channel set ${project} ${channel} v1.0.0`)
    );
  await actTogether(stage, [...INSTANCES.map((instance) => `deploy shop ${instance}`), "deploy docs production.eu"]);
  await showPages(stage, INSTANCES);
}
async function showPages({ playground, hosts, teller }, instances) {
  for (const instance of instances) {
    const host = hosts.get(HOST_OF[instance] ?? "");
    if (host === void 0) throw new Error(`no host for ${instance}`);
    const page = await playground.fetchPage(host.url);
    const parts = [/<h1>(.*)<\/h1>/, /<li>(bread.*)<\/li>/, /<footer>(.*)<\/footer>/].map(
      (part) => part.exec(page)?.[1]
    );
    teller.say(`${host.url} in ${instance}: ${parts.join(" \xB7 ")}`);
  }
}

// src/app/demo/tell-broken-release.ts
async function tellBrokenRelease(stage) {
  const { playground, teller } = stage;
  teller.chapter("Version 3 does not work");
  teller.say(
    "Somebody forgets a price. The health check asks the new release through the SSH connection, gets no",
    "good answer, and the host goes back to what it ran before. No other place has seen this release."
  );
  await playground.replace("shop/catalogue/tea.json", "4.75", "null");
  await releaseShop(stage, "v1.2.0", "Tea is out of stock");
  await actInVain(stage, "deploy shop staging v1.2.0", { pick: ({ text }) => [...text.split("\n"), "(exit code 1)"] });
  await showPages(stage, ["staging"]);
}

// src/app/demo/tell-estate.ts
async function tellEstate(stage) {
  const { playground, teller } = stage;
  teller.chapter("An estate");
  teller.say(
    "Two projects in git: shop, a web service, and docs, a static site. Three instances, each on a host",
    "of its own that has sshd, sh and tar. Definitions are layers: production.us is production, then us;",
    "each says only what is different there, and every value knows where it was written. All that happens",
    "to them is recorded in one more git repository: meta."
  );
  await publish(playground, "estate", "The estate");
  await act(stage, `meta init ../meta.git --recipient ${playground.recipient}`);
  await act(stage, "explain shop production.us currency");
  await act(stage, "hosts shop production.us");
}

// src/app/demo/tell-second-release.ts
async function tellSecondRelease(stage) {
  const { playground, teller } = stage;
  teller.chapter("Version 2 changes one price");
  await playground.replace("shop/catalogue/bread.json", "3.1", "3.3");
  await releaseShop(stage, "v1.1.0", "Bread costs more");
  for (const channel of ["edge", "stable"]) await act(stage, `channel set shop ${channel} v1.1.0`);
  teller.say("A plan is a value, seen before it is done. Only what a host lacks would travel:");
  await act(stage, "deploy shop production.eu --dry-run", { lines: 8 });
  await actTogether(stage, ["deploy shop staging", "deploy shop production.eu", "deploy shop production.us"]);
  await showPages(stage, ["production.eu"]);
}

// src/app/demo/tell-status.ts
async function tellStatus(stage) {
  stage.teller.chapter("What runs where");
  await act(stage, "status shop staging --live");
  await act(stage, "channel history shop stable", { lines: 4 });
}

// src/app/demo/tell-trace.ts
async function tellTrace(stage) {
  const { teller } = stage;
  teller.chapter("Where does this file come from?");
  teller.say("Any file, digest, commit, version, channel or host will do. Here: a file as it lies on the host paris.");
  await act(stage, "trace ../hosts/paris/shop/current/catalogue/bread.json", { lines: 14 });
}

// src/app/demo/story.ts
var CHAPTERS = [
  { shown: "definitions in layers: every value knows where it was written", tell: tellEstate },
  { shown: "releases: a tag recorded, its build stored once", tell: tellFirstRelease },
  { shown: "channels: one small commit promotes, and what follows is deployed over SSH", tell: tellPromotion },
  { shown: "plans: seen before they are done; only the difference is sent", tell: tellSecondRelease },
  { shown: "traces: from a file on a host back to its commits", tell: tellTrace },
  { shown: "health: a broken release is caught, the host goes back by itself", tell: tellBrokenRelease },
  { shown: "status: what runs where, by the records and by the hosts", tell: tellStatus }
];
async function tellStory(stage, clock) {
  const told = [];
  for (const { shown, tell } of CHAPTERS) {
    const start = clock.now();
    await tell(stage);
    told.push({ shown, durationMs: clock.now() - start });
  }
  return told;
}

// src/app/demo/teller.ts
var MARGIN = "   ";
var WIDTH = 110;
var BOLD = 1;
var DIM = 2;
var CYAN = 36;
var Teller = class {
  #screen;
  #chapter = 0;
  /** @param screen Absent: the story happens and nobody watches. */
  constructor(screen) {
    this.#screen = screen;
  }
  title(...text) {
    for (const line of text) this.#print(this.#paint(BOLD, line));
  }
  /** Begins the next chapter. */
  chapter(name) {
    this.#chapter += 1;
    this.#print("");
    this.#print(this.#paint(BOLD, `${this.#chapter}  ${name}`));
  }
  say(...text) {
    for (const line of text) this.#print(`${MARGIN}${line}`);
  }
  /** A command line, shown before it runs. */
  command(line) {
    this.#print(`${MARGIN}${this.#paint(CYAN, `$ ${line}`)}`);
  }
  /** What it printed: at most `most` lines, and how many more there were. */
  output(lines, most) {
    const shown = lines.length <= most + 1 ? lines : lines.slice(0, most);
    for (const line of shown) this.#print(`${MARGIN}  ${this.#paint(DIM, cut(line))}`);
    if (shown.length < lines.length) {
      this.#print(`${MARGIN}  ${this.#paint(DIM, `\u2026 and ${lines.length - shown.length} lines more`)}`);
    }
  }
  #print(line) {
    this.#screen?.print(line.trimEnd());
  }
  #paint(code, text) {
    return this.#screen?.colors === true && text !== "" ? `\x1B[${code}m${text}\x1B[0m` : text;
  }
};
function cut(line) {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}\u2026`;
}

// src/app/demo/demo.ts
async function performDemo(needs, keep, curtain) {
  const playground = await (await needs.ports.playgrounds()).open();
  try {
    const kept = keep ? { folder: playground.folder, settings: await playground.keep() } : void 0;
    await curtain(kept, await play(needs, playground));
  } finally {
    await playground.close();
  }
}
async function play({ ports, environment, screen, runLine: runLine2 }, playground) {
  const teller = new Teller(screen);
  teller.title("Facsimile, the whole road: tag \u2192 record \u2192 promote \u2192 deploy");
  teller.say(`All of it is real, and on this machine alone: in ${playground.folder}.`);
  const hosts = await buildEstate(playground);
  const run2 = (words, repository) => {
    const place = { variables: playground.variables, cwd: `${playground.folder}/${repository}`, onCi: false };
    return runLine2(words, ports, { ...environment, ...place });
  };
  return tellStory({ playground, teller, hosts, run: run2 }, ports.clock);
}

// src/commands/demo.ts
import { defineInputs$85 as defineInputs, flag$85 as flag } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";

// src/commands/run-line.ts
import { maskedText$17 as maskedText } from "./common.js";
import { isFailure$75 as isFailure, operationFailure$75 as operationFailure } from "./common.js";
import { describeIssue$88 as describeIssue } from "./common.js";
import { readInputs$30 as readInputs, readInvocation$30 as readInvocation } from "./common.js";
async function runLine(words, ports, environment) {
  const said = [];
  const context = { ports: ports.elsewhere(environment, recordingTalk(said)), environment };
  const invocation = await readInvocation(words, () => context.ports);
  const inputs = readInputs(invocation, environment.variables);
  try {
    const { failed, ...outcome } = await invocation.command.run(inputs, context);
    return { ...outcome, said, ...failed === void 0 ? {} : { failed: operationFailure(failed) } };
  } catch (error) {
    if (!isFailure(error) || error.kind !== "operation") throw error;
    return { data: null, text: "", said, failed: error };
  }
}
function recordingTalk(said) {
  const { mask, without } = maskedText();
  const say = (line) => void said.push(without(line));
  return {
    say,
    warn: (issue) => say(`warning: ${describeIssue(issue)}`),
    mask,
    group: (title, work) => {
      say(title);
      return work();
    }
  };
}

// src/commands/demo.ts
var demoCommand = defineCommand({
  name: "demo",
  summary: "The whole story on this machine: nothing is needed but Node and git, nothing is left behind.",
  inputs: defineInputs({
    keep: flag({ help: "Leave the repositories, the records and the disks of the hosts to look around in." })
  }),
  async run({ keep }, { ports, environment, screen }) {
    let outcome = { data: null, text: "" };
    await performDemo({ ports, environment, screen, runLine }, keep, async (kept, told) => {
      const data = { chapters: told.map(({ shown, durationMs }) => ({ shown, duration_ms: durationMs })) };
      outcome = {
        data: { ...data, folder: kept?.folder ?? null },
        text: [...describe(told), ...farewell(kept)].join("\n")
      };
      if (kept === void 0 || screen?.interactive !== true) return;
      screen.print(outcome.text);
      screen.print("The hosts run until you press Ctrl-C here.");
      await new Promise(() => void 0);
    });
    return outcome;
  }
});
function describe(told) {
  const seconds = (ms) => `${(ms / 1e3).toFixed(1)} s`;
  const total = told.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const chapters = told.map(({ shown, durationMs }, i) => `${i + 1}  ${seconds(durationMs).padStart(6)}  ${shown}`);
  return ["", `Shown, in ${seconds(total)}:`, ...chapters, ""];
}
function farewell(kept) {
  if (kept === void 0)
    return ["Nothing of it is left. To look around in it yourself: facs demo --keep", "Where to go next: facs --help"];
  return [
    `All of it is in ${kept.folder}; disks of the hosts are in hosts/. To go on in a shell:`,
    `   . ${kept.settings}`,
    "   facs trace paris",
    "   git -C ../meta.git log --stat"
  ];
}
export {
  demoCommand
};
