/** Fewer than so many say nothing. */
const minimum = 5;

/** Of so many values, the middle one and the one that nine in ten do not exceed; no figures where they are too few. */
export type Spread = { n: number; median: number; p90: number } | { n: number; median: null; p90: null };

const nearest = (sorted: readonly number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;

/** Median and 90th percentile by the nearest rank: each is one of the values. */
export function spreadOf(values: readonly number[]): Spread {
  const n = values.length;
  if (n < minimum) return { n, median: null, p90: null };
  const sorted = [...values].sort((a, b) => a - b);
  return { n, median: nearest(sorted, 0.5), p90: nearest(sorted, 0.9) };
}
