import {
  chooseHosts,
  hostsOrLocal
} from "./chunk-ZJSGJCEA.js";

// src/app/deploy/machines.ts
const { posix } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { reveal$95 as reveal, secret$95 as secret } from "./common.js";
async function chooseMachines(definition, inputs, context) {
  const { settings } = definition;
  if (settings.targets.length === 0) return localMachine(definition, inputs, context);
  const hosts = unwrap(chooseHosts(settings, inputs));
  const unpinned = hosts.filter((host) => host.hostKeys.length === 0);
  if (unpinned.length > 0) throw inputFailure(...unpinned.map((host) => noHostKey(definition, host)));
  if (hosts.length === 0) return { hosts, reach: unreachable };
  const credentials = await readCredentials(inputs, context);
  const port = await context.ports.hosts();
  return { hosts: hosts.map((host) => laidOut(host, definition)), reach: (host) => port.connect(host, credentials) };
}
function laidOut(host, { project, settings }) {
  return settings.deploy.layout === "inplace" ? { ...host, inPlace: { cleared: project } } : host;
}
async function localMachine(definition, inputs, { ports, environment }) {
  const { destdir } = definition.settings.deploy;
  if (destdir === void 0) {
    throw inputFailure({
      code: "deploy/nowhere",
      message: `${definition.instance} has no deploy.nodes, and no deploy.destdir for a deploy to this machine`,
      hint: "list hosts in deploy.nodes, or set deploy.destdir"
    });
  }
  if (environment.onCi && !inputs.local) {
    throw inputFailure({
      code: "deploy/local",
      message: `this would deploy ${definition.instance} to the machine that CI runs on`,
      hint: "say --local if that is meant, else see where deploy.nodes went",
      origin: inputOrigin("--local")
    });
  }
  const [host] = hostsOrLocal(definition.settings, environment.platform);
  const home = destdir.startsWith("~") ? destdir : posix.resolve(environment.cwd, destdir);
  const reach = async () => (await ports.hosts()).local();
  return { hosts: [laidOut({ ...host, home }, definition)], reach };
}
async function unreachable(host) {
  throw new Error(`${host.name} is not among the chosen hosts`);
}
function noHostKey({ trail }, host) {
  const { targets, port, address, name } = host;
  const origin = trail(["hosts", name])?.origin ?? trail(["deploy", "nodes", targets[0] ?? ""])?.origin;
  return {
    code: "deploy/no-host-key",
    message: `${name} has no pinned host key, so nobody could tell it from an impostor`,
    path: `hosts.${name}.host_keys`,
    ...origin === void 0 ? {} : { origin },
    hint: `ssh-keyscan -p ${port} ${address} prints its keys: compare with ssh-keygen -lf on the host itself, then write one there`
  };
}
async function readCredentials({ "ssh-key": given }, { ports, environment }) {
  if (given !== void 0) return { key: await readKey(given, ports) };
  const agent = environment.variables["SSH_AUTH_SOCK"];
  if (agent !== void 0 && agent !== "") return { agent };
  throw inputFailure({
    code: "ssh/no-key",
    message: "there is no SSH key and no ssh-agent",
    hint: "give the key with --ssh-key or FACS_SSH_KEY",
    origin: inputOrigin("--ssh-key")
  });
}
async function readKey(given, ports) {
  const text = reveal(given).trim();
  if (text.startsWith("-----BEGIN ")) return secret(`${text}
`);
  const bytes = text.includes("\n") ? void 0 : await (await ports.files()).read(text);
  if (bytes !== void 0) return secret(new TextDecoder().decode(bytes));
  throw inputFailure({
    code: "ssh/no-key",
    message: "the SSH key is neither a key (it would begin with -----BEGIN) nor a file that is there",
    origin: inputOrigin("--ssh-key")
  });
}

export {
  chooseMachines
};
