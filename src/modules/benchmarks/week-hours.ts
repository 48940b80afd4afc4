interface Span {
  weekday: number;
  /** `HH:MM`. */
  opens: string;
  closes: string;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Hours of a week that the spans cover, as text with two decimals at most; time that two spans share counts once. */
export function weekHours(spans: readonly Span[]): string {
  let minutes = 0;
  for (const day of Map.groupBy(spans, ({ weekday }) => weekday).values()) {
    let until = 0;
    for (const { opens, closes } of day.toSorted((one, other) => (one.opens < other.opens ? -1 : 1))) {
      minutes += Math.max(0, minutesOf(closes) - Math.max(until, minutesOf(opens)));
      until = Math.max(until, minutesOf(closes));
    }
  }
  return String(Math.round((minutes * 100) / 60) / 100);
}
