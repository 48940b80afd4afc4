import type { Formatters } from '#kernel/i18n';

/** A quarter by its first and last month. */
export function quarterText(format: Formatters, { from, until }: { from: string; until: string }): string {
  return `${format.date(from, 'month')} – ${format.date(until, 'month')}`;
}
