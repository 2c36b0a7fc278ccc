/** A writer as a process of its own: `meta-writer.ts URL TOP-DIR NAME COUNT`. Says `landed PATH COMMIT` after each push. */
import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { recordPath } from '../../src/core/meta/paths.ts';
import { event } from '../core/meta/records.ts';
import { metaRepoIn } from './meta.ts';

const [url = '', top = '', name = '', count = '1'] = process.argv.slice(2);
const meta = await metaRepoIn(top, { actor: name }).repo.open({ url });
for (let i = 0; i < Number(count); i++) {
  const records = [0, 1].map((part) => ({
    ...event,
    id: ulid(Date.now(), () => (randomBytes(1)[0] ?? 0) / 256),
    fields: { writer: name, round: String(i), part: String(part) },
  }));
  const added = records.map((record) => ({ path: recordPath('shop', record), bytes: encodeRecord(record) }));
  const { commit } = await meta.append({ added, changed: [], message: `${name} ${i}` });
  for (const { path } of added) process.stdout.write(`landed ${path} ${commit}\n`);
}
