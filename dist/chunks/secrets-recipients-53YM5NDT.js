import {
  findSecrets
} from "./chunk-SYF3QZT3.js";
import "./chunk-SDAXHN2N.js";
import {
  isSameRecipient,
  readCreation,
  recipientId,
  warnOfOne
} from "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/secrets/recipients.ts
import { unwrap$75 as unwrap } from "./common.js";
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
import { defineInputs$85 as defineInputs } from "./common.js";
import { places$87 as places, subject$87 as subject } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
