import { SummaryList, useUi } from '#kernel/html';
import { groupHours } from '../group-hours.ts';
import type { OfficeHours } from '../office.ts';
import { weekdayName } from './clock-text.ts';
import { HoursText } from './hours-table.tsx';

/** The weekly opening hours in few lines, as on a sign at the door. */
export function HoursInShort({ hours }: { hours: readonly OfficeHours[] }) {
  const { t, lang } = useUi();
  if (hours.length === 0) return <p>{t('offices.hours.none')}</p>;
  const rows = groupHours(hours).map(({ from, to, hours: lines }) => ({
    key: String(from),
    label: from === to ? weekdayName(lang, from) : t('offices.hours.days', { from: weekdayName(lang, from), to: weekdayName(lang, to) }),
    value: lines.map((line) => (
      <div key={line.opens}>
        <HoursText line={line} />
      </div>
    )),
  }));
  return <SummaryList rows={rows} label={t('offices.hours.caption')} />;
}
