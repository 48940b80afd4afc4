import { formatters, textIn, type Language, type Translate } from '#kernel/i18n';
import { icalendar, type CalendarEvent, type CalendarMethod } from '#kernel/time';
import type { Office } from '#modules/offices';
import type { Group } from './group.ts';
import type { Session } from './session.ts';

/** Name of the calendar file, in mails and as a download. */
export const SESSIONS_FILE = 'sessions.ics';

/** A session with what it belongs to. */
export interface SessionInGroup {
  session: Session;
  group: Group;
  office: Office;
}

/** Sessions as an iCalendar file. A session that moves keeps its UID and grows its SEQUENCE, so calendars follow (RFC 5546). */
export function calendarOfSessions(
  sessions: readonly SessionInGroup[],
  { t, lang, publicUrl, method = 'publish' }: { t: Translate; lang: Language; publicUrl: string; method?: CalendarMethod },
): string {
  return icalendar(
    sessions.map(({ session, group, office }): CalendarEvent => {
      const url = `${publicUrl}/${lang}/groups/${group.id}`;
      const when = formatters(lang, office.timeZone).instant(session.startsAt, 'weekday');
      return {
        uid: `${session.id}@${new URL(publicUrl).hostname}`,
        sequence: session.sequence,
        stampedAt: session.changedAt.toISOString(),
        startsAt: session.startsAt.toISOString(),
        endsAt: session.endsAt.toISOString(),
        summary: textIn(group.courseTitle, lang).text,
        description: [group.name, t('learning.time.at-office', { office: textIn(office.name, lang).text, when }), session.link ?? '']
          .filter(Boolean)
          .join('\n'),
        ...(session.roomName ? { location: `${session.roomName}, ${office.address}` } : session.link ? { location: session.link } : {}),
        url,
        status: session.state === 'called-off' ? 'cancelled' : 'confirmed',
        language: lang,
      };
    }),
    { method },
  );
}
