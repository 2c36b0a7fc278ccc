/** How a time grows with the size of the work. */

/** One size and the milliseconds that it took. */
export interface Point {
  readonly size: number;
  readonly ms: number;
}

/** Slope of the line through the points on logarithmic axes (least squares): 1 is linear, 2 is quadratic. */
export function exponentOf(points: readonly Point[]): number {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ ms }) => Math.log(ms));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const shared = xs.map((x, i) => (x - mx) * ((ys[i] ?? my) - my)).reduce((sum, value) => sum + value, 0);
  return shared / xs.map((x) => (x - mx) ** 2).reduce((sum, value) => sum + value, 0);
}
