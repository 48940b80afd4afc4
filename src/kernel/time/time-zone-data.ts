import { Temporal } from 'temporal-polyfill';
import { toInstant, toZoned } from './instant.ts';
import type { Instant, TimeZone } from './instant.ts';

/** What another system says about a zone at a moment: minutes east of UTC, none where it does not know the zone. */
export interface ReportedOffset {
  zone: TimeZone;
  at: Instant;
  offsetMinutes: number | undefined;
}

export interface TimeZoneDifference {
  zone: TimeZone;
  at: Instant;
  /** The other system's offset in minutes east of UTC. */
  theirs: number | undefined;
  ours: number | undefined;
}

/**
 * Compares the offsets that PostgreSQL reports with ours and returns those that differ: the two carry
 * time-zone databases of different dates, and a country may have changed its clocks in between.
 */
export function compareTimeZoneData(reported: readonly ReportedOffset[]): TimeZoneDifference[] {
  return reported
    .map(({ zone, at, offsetMinutes }) => ({ zone, at, theirs: offsetMinutes, ours: offsetMinutesOf(zone, at) }))
    .filter(({ theirs, ours }) => theirs !== ours);
}

/** Moments, ten days apart, at which to ask: close enough to meet the month of Ramadan, for which clocks were changed. */
export function timeZoneProbes(from: Instant, years = 2): Instant[] {
  const start = Temporal.Instant.from(from);
  return Array.from({ length: Math.ceil((years * 365) / 10) }, (_, index) => toInstant(start.add({ hours: index * 240 })));
}

function offsetMinutesOf(zone: TimeZone, at: Instant): number | undefined {
  try {
    return toZoned(at, zone).offsetNanoseconds / 60e9;
  } catch {
    return undefined; // a zone that Node does not know is a difference, not a failure of the comparison
  }
}
