export { Temporal } from 'temporal-polyfill';
export { addDays, addMonths, daysBetween, isDay, isHoliday, nextWorkingDay, weekday } from './day.ts';
export type { Day, Weekday } from './day.ts';
export {
  addMinutes,
  clockAt,
  compareInstants,
  formatIsoDuration,
  fromLocal,
  isInstant,
  isTimeZone,
  systemClock,
  toInstant,
  toLocal,
  toZoned,
  today,
} from './instant.ts';
export type { Clock, Instant, TimeZone, ZonedDateTime } from './instant.ts';
export { icalendar } from './icalendar.ts';
export type { Attendee, CalendarEvent, CalendarMethod } from './icalendar.ts';
export { slotsBetween } from './slots.ts';
export type { SlotRequest, Span, WeeklyHours } from './slots.ts';
export { compareTimeZoneData, timeZoneProbes } from './time-zone-data.ts';
export type { ReportedOffset, TimeZoneDifference } from './time-zone-data.ts';
