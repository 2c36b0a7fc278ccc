/** The inputs that many commands share, worded once. */
import { flag, list, secretText, text } from './input.ts';

/** Which project and instance a command is about. */
export const subject = {
  project: text({
    positional: true,
    placeholder: 'PROJECT',
    help: 'The project. May be left out where there is only one.',
  }),
  instance: text({
    positional: true,
    required: true,
    placeholder: 'INSTANCE',
    help: 'The instance, for example production.eu.',
  }),
};

/** Which release a command is about. */
export const version = {
  version: text({
    positional: true,
    placeholder: 'VERSION',
    help: 'Githash (7 digits or more), version or tag. Absent: what the channel of the instance maps to.',
  }),
};

/** Which channel a command is about. */
export const channelInput = {
  channel: text({ positional: true, required: true, placeholder: 'CHANNEL', help: 'The channel, for example stable.' }),
};

/** Which state of the definitions counts. */
export const definitionsPin = {
  'define-ref': text({
    placeholder: 'REF',
    help: 'Read the definitions at this commit, branch or tag of the repository that they come from.',
  }),
};

/** Where the work tree that a command is about lies, and what belongs to it. */
export const workPlaces = {
  define: text({
    placeholder: 'DIR',
    help: 'Folder of the definitions, instead of define/, config/facsimile/ or facsimile/.',
  }),
  meta: text({
    placeholder: 'URL|DIR',
    env: 'FACS_META',
    help: 'The meta repo: a git URL, a local repository, or github:OWNER/REPO to go through GitHub’s API.',
  }),
  'meta-token': secretText({
    placeholder: 'TOKEN',
    env: 'FACS_META_TOKEN',
    help: 'Token for a meta repo behind HTTPS or GitHub’s API. SSH uses the keys and known hosts that ssh itself would use.',
  }),
  'src-dir': text({ placeholder: 'DIR', help: 'Use this work tree as the source instead of a recorded release.' }),
  'top-dir': text({ placeholder: 'DIR', default: '.facsimile', help: 'Folder for caches and logs.' }),
};

/** Where definitions, source, meta and work files lie. */
export const places = { ...workPlaces, ...definitionsPin };

/** Where meta lies, for a command that looks at nothing else. */
export const metaPlaces = { meta: places.meta, 'meta-token': places['meta-token'], 'top-dir': places['top-dir'] };

/** Where binaries are kept. */
export const storePlaces = {
  store: text({
    placeholder: 'URL|DIR',
    env: 'FACS_STORE',
    help: 'Where binaries are kept: a folder, or the URL of an HTTP server that takes PUT.',
  }),
  'store-token': secretText({
    placeholder: 'TOKEN',
    env: 'FACS_STORE_TOKEN',
    help: 'Token for a store behind HTTPS, sent as a bearer token. Deploying reads it from the variable alone.',
  }),
};

/** Which hosts of an instance a command touches. */
export const selection = {
  target: list({ placeholder: 'TARGET', help: 'Only hosts of these targets (names or globs).' }),
  host: list({ placeholder: 'HOST', help: 'Only these hosts (names or globs).' }),
  region: list({ placeholder: 'REGION', help: 'Only hosts in these regions (names, globs, or label=value).' }),
};

/** Whose definition is shown: hosts of one operating system may have something of their own. */
export const asHost = {
  host: text({ placeholder: 'HOST', help: 'The definition as this host gets it, with the overrides of its system.' }),
};

/** Show what would be done, and do nothing. */
export const dryRun = {
  'dry-run': flag({ help: 'Show what would be done and change nothing.' }),
};

/** What whoever moves a channel takes upon themselves. */
export const consent = {
  rollback: flag({ help: 'The channel may go back, to an older release.' }),
  force: flag({ help: 'Neither the order of channels nor a freeze counts; needs --reason.' }),
  reason: text({ placeholder: 'WORDS', help: 'Why, for the history.' }),
};

/** How to be let in to hosts. */
export const access = {
  'ssh-key': secretText({
    placeholder: 'KEY',
    env: 'FACS_SSH_KEY',
    help: 'Private SSH key: its text (beginning with -----BEGIN) or the path of its file. Absent: the ssh-agent.',
  }),
};
