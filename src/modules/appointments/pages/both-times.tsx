import type { Context } from '#kernel/http';
import { formatters } from '#kernel/i18n';
import { toLocal, type Instant, type TimeZone } from '#kernel/time';
import type { Office } from '#modules/offices';
import type { Seeker } from '../free-slots.ts';
import type { VisitorZone } from './visitor-zone.ts';

interface BothTimesProps {
  ctx: Context;
  office: Office;
  startsAt: Instant;
  /** The visitor's zone. */
  zone: TimeZone;
  /** Who reads: the visitor is "you" on their own pages only. */
  seeker?: Seeker;
}

/** A moment on two clocks: the office's and the visitor's. */
export function BothTimes({ ctx, office, startsAt, zone, seeker = 'visitor' }: BothTimesProps) {
  const { t, lang } = ctx;
  return (
    <>
      <p>
        <strong>
          <time dateTime={startsAt}>
            {t('appointments.time.office', { when: formatters(lang, office.timeZone).instant(startsAt, 'weekday') })}
          </time>
        </strong>
      </p>
      <p>
        {t(seeker === 'desk' ? 'appointments.time.of-visitor' : 'appointments.time.visitor', {
          when: formatters(lang, zone).instant(startsAt, 'weekday'),
        })}
      </p>
    </>
  );
}

interface VisitorTimeProps {
  ctx: Context;
  office: Office;
  startsAt: Instant;
  visitor: VisitorZone;
  /** Shows the hour alone; what it means is heard, and a note above says it. */
  bare?: boolean;
}

/**
 * The visitor's own time beside a slot. While the zone is only guessed it stays hidden, and the script shows it in the
 * zone of the browser; without scripts the visitor can name a place.
 */
export function VisitorTime({ ctx, office, startsAt, visitor, bare = false }: VisitorTimeProps) {
  const words = ctx.t('appointments.time.visitor-short', { when: '{when}' });
  const part = (text: string, given: { class?: string; 'aria-hidden'?: 'true' } = {}) => {
    if (!visitor.known) return <span {...given} data-visitor-time={startsAt} data-office-zone={office.timeZone} data-words={text} hidden />;
    return <span {...given}>{text.replace('{when}', timeOf(ctx.lang, startsAt, visitor.zone, office.timeZone))}</span>;
  };
  if (!showsVisitorTime(office, visitor)) return null;
  if (!bare) return part(words);
  return (
    <>
      {part('{when}', { 'aria-hidden': 'true' })}
      {part(words, { class: 'visually-hidden' })}
    </>
  );
}

/** Whether a second hour may stand beside the office's. */
export function showsVisitorTime(office: Office, visitor: VisitorZone): boolean {
  return !visitor.known || visitor.zone !== office.timeZone;
}

/** The time of day in a zone, with the day where it is another one than at the office. */
function timeOf(lang: string, startsAt: Instant, zone: TimeZone, officeZone: TimeZone): string {
  const own = formatters(lang, zone);
  const { day } = toLocal(startsAt, zone);
  return day === toLocal(startsAt, officeZone).day ? own.time(startsAt) : `${own.date(day, 'short')}, ${own.time(startsAt)}`;
}
