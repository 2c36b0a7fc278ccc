const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  flag,
  list,
  secretText,
  text
} from "./chunk-34VBN6EU.js";

// src/core/inputs/shared.ts
var subject = {
  project: text({
    positional: true,
    placeholder: "PROJECT",
    help: "The project. May be left out where there is only one."
  }),
  instance: text({
    positional: true,
    required: true,
    placeholder: "INSTANCE",
    help: "The instance, for example production.eu."
  })
};
var version = {
  version: text({
    positional: true,
    placeholder: "VERSION",
    help: "Githash (7 digits or more), version or tag. Absent: what the channel of the instance maps to."
  })
};
var channelInput = {
  channel: text({ positional: true, required: true, placeholder: "CHANNEL", help: "The channel, for example stable." })
};
var places = {
  define: text({
    placeholder: "DIR",
    help: "Folder of the definitions, instead of define/, config/facsimile/ or facsimile/."
  }),
  meta: text({ placeholder: "URL|DIR", env: "FACS_META", help: "The meta repo: a git URL or a local repository." }),
  "meta-token": secretText({
    placeholder: "TOKEN",
    env: "FACS_META_TOKEN",
    help: "Token for a meta repo behind HTTPS. SSH uses the keys and known hosts that ssh itself would use."
  }),
  "src-dir": text({ placeholder: "DIR", help: "Use this work tree as the source instead of a recorded release." }),
  "top-dir": text({ placeholder: "DIR", default: ".facsimile", help: "Folder for caches and logs." })
};
var metaPlaces = { meta: places.meta, "meta-token": places["meta-token"], "top-dir": places["top-dir"] };
var storePlaces = {
  store: text({
    placeholder: "URL|DIR",
    env: "FACS_STORE",
    help: "Where binaries are kept: a folder, or the URL of an HTTP server that takes PUT."
  }),
  "store-token": secretText({
    placeholder: "TOKEN",
    env: "FACS_STORE_TOKEN",
    help: "Token for a store behind HTTPS, sent as a bearer token. Deploying reads it from the variable alone."
  })
};
var selection = {
  target: list({ placeholder: "TARGET", help: "Only hosts of these targets (names or globs)." }),
  host: list({ placeholder: "HOST", help: "Only these hosts (names or globs)." })
};
var dryRun = {
  "dry-run": flag({ help: "Show what would be done and change nothing." })
};
var access = {
  "ssh-key": secretText({
    placeholder: "KEY",
    env: "FACS_SSH_KEY",
    help: "Private SSH key: its text (beginning with -----BEGIN) or the path of its file. Absent: the ssh-agent."
  })
};

export {
  subject,
  version,
  channelInput,
  places,
  metaPlaces,
  storePlaces,
  selection,
  dryRun,
  access
};
