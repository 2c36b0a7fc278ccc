/** What hosts answer: whoever took one over writes what it says. */
import { encodeAbout, parseAbout } from '../../../src/core/deploy/about.ts';
import { parseActivationAnswer } from '../../../src/core/deploy/activation-answer.ts';
import { missingTools, parseHostFacts } from '../../../src/core/deploy/host-facts.ts';
import { MARK } from '../../../src/core/deploy/scripts/prologue.ts';
import { parseStageAnswer } from '../../../src/core/deploy/stage-answer.ts';
import { unwrap } from '../../../src/core/error.ts';
import { encodeTree, parseTree } from '../../../src/core/tree/format.ts';
import { DIGEST, GITHASH, tree } from '../../core/meta/records.ts';
import { type Loader, outcomeOf } from '../loader.ts';

const ABOUT = encodeAbout({
  ...{ release: GITHASH, tree: DIGEST, project: 'shop', instance: 'eu', version: '1.0', deployment: 'x' },
  repos: [],
  definitions: { url: '', githash: '' },
});

const PROBE = [
  `${MARK} probe 1`,
  ...[
    `home /srv/app`,
    'lacks perl',
    'sha256 sha256sum',
    'current a',
    'history good a',
    `kept a ${ABOUT.trim()}`,
    'meta x',
  ].map((line) => `${MARK} ${line}`),
  ...[
    `${MARK} space 1000`,
    `${MARK} writable yes`,
    `${MARK} manifest a`,
    `644 3 1700000000 ${'ab'.repeat(32)}\t./x`,
    'link 3\t./y -> x',
  ],
  `${MARK} drift ./x`,
  `${MARK} end\n`,
].join('\n');

/** What reads them. */
export const ANSWER_LOADERS: readonly Loader[] = [
  lines('the answer of a probe', [PROBE], (text) => {
    const facts = parseHostFacts(text);
    return facts && missingTools(facts);
  }),
  lines('the answer of staging', [`${MARK} space 1000\n${MARK} staged\n`, `${MARK} failed unpack\n`], parseStageAnswer),
  lines(
    'the answer of an activation',
    [
      `${MARK} running before\n${MARK} failed before 1\n${MARK} back a\n${MARK} current a\n`,
      `${MARK} finished\n${MARK} pruned a\n`,
    ],
    parseActivationAnswer,
  ),
  lines('a .facsimile.json', [ABOUT], parseAbout),
  lines('the text of a tree', [encodeTree(tree.entries)], (text) =>
    unwrap(parseTree(text, new Map([['_DEPLOY_/latest', 'app']]))),
  ),
];

function lines(name: string, samples: readonly string[], parse: (text: string) => unknown): Loader {
  const slot = (value: string) => `${samples[0]}${value}\n${MARK} end\n`;
  const load: Loader['load'] = (bytes) => outcomeOf(() => parse(new TextDecoder().decode(bytes)));
  return { name, samples, slots: [slot], hasPlaces: false, load };
}
