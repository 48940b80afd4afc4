import { ButtonLink, ChipLinks, Section, Tag } from '#kernel/html';
import type { Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import type { Day, Instant } from '#kernel/time';
import type { Office } from '#modules/offices';
import type { Slot } from '../slots.ts';
import { showsVisitorTime, VisitorTime } from './both-times.tsx';
import type { SlotWeek } from './slot-week.ts';
import type { VisitorZone } from './visitor-zone.ts';

interface SlotListProps {
  ctx: Context;
  office: Office;
  week: SlotWeek;
  visitor: VisitorZone;
  /** Address of the step that follows the choice of a time. */
  slotHref: (startsAt: Instant) => string;
  weekHref: (from: Day) => string;
}

/** The free times of a week as links, grouped by day: works by keyboard, on a phone and without scripts. */
export function SlotList({ ctx, office, week, visitor, slotHref, weekHref }: SlotListProps) {
  const { t, format } = ctx;
  return (
    <Section title={t('appointments.slots.week', { from: format.date(week.from, 'short'), to: format.date(week.to, 'short') })}>
      {week.days.map(({ day, slots }) => (
        <div key={day}>
          <h3 id={`day-${day}`}>{format.date(day, 'weekday')}</h3>
          <DaySlots
            ctx={ctx}
            office={office}
            day={day}
            slots={slots.filter((slot) => !slot.womenOnly)}
            visitor={visitor}
            slotHref={slotHref}
          />
          {slots.some((slot) => slot.womenOnly) && (
            <>
              <p>
                <Tag tone="info">{t('appointments.slots.women')}</Tag>
              </p>
              <DaySlots
                ctx={ctx}
                office={office}
                day={day}
                slots={slots.filter((slot) => slot.womenOnly)}
                visitor={visitor}
                slotHref={slotHref}
              />
            </>
          )}
        </div>
      ))}
      <div class="button-group">
        {week.earlier && (
          <ButtonLink kind="quiet" href={weekHref(week.earlier)}>
            {t('appointments.book.earlier')}
          </ButtonLink>
        )}
        {week.later && (
          <ButtonLink kind="quiet" href={weekHref(week.later)}>
            {t('appointments.book.later')}
          </ButtonLink>
        )}
      </div>
    </Section>
  );
}

type DaySlotsProps = Pick<SlotListProps, 'ctx' | 'office' | 'visitor' | 'slotHref'> & { day: Day; slots: Slot[] };

function DaySlots({ ctx, office, day, slots, visitor, slotHref }: DaySlotsProps) {
  if (slots.length === 0) return null;
  const clock = formatters(ctx.lang, office.timeZone);
  return (
    <ChipLinks
      labelledBy={`day-${day}`}
      chips={slots.map(({ startsAt }) => ({
        key: startsAt,
        href: slotHref(startsAt),
        text: <time dateTime={startsAt}>{clock.time(startsAt)}</time>,
        ...(showsVisitorTime(office, visitor)
          ? { note: <VisitorTime ctx={ctx} office={office} startsAt={startsAt} visitor={visitor} bare /> }
          : {}),
      }))}
    />
  );
}
