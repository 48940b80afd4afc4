import { Tag, useUi } from '#kernel/html';
import { formatters } from '#kernel/i18n';
import { TranslatedText } from '#modules/places/pages';
import type { ClosedDay } from '../office.ts';

/** Days in the next weeks on which the office does not open, with the reason. */
export function ClosedDays({ days }: { days: readonly ClosedDay[] }) {
  const { t, lang, timeZone } = useUi();
  const format = formatters(lang, timeZone);
  if (days.length === 0) return <p>{t('offices.closed.none')}</p>;
  return (
    <ul>
      {days.map((day) => (
        <li key={day.onDay}>
          {format.date(day.onDay, 'weekday')}
          {day.reason && (
            <>
              {': '}
              <TranslatedText value={day.reason} />
            </>
          )}{' '}
          {day.tentative && <Tag>{t('offices.closed.tentative')}</Tag>}
        </li>
      ))}
    </ul>
  );
}
