import { localeOf } from '#kernel/i18n';

/** The name of a weekday, 1 for Monday to 7 for Sunday. */
export function weekdayName(lang: string, weekday: number): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(localeOf(lang), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));
}
