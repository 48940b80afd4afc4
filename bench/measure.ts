/** Times of one kind of work, in milliseconds. */
export interface Times {
  median: number;
  p95: number;
}

/** Does a work `count` times after `warmUp` tries that do not count, one after the other. */
export async function timesOf(work: () => Promise<unknown>, { count = 200, warmUp = 20 } = {}): Promise<Times> {
  for (let index = 0; index < warmUp; index += 1) await work();
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return summaryOf(times);
}

/** The median and the 95th percentile; of few times the latter is the longest. */
export function summaryOf(given: readonly number[]): Times {
  const times = given.toSorted((a, b) => a - b);
  return { median: at(times, 0.5), p95: at(times, 0.95) };
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function shown(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

/** How the time grows with the size, from each size to the next: "5.0 times the size, 3.2 times the time". */
export function growth(what: string, sizes: readonly number[], medians: readonly number[]): string {
  const steps = sizes.slice(1).map((size, index) => {
    const [before, then, now] = [sizes[index] ?? Number.NaN, medians[index] ?? Number.NaN, medians[index + 1] ?? Number.NaN];
    return `${(size / before).toFixed(1)} times the size, ${(now / then).toFixed(1)} times the time`;
  });
  return `growth, ${what}: ${steps.join('; ')}`;
}
