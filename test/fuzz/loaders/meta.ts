/** Files of the meta repo, and `facsimile.lock`. */
import { decodeText } from '../../../src/app/decode-text.ts';
import { unwrap } from '../../../src/core/error.ts';
import { parseChannel, withRelease } from '../../../src/core/meta/channel.ts';
import { decodeRecord, encodeRecord } from '../../../src/core/meta/codec.ts';
import { describeRecord, describeSubject } from '../../../src/core/meta/describe.ts';
import { encodeFormat, parseFormat } from '../../../src/core/meta/format.ts';
import { decodeLockNote, encodeLockNote } from '../../../src/core/meta/lock-note.ts';
import { parseProject } from '../../../src/core/meta/project.ts';
import { parseLock, withRepo } from '../../../src/core/release/lock-file.ts';
import type { Result } from '../../../src/core/result.ts';
import { ALL_RECORDS, GITHASH } from '../../core/meta/records.ts';
import { type Loader, outcomeOf } from '../loader.ts';

const LOCK = `# libraries\nrepos:\n  theme:\n    url: https://git.example/acme/theme # by Ann\n    githash: ${GITHASH}\n  base: { url: git@git.example:acme/base, revision: main }\n`;

/** What reads them. */
export const META_LOADERS: readonly Loader[] = [
  {
    ...textLoader('a project.yaml', 'project', parseProject),
    samples: ['# order\nchannels: [edge, stable]\n', 'channels:\n- edge\n- "2024"\n'],
    slots: [
      (value) => `channels: ${value}\n`,
      (value) => `channels: [edge, ${value}]\n`,
      (value) => `channels: [edge]\nx: ${value}\n`,
    ],
  },
  {
    ...textLoader('a channel file', 'channel', (text, path) => {
      const parsed = parseChannel(text, path);
      // What can be read can be written again.
      return parsed.ok ? parseChannel(withRelease(text, GITHASH), path) : parsed;
    }),
    samples: [
      `# the careful one\nrelease: ${GITHASH} # since May\nhold: inventory\n`,
      'release:\n',
      `{release: "${GITHASH}"}`,
    ],
    slots: [
      (value) => `release: ${value}\n`,
      (value) => `hold: ${value}\n`,
      (value) => `${value}: x\n`,
      (value) => `${value}\n`,
    ],
  },
  {
    ...textLoader('a facsimile.lock', 'lock', (text, path) => {
      const parsed = parseLock(text, path);
      return parsed.ok
        ? parseLock(withRepo(text, { name: 'theme', url: 'https://x.example/y', githash: GITHASH }), path)
        : parsed;
    }),
    samples: [LOCK, 'repos: {}\n'],
    slots: [
      (value) => `repos: ${value}\n`,
      (value) => `repos: {a: ${value}}\n`,
      (value) => `repos: {a: {url: ${value}, githash: ${value}}}\n`,
      (value) => `repos: {${value}: {}}\n`,
    ],
  },
  {
    ...textLoader('a facsimile.yaml', 'meta', (text) => parseFormat(text)),
    samples: [encodeFormat()],
    slots: [(value) => `format: ${value}\n`, (value) => `x: ${value}\nformat: 1\n`],
  },
  {
    name: 'a record',
    hasPlaces: false,
    load: (bytes) =>
      outcomeOf(() => {
        const record = unwrap(decodeRecord(bytes, 'x.binpb'));
        // What the log of meta and a writer do with it.
        describeSubject(record);
        describeRecord(record);
        return record;
      }),
    samples: ALL_RECORDS.map(encodeRecord),
    slots: [],
  },
  {
    name: 'the note of a lock',
    hasPlaces: false,
    load: (bytes) => outcomeOf(() => decodeLockNote(new TextDecoder().decode(bytes))),
    samples: [
      encodeLockNote({
        holder: 'ann',
        runUrl: 'https://ci.example/1',
        reason: 'deploy',
        leaseMs: 60_000,
        byHand: false,
      }),
    ],
    slots: [(value) => `holder: ${value}\nlease-ms: ${value}\n`],
  },
];

function textLoader(
  name: string,
  area: string,
  parse: (text: string, path: string) => Result<unknown>,
): Pick<Loader, 'name' | 'hasPlaces' | 'load'> {
  const file = name.replace(/^an? /, '');
  const load: Loader['load'] = (bytes) => outcomeOf(() => unwrap(parse(unwrap(decodeText(bytes, file, area)), file)));
  return { name, hasPlaces: true, load };
}
