import { z } from 'zod';
import { Bdi, Button, ComboboxField, DateField, ErrorSummary, Form, PageHeading, TextField } from '#kernel/html';
import { fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { idOf } from '#kernel/db';
import { searchAssociations } from '#modules/associations';
import { refuse } from '../refusals.ts';
import { endSeat, giveSeat, seatsOf } from '../seats.ts';
import { conveners, crumbs, deskAt, ofForum, ownForum, todayOf } from './reach.ts';
import { going } from './write.tsx';

/** Verified associations that can be chosen at once. */
const MOST_CHOICES = 1_000;
const association = idOf<'associations.associations'>();

/** Gives a seat to an association of the register, or to another body. */
export const giveSeatRoute = formRoute({
  path: '/desk/forums/:id/seats/new',
  who: conveners,
  params: ofForum,
  body: z.object({
    association: fields.optionalText(60),
    body: fields.optionalText(160),
    task: fields.optionalText(160),
    sinceOn: fields.day(),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const of = await going(ctx, id);
    const { associations } = await searchAssociations(ctx.trx, { page: 1, pageSize: MOST_CHOICES });
    return page(
      t('forums.seat.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.seat.title')} caption={<Bdi lang={of.language}>{of.name}</Bdi>} lead={t('forums.seat.lead')} />
        <Form entry={entry}>
          <ComboboxField
            name="association"
            label={t('forums.seat.association')}
            hint={t('forums.seat.association-hint')}
            options={associations.map((one) => ({ value: one.id, label: one.name }))}
            emptyLabel={t('forums.seat.other')}
            optional
          />
          <TextField name="body" label={t('forums.seat.body')} hint={t('forums.seat.body-hint')} maxLength={160} optional />
          <TextField name="task" label={t('forums.field.task')} hint={t('forums.seat.task-hint')} maxLength={160} optional />
          <DateField name="sinceOn" label={t('forums.seat.since-on')} value={todayOf(ctx)} required />
          <Button>{t('forums.seat.title')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id } }, { association: chosen, body, task, sinceOn }) => {
    const of = await ownForum(ctx, id);
    const found = chosen === null ? null : association.safeParse(chosen);
    if (found && !found.success) throw refuse('seat-who', { field: 'association' });
    await giveSeat(ctx.trx, of, { associationId: found?.data ?? null, name: body, task, sinceOn });
    return redirect(deskAt(id), 'forums.notice.seat');
  },
});

/** Ends a seat with its last day. */
export const endSeatRoute = formRoute({
  path: '/desk/forums/:id/seats/:seat/end',
  who: conveners,
  params: ofForum.extend({ seat: idOf<'forums.seats'>() }),
  body: z.object({ untilOn: fields.day() }),
  view: async (ctx, { params: { id, seat } }, entry) => {
    const { t } = ctx;
    const of = await going(ctx, id);
    const one = (await seatsOf(ctx.trx, id)).find((other) => other.id === seat);
    if (!one || (one.untilOn && !entry.sent)) throw refuseHttp('not-found');
    return page(
      t('forums.seat.end'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('forums.seat.end')} caption={<Bdi>{one.name}</Bdi>} lead={t('forums.seat.end-lead')} />
        <Form entry={entry}>
          <DateField name="untilOn" label={t('forums.seat.until-on')} value={todayOf(ctx)} min={one.sinceOn} required />
          <Button kind="warning">{t('forums.seat.end')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, of) },
    );
  },
  submit: async (ctx, { params: { id, seat } }, { untilOn }) => {
    await endSeat(ctx.trx, await ownForum(ctx, id), seat, untilOn);
    return redirect(deskAt(id), 'forums.notice.seat-ended');
  },
});
