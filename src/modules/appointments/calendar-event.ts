import { formatters, textIn, type Translate } from '#kernel/i18n';
import { icalendar, type CalendarMethod } from '#kernel/time';
import type { Office } from '#modules/offices';
import type { Appointment } from './appointment.ts';

/** Name of the calendar file, in mails and as a download. */
export const CALENDAR_FILE = 'appointment.ics';

/**
 * An appointment as an iCalendar file in the visitor's language. Every state of it has the same UID and a higher
 * SEQUENCE, so a calendar that has the old time takes the new one (RFC 5546).
 */
export function calendarOf(
  appointment: Appointment,
  office: Office,
  { t, link, publicUrl }: { t: Translate; link: string; publicUrl: string },
): { method: CalendarMethod; content: string } {
  const { language } = appointment;
  const name = textIn(office.name, language).text;
  const method = appointment.state === 'cancelled' ? 'cancel' : 'publish';
  const content = icalendar(
    [
      {
        uid: `${appointment.id}@${new URL(publicUrl).hostname}`,
        sequence: appointment.sequence,
        stampedAt: appointment.changedAt.toISOString(),
        startsAt: appointment.startsAt,
        endsAt: appointment.endsAt,
        summary: t('appointments.calendar.summary', { office: name }),
        description: t('appointments.calendar.description', {
          when: formatters(language, office.timeZone).instant(appointment.startsAt, 'weekday'),
          link,
        }),
        location: office.address,
        url: link,
        language,
      },
    ],
    { method },
  );
  return { method, content };
}
