import {
  require_picomatch
} from "./chunk-HIPR4ACX.js";
import {
  __toESM
} from "./chunk-SEWDMQ6Q.js";

// src/core/definition/choose-hosts.ts
var import_picomatch = __toESM(require_picomatch(), 1);
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { osOf$52 as osOf } from "./common.js";
function isPartial({ target, host, region }) {
  return target.length > 0 || host.length > 0 || region.length > 0;
}
function chooseHosts(settings, { target, host, region }) {
  const { targets, hosts } = settings;
  const issues = [];
  const chosenTargets = match(
    "target",
    target,
    targets.map(({ name }) => name),
    issues
  );
  const chosenHosts = match(
    "host",
    host,
    hosts.map(({ name }) => name),
    issues
  );
  const chosenRegions = inRegions(region, hosts, issues);
  for (const { name, hosts: members } of targets) {
    if (members.length === 0 && !settings.deploy.allowEmpty && (target.length === 0 || chosenTargets.has(name)))
      issues.push({
        code: "target/empty",
        message: `target ${name} has no hosts`,
        hint: "list them in deploy.nodes, or set deploy.allow_empty: true"
      });
  }
  if (issues.length > 0) return invalid(...issues);
  const chosen = hosts.filter(
    ({ name, targets: of }) => chosenHosts.has(name) && chosenRegions.has(name) && (target.length === 0 || of.some((one) => chosenTargets.has(one)))
  );
  const asked = Object.entries({ hosts: host, targets: target, regions: region }).filter(([, said]) => said.length > 0);
  const none = chosen.length === 0 && asked.length > 1;
  const message = `no host is in all of these ${asked.map(([what]) => what).join(" and ")}`;
  return none ? invalid({ code: "host/none", message }) : valid(chosen);
}
function hostsOrLocal({ hosts, deploy }, platform) {
  const [first, ...others] = hosts;
  if (first !== void 0) return [first, ...others];
  const here = { name: "localhost", targets: ["local"], address: "localhost", port: 22, user: "" };
  const os = osOf(platform);
  const known = { home: deploy.destdir ?? "", labels: {}, hostKeys: [], ...os === void 0 ? {} : { os } };
  return [{ ...here, ...known }];
}
function inRegions(patterns, hosts, issues) {
  if (patterns.length === 0) return new Set(hosts.map(({ name }) => name));
  const regions = [...new Set(hosts.flatMap((host) => host.region ?? []))];
  const labels = [...new Set(hosts.flatMap((host) => Object.entries(host.labels).map((pair) => pair.join("="))))];
  return new Set(
    patterns.flatMap((pattern) => {
      const matches = (0, import_picomatch.default)(pattern, { dot: true });
      const isOne = (word) => word === pattern || matches(word);
      const found = hosts.filter(
        ({ region, labels: of }) => pattern.includes("=") ? Object.entries(of).some((pair) => isOne(pair.join("="))) : region !== void 0 && isOne(region)
      );
      if (found.length === 0) issues.push(unknown("region", pattern, pattern.includes("=") ? labels : regions));
      return found.map(({ name }) => name);
    })
  );
}
function match(what, patterns, names, issues) {
  if (patterns.length === 0) return new Set(names);
  return new Set(
    patterns.flatMap((pattern) => {
      const matches = (0, import_picomatch.default)(pattern, { dot: true });
      const found = names.filter((name) => name === pattern || matches(name));
      if (found.length === 0) issues.push(unknown(what, pattern, names));
      return found;
    })
  );
}
function unknown(what, pattern, names) {
  return {
    code: `${what}/unknown`,
    message: `there is no ${what} ${pattern}`,
    hint: didYouMean(pattern, names) ?? (names.length === 0 ? `the instance has no ${what}s` : `there are ${names.join(", ")}`),
    origin: inputOrigin(`--${what}`)
  };
}

export {
  isPartial,
  chooseHosts,
  hostsOrLocal
};
