const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  findSecrets
} from "./chunk-GDMVQACU.js";
import "./chunk-HGEZ7N4S.js";
import {
  isSameRecipient,
  readCreation,
  recipientId,
  warnOfOne
} from "./chunk-HY6UVF2Z.js";
import "./chunk-2CACDQBC.js";
import "./chunk-G4KROG7V.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/secrets/recipients.ts
import { unwrap$72 as unwrap } from "#common";
async function listReaders(inputs, ports, environment) {
  const { project, instance, store, bytes } = await findSecrets(inputs, ports, environment);
  const files = await ports.stateFiles();
  const { recipients, foreign, changedAt } = unwrap(await files.inspect(store.shown, bytes));
  const creation = await readCreation(store);
  if (foreign.length === 0) warnOfOne(store.shown, recipients, ports);
  const readers = readersOf(recipients, creation, await files.ownRecipients());
  return { project, instance, path: store.shown, readers, foreign, changedAt, ruled: creation !== void 0 };
}
function readersOf(recipients, creation, own) {
  const ruled = creation?.recipients ?? [];
  const missing = ruled.filter((one) => !recipients.some((other) => isSameRecipient(one, other)));
  return [...recipients, ...missing].map((recipient) => {
    const name = creation?.names.get(recipient) ?? creation?.names.get(recipientId(recipient));
    return {
      recipient,
      ...name === void 0 ? {} : { name },
      own: own.some((one) => isSameRecipient(one, recipient)),
      inFile: !missing.includes(recipient),
      inRules: ruled.some((one) => isSameRecipient(one, recipient))
    };
  });
}

// src/commands/secrets-recipients.ts
import { defineInputs$82 as defineInputs } from "#common";
import { places$84 as places, subject$84 as subject } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var secretsRecipientsCommand = defineCommand({
  name: "secrets recipients",
  summary: "List who can open the encrypted state of an instance, and who could by .sops.yaml.",
  inputs: defineInputs({ ...subject, ...places }),
  run: async (given, { ports, environment }) => {
    const found = await listReaders(given, ports, environment);
    const { project, instance, path, changedAt, ruled, foreign, readers } = found;
    return {
      data: {
        ...{ project, instance, ruled },
        state: path,
        changed_at: changedAt,
        other_keys: [...foreign],
        recipients: readers.map(({ recipient, name, own, inFile, inRules }) => ({
          ...{ recipient, own },
          name: name ?? null,
          in_file: inFile,
          in_rules: inRules
        }))
      },
      text: describe(found)
    };
  }
});
function describe({ path, readers, foreign, ruled }) {
  const rows = readers.map((reader) => [
    reader.recipient,
    reader.name ?? "",
    standing(reader, ruled),
    reader.own ? "own key" : ""
  ]);
  const others = foreign.length === 0 ? [] : [`and ${foreign.join(", ")} keys`];
  return [path, ...describeTable(rows), ...others].join("\n");
}
function standing({ inFile, inRules }, ruled) {
  if (!inFile) return "cannot open it yet: run facs secrets updatekeys";
  if (!ruled) return "can open it; no rule of .sops.yaml says who should";
  return inRules ? "can open it" : "can open it, but is not in .sops.yaml: run facs secrets updatekeys";
}
export {
  secretsRecipientsCommand
};
