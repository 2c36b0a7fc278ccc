/** Ends a run of vitest with what was skipped, and `N passed, N failed, N skipped` alone on a line. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Counts tests; a file or hook that broke without a failing test of its own counts as one that failed. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => !module.ok() && ![...module.children.allTests('failed')].length);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    if (skipped.length > 0) this.#tellSkipped(skipped.map((test) => test.fullName));
    const failed = count('failed') + broken.length + unhandled.length;
    process.stdout.write(`\n${count('passed')} passed, ${failed} failed, ${skipped.length} skipped\n`);
  }

  #tellSkipped(names: readonly string[]): void {
    const suites = Map.groupBy(names, (name) => name.split(' > ')[0] ?? name);
    process.stdout.write(`\nSKIPPED ${names.length} tests:\n`);
    for (const [suite, tests] of suites) process.stdout.write(`  ${tests.length} × ${suite}\n`);
    if (process.env['FACS_NO_SKIPS'] !== '1') return;
    process.stdout.write('FACS_NO_SKIPS=1: a skipped test fails the run\n');
    process.exitCode = 1;
  }
}
