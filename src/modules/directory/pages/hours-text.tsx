import { Bdi, useUi } from '#kernel/html';
import { localeOf } from '#kernel/i18n';
import { hoursLines } from '../hours.ts';
import type { HoursEntry } from '../service.ts';

type Width = 'long' | 'short';

const names = new Map<string, string[]>();

/** The names of the seven days, Monday first; made once a language. */
export function weekdayNames(lang: string, width: Width): string[] {
  const key = `${lang} ${width}`;
  let found = names.get(key);
  if (!found) {
    const format = new Intl.DateTimeFormat(localeOf(lang), { weekday: width, timeZone: 'UTC' });
    // 1 January 2024 was a Monday.
    found = [1, 2, 3, 4, 5, 6, 7].map((day) => format.format(Date.UTC(2024, 0, day)));
    names.set(key, found);
  }
  return found;
}

type HoursTextProps = { hours: readonly Pick<HoursEntry, 'weekday' | 'opens' | 'closes'>[]; width: Width };

/** A week's hours: "Mon to Fri 09:00–12:30", days with the same hours together. */
export function HoursText({ hours, width }: HoursTextProps) {
  const { t, lang } = useUi();
  const days = weekdayNames(lang, width);
  const nameOf = (day: number) => days[day - 1] ?? '';
  return (
    <>
      {hoursLines(hours).map(({ from, to, spans }, index) => (
        <span key={from}>
          {index > 0 && (width === 'short' ? '; ' : <br />)}
          {from === to ? nameOf(from) : t('directory.hours.days', { from: nameOf(from), to: nameOf(to) })}{' '}
          <Bdi dir="ltr">{spans.map(({ opens, closes }) => `${opens}–${closes}`).join(', ')}</Bdi>
        </span>
      ))}
    </>
  );
}
