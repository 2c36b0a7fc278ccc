/** Durations as people write them. */
import { invalid, type Result, valid } from './result.ts';

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** How a duration is written, blanks around it aside. */
export const DURATION_FORM = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;

/** Milliseconds of `30s`, `10m`, `1h30m`, `250ms`. A bare number is refused: its unit would be a guess. */
export function parseDuration(text: string): Result<number> {
  const trimmed = text.trim();
  if (!DURATION_FORM.test(trimmed)) {
    return invalid({
      code: 'time/duration',
      message: `"${text}" is not a duration`,
      hint: 'write it like 30s, 10m or 1h30m',
    });
  }
  let totalMs = 0;
  for (const [, amount, unit] of trimmed.matchAll(PART)) totalMs += Number(amount) * (UNITS_MS[unit ?? ''] ?? 0);
  return valid(totalMs);
}

/** `850 ms`, `4.2 s`, `3 m 05 s`: for people, never parsed again. */
export function describeDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}
