import { z } from 'zod';
import { Button, ButtonGroup, ButtonLink, ErrorSummary, Form, Notice, PageHeading, Panel } from '#kernel/html';
import { everyone, formRoute, page, redirect } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { allowed } from '../appointment.ts';
import { cancelAppointment } from '../change-appointment.ts';
import { BothTimes } from './both-times.tsx';
import { pageOf, viewedAppointment } from './viewer.ts';

/** Cancels an appointment, after a look at what it was. */
export const cancelRoute = formRoute({
  path: '/appointments/:id/cancel',
  who: everyone,
  params: z.object({ id: idOf<'appointments.appointments'>() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t, lang } = ctx;
    const viewed = await viewedAppointment(ctx, params.id);
    const { appointment, office } = viewed;
    const verdict = allowed(appointment, 'cancel', ctx.now);
    return page(
      t('appointments.cancel.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('appointments.cancel.title')} caption={textIn(office.name, lang).text} />
        <Panel>
          <BothTimes ctx={ctx} office={office} startsAt={appointment.startsAt} zone={appointment.visitorTimeZone} seeker={viewed.seeker} />
        </Panel>
        {verdict === true ? (
          <Form>
            <p>{t('appointments.cancel.lead')}</p>
            <Button kind="warning">{t('appointments.appointment.cancel')}</Button>
          </Form>
        ) : (
          entry.errors.length === 0 && <Notice tone="warning">{t(`appointments.refusal.${verdict}`)}</Notice>
        )}
        <ButtonGroup>
          <ButtonLink kind="quiet" href={pageOf(ctx, viewed)}>
            {t(verdict === true ? 'appointments.appointment.keep-it' : 'appointments.appointment.back')}
          </ButtonLink>
        </ButtonGroup>
      </>,
    );
  },
  submit: async (ctx, { params }) => {
    const viewed = await viewedAppointment(ctx, params.id);
    await cancelAppointment(ctx.trx, params.id, ctx.now, viewed.seeker);
    return redirect(pageOf(ctx, viewed), 'appointments.notice.cancelled');
  },
});
