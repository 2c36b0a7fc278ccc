// Lists the releases of a project, then records that it did. Usage: node looked-at.mjs META PROJECT
import { newEvent, openMeta } from 'facsimile/meta';

const [address, project] = process.argv.slice(2);
const meta = await openMeta(address);
const paths = await meta.list(`${project}/releases`);
for (const { record } of await meta.getAll(paths)) console.log(record.version, record.githash);

const fields = { releases: String(paths.length), commit: meta.commit };
const { commit } = await meta.set([newEvent({ project, event: 'looked-at', fields })]);
console.log('recorded in', commit);
