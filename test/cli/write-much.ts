/** A process that writes much to stdout at once, for the test of `writeOut`. */
import { writeOut } from '../../src/cli/standard-output.ts';

for (let i = 0; i < 20; i++) writeOut(`${i} ${'x'.repeat(100_000)}\n`);
