/** `npm run bench [NAME…]`: builds the program, runs the benchmarks, prints how far each is from its floor. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../src/build/bundle.ts';
import { findTool } from '../support/tools.ts';
import { append } from './append.ts';
import { type Benchmark, describeRow } from './benchmark.ts';
import { coldStart } from './cold-start.ts';
import { estate } from './estate.ts';
import { packing } from './packing.ts';
import { templates } from './templates.ts';
import { unchangedDeploy } from './unchanged-deploy.ts';

const BENCHMARKS: readonly Benchmark[] = [coldStart, estate, templates, packing, unchangedDeploy, append];

const wanted = process.argv.slice(2);
const dist = await mkdtemp(join(tmpdir(), 'facs-bench-dist-'));
try {
  await bundle(dist);
  for (const benchmark of BENCHMARKS) {
    if (wanted.length === 0 || wanted.includes(benchmark.name)) await runOne(benchmark);
  }
} finally {
  await rm(dist, { recursive: true, force: true });
}

/** A number without its floor would say nothing, so a missing rival is a failure, not a gap in the table. */
async function runOne(benchmark: Benchmark): Promise<void> {
  const missing = benchmark.needs.filter((name) => findTool(name) === undefined);
  if (missing.length > 0) {
    console.error(`${benchmark.name}: not counted, ${missing.join(', ')} is missing`);
    process.exitCode = 1;
    return;
  }
  for (const row of await benchmark.run(dist)) console.log(describeRow(row));
}
