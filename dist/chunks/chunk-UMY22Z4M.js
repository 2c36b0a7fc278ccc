import {
  goRegex,
  isPresent,
  readRule
} from "./chunk-KAA3P3CP.js";
import {
  NodeReader,
  readYaml
} from "./chunk-VCFYUUPC.js";
import {
  visit
} from "./chunk-GXCMU6WR.js";

// src/core/sops/recipient.ts
function recipientId(recipient) {
  return recipient.startsWith("ssh-") ? recipient.split(/\s+/).slice(0, 2).join(" ") : recipient;
}
function isSameRecipient(a, b) {
  return recipientId(a) === recipientId(b);
}

// src/app/state-recipients.ts
const { posix } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure, operationFailure$75 as operationFailure, unwrap$75 as unwrap } from "./common.js";
import { fileOrigin$88 as fileOrigin } from "./common.js";

// src/core/sops/creation-rules.ts
import { toJson$72 as toJson } from "./common.js";
import { isObject$90 as isObject } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var FOREIGN = ["pgp", "kms", "gcp_kms", "hckms", "azure_keyvault", "hc_vault", "hc_vault_transit_uri", "plugins"];
function chooseCreation(text, shown, paths) {
  const read = readText(text, shown);
  if (!read.ok) return invalid(...read.issues.map((each) => ({ ...each, code: "state/rules" })));
  const { root, document } = read.value;
  const rules = root.members.get("creation_rules")?.value;
  if (rules === void 0 || rules.kind === "scalar" && rules.value === null) return valid(void 0);
  if (rules.kind !== "list")
    return invalid({ code: "state/rules", message: "creation_rules is no list", origin: rules.origin });
  for (const [index, node] of rules.items.entries()) {
    const { origin } = node;
    const chosen = readCreation(toJson(node), paths, { number: index + 1, origin });
    if (!chosen.ok) return chosen;
    if (chosen.value !== void 0) return valid({ ...chosen.value, names: namesIn(document), origin });
  }
  return valid(void 0);
}
function readText(text, shown) {
  const read = readYaml({ text, file: shown, area: "state", schema: "core" });
  if (!read.ok) return read;
  const reader = new NodeReader(read.value, { area: "state", thing: shown });
  const root = reader.readRoot();
  if (reader.issues.length > 0) return invalid(...reader.issues);
  return valid({ root, document: read.value.document });
}
function readCreation(rule, paths, place) {
  const refuse = (message) => invalid(refusal("state/rules", message, place));
  if (!isObject(rule)) return refuse("is no mapping");
  const regex = rule["path_regex"];
  const matches = isPresent(regex) ? goRegex(textOf(regex)) : () => true;
  if (matches === void 0) return refuse("has a path_regex that is no regular expression");
  if (!paths.some(matches)) return valid(void 0);
  const recipients = readRecipients(rule, place);
  const encryption = readRule(rule);
  if (recipients.ok && encryption.ok) return valid({ recipients: recipients.value, rule: encryption.value });
  const wrong = encryption.ok ? [] : encryption.issues.map((one) => refusal(one.code, `is wrong: ${one.message}`, place));
  return invalid(...recipients.ok ? [] : recipients.issues, ...wrong);
}
function readRecipients(rule, place) {
  const refuse = (message) => invalid(refusal("state/recipients", message, place));
  const groups = Array.isArray(rule["key_groups"]) ? rule["key_groups"].filter(isObject) : [];
  if (groups.length > 1 || Number(textOf(rule["shamir_threshold"])) > 1)
    return refuse("splits the key among groups (Shamir), which is not supported: name all recipients in one list");
  const members = groups.length === 0 ? [rule] : groups.flatMap(withMerged);
  const foreign = FOREIGN.find((kind) => members.some((member) => isPresent(member[kind])));
  const words = members.flatMap((member) => listOf(member["age"]).flatMap((item) => textOf(item).split(",")));
  const named = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ""))];
  const strange = named.find((word) => !/^(?:age1|ssh-ed25519 )/.test(word));
  if (strange !== void 0) return refuse(`names "${strange}", which is no age recipient (age1\u2026 or ssh-ed25519 \u2026)`);
  if (foreign !== void 0) return refuse(`names ${foreign} keys: files with them can only be made by sops itself`);
  return named.length > 0 ? valid(named) : refuse("has no age recipients");
}
function withMerged(group) {
  return [...listOf(group["merge"]).filter(isObject).flatMap(withMerged), group];
}
function textOf(value) {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}
function listOf(value) {
  if (Array.isArray(value)) return value;
  return value === void 0 || value === null ? [] : [value];
}
function namesIn(document) {
  const names = /* @__PURE__ */ new Map();
  visit(document, {
    Scalar: (_, { anchor, value }) => {
      if (anchor !== void 0 && typeof value === "string") names.set(value.trim(), anchor);
    }
  });
  return names;
}
function refusal(code, what, { number, origin }) {
  return { code, message: `rule ${number} ${what}`, origin };
}

// src/app/state-recipients.ts
async function chooseNewRecipients(store, ports) {
  const own = await (await ports.stateFiles()).ownRecipients();
  const ruled = await readCreation2(store);
  if (ruled === void 0 && store.shared) throw noRecipients(store);
  if (ruled !== void 0) await requireRecipients(ruled, ports);
  const recipients = ruled?.recipients ?? own;
  if (!recipients.some((recipient) => own.some((one) => isSameRecipient(one, recipient))))
    throw noKey(store, recipients);
  if (ruled === void 0) warnOfOneKey(store, ports);
  else warnOfOne(store.shown, recipients, ports);
  return { recipients, ...ruled === void 0 ? {} : { rule: ruled.rule } };
}
async function readCreation2(store) {
  const rules = await store.rules();
  return rules === void 0 ? void 0 : unwrap(chooseCreation(rules.text, rules.shown, rules.paths));
}
async function requireRecipients({ recipients, origin }, ports) {
  const checked = (await ports.stateFiles()).checkRecipients(recipients);
  if (!checked.ok) throw inputFailure(...checked.issues.map((issue) => ({ ...issue, origin })));
}
function warnOfOne(path, recipients, ports) {
  if (recipients.length !== 1) return;
  ports.talk.warn({
    code: "state/one-recipient",
    message: `${path} is encrypted to a single recipient: without that key it is lost`,
    hint: "add a recovery key to .sops.yaml, kept offline, then run facs secrets updatekeys"
  });
}
function noRecipients(store) {
  return inputFailure({
    code: "state/no-recipients",
    message: `no rule of the meta repo's .sops.yaml says who can open ${store.shown}`,
    hint: `add a rule: path_regex: ^${posix.dirname(store.shown)}/, age: a comma-separated list of public keys`,
    origin: fileOrigin(".sops.yaml")
  });
}
function noKey(store, recipients) {
  const whose = recipients.length === 0 ? "there is no age key here" : `no key here belongs to ${recipients.join(", ")}`;
  return operationFailure({
    code: "state/no-key",
    message: `${store.shown} would be created, but ${whose}`,
    target: store.shown,
    retry: "never",
    next: recipients.length === 0 ? "make a key: age-keygen -o ~/.config/sops/age/keys.txt" : "put the key of one of these recipients into SOPS_AGE_KEY, a file that SOPS_AGE_KEY_FILE names, or sops/age/keys.txt"
  });
}
function warnOfOneKey(store, ports) {
  ports.talk.warn({
    code: "state/own-key",
    message: `${store.shown} is encrypted to the key of this machine alone: without that key it is lost`,
    hint: "a single recipient is no backup; name more in .sops.yaml"
  });
}

export {
  chooseCreation,
  recipientId,
  isSameRecipient,
  chooseNewRecipients,
  readCreation2 as readCreation,
  requireRecipients,
  warnOfOne
};
