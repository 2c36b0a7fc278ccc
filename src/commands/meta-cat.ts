/** `facs meta cat`: a record as text. */
import { openMeta } from '../app/open-meta.ts';
import { describeShown, type Shown, showMeta, toShown } from '../app/show-meta.ts';
import { inputFailure, usageFailure } from '../core/error.ts';
import { defineInputs, text } from '../core/inputs/input.ts';
import { metaPlaces } from '../core/inputs/shared.ts';
import { inputOrigin } from '../core/issue.ts';
import type { Json } from '../core/json.ts';
import { type Context, defineCommand } from './command.ts';

const inputs = defineInputs({
  what: text({ positional: true, placeholder: 'PATH|COMMIT', help: 'A file of meta, or a commit: all it wrote.' }),
  file: text({ placeholder: 'FILE', help: 'A record on disk instead; git uses this as its textconv.' }),
  ...metaPlaces,
});

/** Data: a list of `{path, record}` or `{path, text}`, one per file. */
export const metaCatCommand = defineCommand({
  name: 'meta cat',
  summary: 'Show a record, or all that a commit wrote, as text.',
  inputs,
  run: async (given, context) => {
    const { what, file } = given;
    if ((what === undefined) === (file === undefined))
      throw usageFailure('give either PATH|COMMIT or --file', 'meta cat');
    const shown =
      file === undefined
        ? await showMeta(await (await openMeta(context.ports, given)).snapshot(), what ?? '')
        : [await readFile(file, context)];
    const texts = shown.map((each) =>
      shown.length > 1 ? `${each.path}\n${describeShown(each)}` : describeShown(each),
    );
    return { data: shown as unknown as Json, text: texts.join('\n\n') };
  },
});

/** Whatever git's temporary file is called, it is a record. */
async function readFile(file: string, { ports }: Context): Promise<Shown> {
  const bytes = await (await ports.files()).read(file);
  if (bytes !== undefined) return { ...toShown('.binpb', bytes), path: file };
  throw inputFailure({ code: 'meta/unknown', message: `${file} is not there`, origin: inputOrigin('--file') });
}
