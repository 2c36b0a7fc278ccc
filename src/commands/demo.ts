/** `facs demo`. */
import { type Kept, performDemo } from '../app/demo/demo.ts';
import type { Told } from '../app/demo/story.ts';
import { defineInputs, flag } from '../core/inputs/input.ts';
import { defineCommand, type Outcome } from './command.ts';
import { runLine } from './run-line.ts';

/** Data: `{chapters: [{shown, duration_ms}], folder}`; the folder is null when it was not kept. */
export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'The whole story on this machine: nothing is needed but Node and git, nothing is left behind.',
  inputs: defineInputs({
    keep: flag({ help: 'Leave the repositories, the records and the disks of the hosts to look around in.' }),
  }),
  async run({ keep }, { ports, environment, screen }) {
    let outcome: Outcome = { data: null, text: '' };
    await performDemo({ ports, environment, screen, runLine }, keep, async (kept, told) => {
      const data = { chapters: told.map(({ shown, durationMs }) => ({ shown, duration_ms: durationMs })) };
      outcome = {
        data: { ...data, folder: kept?.folder ?? null },
        text: [...describe(told), ...farewell(kept)].join('\n'),
      };
      if (kept === undefined || screen?.interactive !== true) return;
      screen.print(outcome.text);
      screen.print('The hosts run until you press Ctrl-C here.');
      // The servers of the hosts keep the process alive; the signal ends it, and them.
      await new Promise<never>(() => undefined);
    });
    return outcome;
  },
});

function describe(told: readonly Told[]): string[] {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const total = told.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const chapters = told.map(({ shown, durationMs }, i) => `${i + 1}  ${seconds(durationMs).padStart(6)}  ${shown}`);
  return ['', `Shown, in ${seconds(total)}:`, ...chapters, ''];
}

function farewell(kept: Kept | undefined): string[] {
  if (kept === undefined)
    return ['Nothing of it is left. To look around in it yourself: facs demo --keep', 'Where to go next: facs --help'];
  return [
    `All of it is in ${kept.folder}; disks of the hosts are in hosts/. To go on in a shell:`,
    `   . ${kept.settings}`,
    '   facs trace paris',
    '   git -C ../meta.git log --stat',
  ];
}
