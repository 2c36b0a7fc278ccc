/** Talking with the script of an activation while it runs: lines go in, now and then it says that it is ready. */
import {
  type ActivationLine,
  activationLine,
  isReadyLine,
  type Phase,
  readyLine,
} from '../../core/deploy/scripts/activation-line.ts';

/** One conversation. */
export class Conversation {
  private readonly said = new Set<string>();
  private readonly waiting = new Map<string, () => void>();
  private over = false;
  private readonly deployment: string;
  private readonly onOther: (line: string) => void;

  /** @param onOther Called with each line of stderr that is not ours: what hooks print. */
  constructor(deployment: string, onOther: (line: string) => void) {
    this.deployment = deployment;
    this.onOther = onOther;
  }

  /** A line of stderr came. */
  hear(line: string): void {
    if (isReadyLine(line, this.deployment)) {
      this.said.add(line);
      this.waiting.get(line)?.();
    } else this.onOther(line);
  }

  /** The execution has ended: nobody waits any longer. */
  end(): void {
    this.over = true;
    for (const resolve of this.waiting.values()) resolve();
  }

  /** True when the script has come to this point and waits; false when it ended before. */
  async isReady(phase: Phase): Promise<boolean> {
    const line = readyLine(this.deployment, phase);
    if (!this.said.has(line) && !this.over) await new Promise<void>((resolve) => this.waiting.set(line, resolve));
    return this.said.has(line);
  }
}

/** Lines as bytes for stdin. */
export function toBytes(lines: readonly ActivationLine[]): Uint8Array {
  return new TextEncoder().encode(lines.map(activationLine).join(''));
}
