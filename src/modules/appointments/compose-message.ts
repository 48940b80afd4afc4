import { formatters, textIn, type Translate } from '#kernel/i18n';
import type { MailContent, SmsContent } from '#kernel/mail';
import type { Office } from '#modules/offices';
import type { Appointment } from './appointment.ts';
import { CALENDAR_FILE, calendarOf } from './calendar-event.ts';
import type { MessageKind } from './plan-messages.ts';

export interface Composing {
  /** In the visitor's language. */
  t: Translate;
  publicUrl: string;
  /** Full address of the visitor's page, with its secret. */
  link: string;
}

/** The e-mail about an appointment, hours in both zones, with the calendar entry. */
export function composeMail(appointment: Appointment, office: Office, kind: MessageKind, composing: Composing): Omit<MailContent, 'to'> {
  const { t, link } = composing;
  const { officeName, officeTime, visitorTime } = wordsOf(appointment, office);
  const paragraphs = [
    t(`appointments.tell.${kind}`, { office: officeName }),
    [t('appointments.time.office', { when: officeTime }), t('appointments.time.visitor', { when: visitorTime })].join('\n'),
    [officeName, office.address, office.phone].filter(Boolean).join('\n'),
    isOver(kind)
      ? t('appointments.tell.again', { link: `${composing.publicUrl}/${appointment.language}/offices/${office.code}/book` })
      : t('appointments.tell.link', { link }),
  ];
  return {
    subject: oneLine(t(`appointments.subject.${kind}`, { office: officeName, when: officeTime })),
    text: paragraphs.join('\n\n'),
    ...(kind === 'reminder' ? {} : { calendar: { ...calendarOf(appointment, office, composing), filename: CALENDAR_FILE } }),
  };
}

/** The same in a text message: as short as both hours and the link allow. */
export function composeSms(appointment: Appointment, office: Office, kind: MessageKind, { t, link }: Composing): Omit<SmsContent, 'to'> {
  const { officeName, officeTime, visitorClock } = wordsOf(appointment, office);
  const parts = [
    t(`appointments.subject.${kind}`, { office: officeName, when: officeTime }),
    visitorClock && t('appointments.time.visitor', { when: visitorClock }),
    isOver(kind) ? '' : link,
  ];
  return { text: parts.filter(Boolean).join('\n') };
}

function wordsOf(appointment: Appointment, office: Office) {
  const { language, startsAt, visitorTimeZone } = appointment;
  const atOffice = formatters(language, office.timeZone);
  const atHome = formatters(language, visitorTimeZone);
  const [here, there] = [atOffice.instant(startsAt, 'short'), atHome.instant(startsAt, 'short')];
  return {
    officeName: textIn(office.name, language).text,
    officeTime: atOffice.instant(startsAt, 'weekday'),
    visitorTime: atHome.instant(startsAt, 'weekday'),
    /** Left out where both clocks show the same. */
    visitorClock: here === there ? '' : there,
  };
}

function isOver(kind: MessageKind): boolean {
  return kind === 'cancelled' || kind === 'called-off';
}

/** A subject is one line, and an office's name may be long. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 240);
}
