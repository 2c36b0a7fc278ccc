/** "Did you mean": the known name that is closest to what was written. */

/**
 * The nearest of `names`, or undefined when none is near enough: at most a third of the word's letters differ.
 * Ties go to the first.
 */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  const written = word.toLowerCase();
  for (const name of names) {
    // So many letters at least are to insert or delete: a file may hold very many keys, or very long ones.
    if (Math.abs(word.length - name.length) >= least) continue;
    const distance = editDistance(written, name.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

/** `did you mean "x"?`, or undefined when nothing is near. */
export function didYouMean(word: string, names: Iterable<string>): string | undefined {
  const name = nearest(word, names);
  return name === undefined ? undefined : `did you mean "${name}"?`;
}

/**
 * Letters to insert, delete, replace or swap with their neighbour (optimal string alignment); `limit`, or something
 * above it, when it is not below.
 */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= b.length; j++) last.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let lowest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      lowest = Math.min(lowest, cost);
    }
    // What comes next is no less, but for a swap with the row before.
    if (lowest > limit) return lowest;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
