import { z } from 'zod';
import { Bdi, ButtonLink, Lead, Link, PageHeading, Panel, SummaryList, Tag, type Tone } from '#kernel/html';
import { download, everyone, page, pageRoute, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn, translator } from '#kernel/i18n';
import { formatPhone } from '#kernel/text';
import { termLabel } from '#modules/vocabulary';
import { allowed, type Appointment } from '../appointment.ts';
import { CALENDAR_FILE, calendarOf } from '../calendar-event.ts';
import { BothTimes } from './both-times.tsx';
import { viewedAppointment, withLink, type Viewed } from './viewer.ts';

const params = z.object({ id: idOf<'appointments.appointments'>() });

const tones: Record<Appointment['state'], Tone> = { booked: 'success', cancelled: 'danger', kept: 'neutral', missed: 'warning' };

/** The state of an appointment in a word. */
export function StateTag({ ctx, appointment }: { ctx: Context; appointment: Appointment }) {
  return <Tag tone={tones[appointment.state]}>{ctx.t(`appointments.state.${appointment.state}`)}</Tag>;
}

/** The page of an appointment: for the visitor with the link, the person of the file, and the desk to print it. */
export const appointmentRoute = pageRoute({
  path: '/appointments/:id',
  who: everyone,
  params,
  view: async (ctx, input) => {
    const { t, lang, format } = ctx;
    const viewed = await viewedAppointment(ctx, input.params.id);
    const { appointment, office } = viewed;
    const name = textIn(office.name, lang).text;
    const find = office.howToFind && textIn(office.howToFind, lang);
    return page(
      t('appointments.appointment.title'),
      <>
        <PageHeading title={t('appointments.appointment.title')} caption={name} tags={<StateTag ctx={ctx} appointment={appointment} />} />
        <Lead>{leadOf(ctx, viewed, name)}</Lead>
        <Panel>
          <BothTimes ctx={ctx} office={office} startsAt={appointment.startsAt} zone={appointment.visitorTimeZone} seeker={viewed.seeker} />
        </Panel>
        <SummaryList
          rows={[
            { key: 'office', label: t('appointments.field.office'), value: <Link href={`/offices/${office.code}`}>{name}</Link> },
            { key: 'address', label: t('appointments.field.address'), value: <span dir="auto">{office.address}</span> },
            ...(find
              ? [
                  {
                    key: 'find',
                    label: t('appointments.field.how-to-find'),
                    value: (
                      <span lang={find.lang} dir={find.dir}>
                        {find.text}
                      </span>
                    ),
                  },
                ]
              : []),
            ...(office.phone
              ? [{ key: 'phone', label: t('appointments.field.office-phone'), value: <Bdi dir="ltr">{formatPhone(office.phone)}</Bdi> }]
              : []),
            { key: 'topic', label: t('appointments.field.topic-short'), value: termLabel('contactTopics', appointment.topic, lang) },
            { key: 'spoken', label: t('appointments.field.spoken-short'), value: format.languageName(appointment.spokenLanguage) },
            ...(appointment.name ? [{ key: 'name', label: t('appointments.field.visitor'), value: <Bdi>{appointment.name}</Bdi> }] : []),
          ]}
        />
        {ctx.query.get('token') && appointment.state === 'booked' && <p>{t('appointments.appointment.keep')}</p>}
        <Actions ctx={ctx} viewed={viewed} />
      </>,
    );
  },
});

function leadOf(ctx: Context, { appointment }: Viewed, office: string): string {
  const { t, now } = ctx;
  if (appointment.state === 'cancelled') return t('appointments.appointment.lead-cancelled');
  const over = appointment.state !== 'booked' || Date.parse(appointment.endsAt) <= now.getTime();
  return over ? t('appointments.appointment.lead-over') : t('appointments.appointment.lead-booked', { office });
}

function Actions({ ctx, viewed }: { ctx: Context; viewed: Viewed }) {
  const { t, now } = ctx;
  const { appointment, office } = viewed;
  const path = `/appointments/${appointment.id}`;
  const open = allowed(appointment, 'move', now) === true;
  const cancelled = appointment.state === 'cancelled';
  return (
    <div class="button-group">
      {(open || cancelled) && (
        <ButtonLink kind={open ? 'primary' : 'secondary'} href={withLink(ctx, `${path}/calendar`)}>
          {t(cancelled ? 'appointments.appointment.calendar-cancelled' : 'appointments.appointment.calendar')}
        </ButtonLink>
      )}
      {open && (
        <>
          <ButtonLink kind="secondary" href={withLink(ctx, `${path}/move`)}>
            {t('appointments.appointment.move')}
          </ButtonLink>
          <ButtonLink kind="secondary" href={withLink(ctx, `${path}/cancel`)}>
            {t('appointments.appointment.cancel')}
          </ButtonLink>
        </>
      )}
      {!open && (
        <ButtonLink kind="secondary" href={`/offices/${office.code}/book`}>
          {t('appointments.appointment.again')}
        </ButtonLink>
      )}
    </div>
  );
}

/** The appointment as a file for the visitor's own calendar, in the language of the booking. */
export const calendarRoute = pageRoute({
  path: '/appointments/:id/calendar',
  who: everyone,
  params,
  view: async (ctx, input) => {
    const { appointment, office } = await viewedAppointment(ctx, input.params.id);
    const { publicUrl, catalogue } = ctx.network;
    const { language } = appointment;
    const link = `${publicUrl}/${language}${withLink(ctx, `/appointments/${appointment.id}`)}`;
    const { method, content } = calendarOf(appointment, office, { t: translator(catalogue, language), link, publicUrl });
    return download(CALENDAR_FILE, `text/calendar; charset=utf-8; method=${method.toUpperCase()}`, content);
  },
});
