import { z } from 'zod';
import { Bdi, ButtonLink, ErrorSummary, PageHeading, Panel, PostButton, Section, SummaryList } from '#kernel/html';
import { desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { formatPhone } from '#kernel/text';
import { toLocal } from '#kernel/time';
import { termLabel } from '#modules/vocabulary';
import { allowed, type AppointmentId } from '../appointment.ts';
import { markAppointment } from '../change-appointment.ts';
import { StateTag } from './appointment.tsx';
import { BothTimes } from './both-times.tsx';
import { spans } from './desk-period.ts';
import { FileLink, MarkButtons } from './mark-buttons.tsx';
import { viewedAppointment, type Viewed } from './viewer.ts';

const params = z.object({ id: idOf<'appointments.appointments'>() });
const marks = ['keep', 'miss', 'undo'] as const;

async function atDesk(ctx: Context, id: AppointmentId): Promise<Viewed> {
  const viewed = await viewedAppointment(ctx, id);
  if (viewed.seeker !== 'desk') throw refuseHttp('not-found');
  return viewed;
}

/** One appointment for the desk: who comes when for what, and every next step. */
export const deskAppointmentRoute = pageRoute({
  path: '/desk/appointments/:id',
  who: desk,
  params,
  view: async (ctx, input) => {
    const { t, lang, format } = ctx;
    const { appointment, office } = await atDesk(ctx, input.params.id);
    const { id, phone, email } = appointment;
    const none = '–';
    return page(
      t('appointments.desk.one'),
      <>
        <PageHeading
          title={appointment.name ? <Bdi>{appointment.name}</Bdi> : t('appointments.desk.one')}
          caption={textIn(office.name, lang).text}
          tags={<StateTag ctx={ctx} appointment={appointment} />}
        />
        <Panel>
          <BothTimes ctx={ctx} office={office} startsAt={appointment.startsAt} zone={appointment.visitorTimeZone} seeker="desk" />
        </Panel>
        <SummaryList
          rows={[
            { key: 'topic', label: t('appointments.field.topic-short'), value: termLabel('contactTopics', appointment.topic, lang) },
            { key: 'spoken', label: t('appointments.field.spoken-short'), value: format.languageName(appointment.spokenLanguage) },
            { key: 'phone', label: t('appointments.field.phone'), value: <Bdi dir="ltr">{phone ? formatPhone(phone) : none}</Bdi> },
            { key: 'email', label: t('appointments.field.email'), value: <Bdi dir="ltr">{email ?? none}</Bdi> },
            { key: 'booked', label: t('appointments.field.booked'), value: bookedText(ctx, appointment) },
          ]}
        />
        <MarkButtons ctx={ctx} appointment={appointment} span="day" />
        <Section title={t('appointments.field.next')}>
          <div class="button-group">
            <FileLink ctx={ctx} appointment={appointment} kind="secondary" />
            {allowed(appointment, 'move', ctx.now) === true && (
              <>
                <ButtonLink kind="secondary" href={`/appointments/${id}/move`}>
                  {t('appointments.appointment.move')}
                </ButtonLink>
                <ButtonLink kind="secondary" href={`/appointments/${id}/cancel`}>
                  {t('appointments.appointment.cancel')}
                </ButtonLink>
              </>
            )}
            <ButtonLink kind="quiet" href={`/${appointment.language}/appointments/${id}`}>
              {t('appointments.desk.visitor-page', { language: format.languageName(appointment.language) })}
            </ButtonLink>
          </div>
        </Section>
      </>,
      {
        breadcrumbs: [
          { label: t('appointments.desk.title'), href: `/desk/appointments?day=${toLocal(appointment.startsAt, office.timeZone).day}` },
        ],
      },
    );
  },
});

function bookedText({ t, format }: Context, { bookedAt, bookedBy, sequence }: Viewed['appointment']): string {
  const who = bookedBy ? t('appointments.desk.by-desk') : t('appointments.desk.by-visitor');
  return format.list([`${format.instant(bookedAt, 'short')} ${who}`, t('appointments.desk.moved', { count: sequence })]);
}

/** Notes whether the visitor came, or takes that back. */
export const markRoute = formRoute({
  path: '/desk/appointments/:id/mark',
  who: desk,
  params,
  body: z.object({ as: fields.choice(marks), span: fields.optionalChoice(spans) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const { appointment, office } = await atDesk(ctx, input.params.id);
    return page(
      t('appointments.mark.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('appointments.mark.title')}
          caption={appointment.name || t('appointments.desk.no-name')}
          tags={<StateTag ctx={ctx} appointment={appointment} />}
        />
        <BothTimes ctx={ctx} office={office} startsAt={appointment.startsAt} zone={appointment.visitorTimeZone} seeker="desk" />
        <div class="button-group">
          {marks.map((mark) => {
            const verdict = allowed(appointment, mark, ctx.now);
            return (
              <PostButton
                key={mark}
                action={`/desk/appointments/${appointment.id}/mark`}
                fields={{ as: mark }}
                {...(verdict === true ? {} : { disabledReason: t(`appointments.refusal.${verdict}`) })}
              >
                {t(`appointments.mark.${mark}`)}
              </PostButton>
            );
          })}
        </div>
      </>,
      { breadcrumbs: [{ label: t('appointments.desk.title'), href: '/desk/appointments' }] },
    );
  },
  submit: async (ctx, input, body) => {
    const { appointment, office } = await atDesk(ctx, input.params.id);
    await markAppointment(ctx.trx, appointment.id, body.as, ctx.now);
    const { day } = toLocal(appointment.startsAt, office.timeZone);
    return redirect(`/desk/appointments?day=${day}&span=${body.span ?? 'day'}`, 'appointments.notice.marked');
  },
});
