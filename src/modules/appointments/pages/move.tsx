import { z } from 'zod';
import { Button, ButtonGroup, ButtonLink, EmptyState, ErrorSummary, Form, Notice, PageHeading, Section } from '#kernel/html';
import { everyone, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { isInstant, toInstant, toLocal, type Instant } from '#kernel/time';
import { allowed } from '../appointment.ts';
import { moveAppointment } from '../change-appointment.ts';
import { BothTimes } from './both-times.tsx';
import { SlotList } from './slot-list.tsx';
import { slotWeek, type SlotWeek } from './slot-week.ts';
import { pageOf, viewedAppointment, withLink, type Viewed } from './viewer.ts';

/** Moves an appointment: first the new time, then both times side by side to confirm. */
export const moveRoute = formRoute({
  path: '/appointments/:id/move',
  who: everyone,
  params: z.object({ id: idOf<'appointments.appointments'>() }),
  query: z.object({ slot: fields.searchText(), week: fields.searchText() }),
  body: z.object({ slot: fields.text(40) }),
  view: async (ctx, { params, query }, entry) => {
    const { t, lang } = ctx;
    const viewed = await viewedAppointment(ctx, params.id);
    const { appointment, office } = viewed;
    const verdict = allowed(appointment, 'move', ctx.now);
    const chosen = isInstant(query.slot) ? toInstant(query.slot) : null;
    // Who moves an appointment mostly wants a time near the old one.
    const wanted = chosen || query.week === '' ? toLocal(chosen ?? appointment.startsAt, office.timeZone).day : query.week;
    return page(
      t('appointments.move.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('appointments.move.title')} caption={textIn(office.name, lang).text} />
        <Section title={t('appointments.move.now')}>
          <BothTimes ctx={ctx} office={office} startsAt={appointment.startsAt} zone={appointment.visitorTimeZone} seeker={viewed.seeker} />
        </Section>
        {verdict !== true ? (
          <Notice tone="warning">{t(`appointments.refusal.${verdict}`)}</Notice>
        ) : chosen && entry.errors.length === 0 ? (
          <Confirm ctx={ctx} viewed={viewed} chosen={chosen} />
        ) : (
          <NewTimes ctx={ctx} viewed={viewed} week={await slotWeek(ctx, office, wanted, viewed.seeker)} />
        )}
        <ButtonGroup>
          <ButtonLink kind="quiet" href={pageOf(ctx, viewed)}>
            {t(verdict === true ? 'appointments.appointment.keep-it' : 'appointments.appointment.back')}
          </ButtonLink>
        </ButtonGroup>
      </>,
    );
  },
  submit: async (ctx, { params }, body) => {
    const viewed = await viewedAppointment(ctx, params.id);
    await moveAppointment(ctx.trx, params.id, viewed.office, body.slot, ctx.now, viewed.seeker);
    return redirect(pageOf(ctx, viewed), 'appointments.notice.moved');
  },
});

function Confirm({ ctx, viewed, chosen }: { ctx: Context; viewed: Viewed; chosen: Instant }) {
  const { t } = ctx;
  const { appointment, office } = viewed;
  return (
    <Form>
      <Section title={t('appointments.move.to')}>
        <BothTimes ctx={ctx} office={office} startsAt={chosen} zone={appointment.visitorTimeZone} seeker={viewed.seeker} />
      </Section>
      <input type="hidden" name="slot" value={chosen} />
      <ButtonGroup>
        <Button>{t('appointments.move.send')}</Button>
        <ButtonLink
          kind="quiet"
          href={withLink(ctx, `/appointments/${appointment.id}/move`, { week: toLocal(chosen, office.timeZone).day })}
        >
          {t('appointments.book.other-time')}
        </ButtonLink>
      </ButtonGroup>
    </Form>
  );
}

function NewTimes({ ctx, viewed, week }: { ctx: Context; viewed: Viewed; week: SlotWeek | null }) {
  const { appointment, office } = viewed;
  const path = `/appointments/${appointment.id}/move`;
  if (!week) return <EmptyState title={ctx.t('appointments.book.none')} />;
  return (
    <SlotList
      ctx={ctx}
      office={office}
      week={week}
      visitor={{ zone: appointment.visitorTimeZone, known: true, place: null, unknownPlace: null }}
      slotHref={(slot) => withLink(ctx, path, { slot })}
      weekHref={(from) => withLink(ctx, path, { week: from })}
    />
  );
}
