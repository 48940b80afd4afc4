import { Bdi, EmptyState, Table, Tag, useUi } from '#kernel/html';
import { byWeekday, type OfficeHours } from '../office.ts';
import { weekdayName } from './clock-text.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The weekly opening hours, one line a weekday. */
export function HoursTable({ hours }: { hours: readonly OfficeHours[] }) {
  const { t, lang } = useUi();
  if (hours.length === 0) return <EmptyState title={t('offices.hours.none')} />;
  return (
    <Table<number>
      caption={t('offices.hours.caption')}
      hideCaption
      rows={WEEK}
      rowKey={String}
      columns={[
        { key: 'day', header: t('offices.field.weekday'), cell: (day) => weekdayName(lang, day) },
        {
          key: 'hours',
          header: t('offices.field.hours'),
          cell: (day) => <DayHours hours={hours.filter(({ weekday }) => weekday === day)} />,
        },
      ]}
    />
  );
}

function DayHours({ hours }: { hours: readonly OfficeHours[] }) {
  const { t } = useUi();
  if (hours.length === 0) return <>{t('offices.hours.closed')}</>;
  return (
    <>
      {byWeekday(hours).map((line) => (
        <div key={line.opens}>
          <HoursText line={line} />
        </div>
      ))}
    </>
  );
}

/** From when until when, and whether for women only. */
export function HoursText({ line }: { line: OfficeHours }) {
  const { t } = useUi();
  return (
    <>
      <Bdi dir="ltr">
        {line.opens}–{line.closes}
      </Bdi>{' '}
      {line.womenOnly && <Tag tone="info">{t('offices.hours.women')}</Tag>}
    </>
  );
}
