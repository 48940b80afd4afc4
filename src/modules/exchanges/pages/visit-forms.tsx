import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Button,
  CheckboxField,
  DateField,
  ErrorSummary,
  Form,
  NumberField,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { findOffice } from '#modules/offices';
import { mayActOnVisit, visitActs, type Visit, type VisitAct, type VisitId } from '../exchange.ts';
import { addItem, addParticipant, removable, removeFrom } from '../programme.ts';
import { refuse } from '../refusals.ts';
import { tellOffice } from '../tell-office.ts';
import { actOnVisit, reportVisit } from '../visits.ts';
import { crumbs, namesOf, postOf, sidesOf, speaksFor, staff, todayOf, worksFor } from './reach.ts';
import { visitAt, visitIn } from './visit.tsx';

const params = z.object({ id: idOf<'exchanges.visits'>() });

const below = (ctx: Context, id: VisitId) => crumbs(ctx, 'visits', { label: ctx.t('exchanges.visit.caption'), href: visitAt(id) });

/** A visit and the sides for which the actor speaks; nothing for who only reads it. */
async function spokenVisit(ctx: Context, id: VisitId) {
  const visit = await visitIn(ctx, id);
  const sides = sidesOf(ctx, visit.guestId, visit.hostId);
  if (!sides.asker && !sides.other) throw refuseHttp('not-found');
  return { visit, sides };
}

const answers = (act: VisitAct) => act === 'accept' || act === 'decline';

/** Accepts or declines with a word; withdraws or cancels. */
export const actOnVisitRoute = formRoute({
  path: '/desk/exchanges/visits/:id/act',
  who: staff,
  params,
  query: z.object({ act: fields.maybe(fields.choice(visitActs)) }),
  body: z.object({ act: fields.choice(visitActs), words: fields.optionalLongText(1_000) }),
  view: async (ctx, { params: { id }, query }, entry) => {
    const { t } = ctx;
    const { visit, sides } = await spokenVisit(ctx, id);
    const act =
      visitActs.find((one) => one === entry.value('act')) ??
      query.act ??
      visitActs.find((one) => mayActOnVisit(visit, sides, one, accountOf(ctx)));
    if (!act) throw refuseHttp('not-found');
    return page(
      t(`exchanges.visit-act.${act}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`exchanges.visit-act.${act}`)} lead={t(`exchanges.visit-act.${act}-text`)} />
        <Form entry={entry}>
          <input type="hidden" name="act" value={act} />
          {answers(act) && <TextArea name="words" label={t('exchanges.field.answer')} maxLength={1_000} rows={4} required />}
          <Button kind={act === 'accept' ? 'primary' : 'warning'}>{t(`exchanges.visit-act.${act}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: below(ctx, id) },
    );
  },
  submit: async (ctx, { params: { id } }, { act, words }) => {
    const { visit, sides } = await spokenVisit(ctx, id);
    await actOnVisit(ctx.trx, accountOf(ctx), id, { act, words, sides }, ctx.now);
    if (answers(act)) await tellOffice(ctx.trx, postOf(ctx), visit.guestId, 'visit-answer', visitAt(id));
    return redirect(visitAt(id), `exchanges.notice.visit-${act}`);
  },
});

/** An accepted visit that is still to be prepared. */
async function openVisit(ctx: Context, id: VisitId): Promise<Visit> {
  const { visit } = await spokenVisit(ctx, id);
  if (visit.state !== 'accepted') throw refuseHttp('not-found');
  return visit;
}

const hour = () => fields.text(5).refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), 'exchanges.field.hour-wrong');

/** Adds an hour to the programme. */
export const itemRoute = formRoute({
  path: '/desk/exchanges/visits/:id/item',
  who: staff,
  params,
  body: z.object({ onDay: fields.day(), starts: hour(), ends: hour(), what: fields.text(300), who: fields.optionalText(300) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const visit = await openVisit(ctx, id);
    const zone = (await findOffice(ctx.trx, visit.hostId))?.timeZone ?? 'UTC';
    return page(
      t('exchanges.programme.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('exchanges.programme.add')} lead={t('exchanges.programme.clock', { zone })} />
        <Form entry={entry}>
          <DateField name="onDay" label={t('exchanges.field.day')} value={visit.fromDay} required />
          <TimeField name="starts" label={t('exchanges.field.starts')} required />
          <TimeField name="ends" label={t('exchanges.field.ends')} required />
          <TextField name="what" label={t('exchanges.field.what')} maxLength={300} required />
          <TextField name="who" label={t('exchanges.field.who')} hint={t('exchanges.programme.who-hint')} maxLength={300} optional />
          <Button>{t('exchanges.programme.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: below(ctx, id) },
    );
  },
  submit: async (ctx, { params: { id } }, given) => {
    await addItem(ctx.trx, await openVisit(ctx, id), given);
    return redirect(visitAt(id), 'exchanges.notice.added');
  },
});

/** Puts people on the list: by task and number, or oneself. */
export const peopleRoute = formRoute({
  path: '/desk/exchanges/visits/:id/people',
  who: staff,
  params,
  body: z.object({
    office: fields.text(40).pipe(idOf<'offices.offices'>()),
    task: fields.text(120),
    number: fields.whole(1, 1_000),
    self: fields.tick(),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const visit = await visitIn(ctx, id);
    if (visit.state !== 'accepted') throw refuseHttp('not-found');
    const own = worksFor(ctx).filter((one) => one === visit.guestId || one === visit.hostId);
    const names = await namesOf(ctx, own);
    const speaks = own.some((one) => speaksFor(ctx).includes(one));
    return page(
      t('exchanges.people.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('exchanges.people.add')} lead={t(speaks ? 'exchanges.people.lead' : 'exchanges.people.lead-self')} />
        <Form entry={entry}>
          <SelectField
            name="office"
            label={t('exchanges.field.office')}
            value={own.length === 1 ? (own[0] ?? '') : ''}
            options={own.map((value) => ({ value, label: names.get(value) ?? '' }))}
            required
          />
          <TextField name="task" label={t('exchanges.field.task')} hint={t('exchanges.people.task-hint')} maxLength={120} required />
          <NumberField name="number" label={t('exchanges.field.number')} value="1" required />
          <CheckboxField name="self" label={t('exchanges.people.self')} hint={t('exchanges.people.self-hint')} />
          <Button>{t('exchanges.people.add')}</Button>
        </Form>
      </>,
      { breadcrumbs: below(ctx, id) },
    );
  },
  submit: async (ctx, { params: { id } }, { office, task, number, self }) => {
    const visit = await visitIn(ctx, id);
    if (!self && !speaksFor(ctx).includes(office)) throw refuse('not-yours', { field: 'self' });
    if (number > 30) throw refuse('too-many', { field: 'number' });
    const given = { officeId: office, task, number: self ? 1 : number, accountId: self ? accountOf(ctx) : null };
    await addParticipant(ctx.trx, visit, given);
    return redirect(visitAt(id), 'exchanges.notice.added');
  },
});

/** The guests' report after the visit. */
export const reportRoute = formRoute({
  path: '/desk/exchanges/visits/:id/report',
  who: staff,
  params,
  body: z.object({ learned: fields.longText(4_000), willUse: fields.longText(4_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { visit, sides } = await spokenVisit(ctx, id);
    if (!sides.asker || visit.state !== 'accepted') throw refuseHttp('not-found');
    return page(
      t('exchanges.report.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('exchanges.report.title')} lead={t('exchanges.report.lead')} />
        <Form entry={entry} draft={`study-visit-${id}`}>
          <TextArea name="learned" label={t('exchanges.field.learned')} maxLength={4_000} rows={6} required />
          <TextArea
            name="willUse"
            label={t('exchanges.field.will-use')}
            hint={t('exchanges.report.use-hint')}
            maxLength={4_000}
            rows={6}
            required
          />
          <Button>{t('exchanges.report.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: below(ctx, id) },
    );
  },
  submit: async (ctx, { params: { id } }, { learned, willUse }) => {
    const { sides } = await spokenVisit(ctx, id);
    await reportVisit(ctx.trx, accountOf(ctx), id, { learned, willUse, sides }, { now: ctx.now, today: todayOf(ctx) });
    return redirect(visitAt(id), 'exchanges.notice.reported');
  },
});

/** Takes one line off the programme or the list, after asking once. */
export const removeRoute = formRoute({
  path: '/desk/exchanges/visits/:id/remove/:kind/:item',
  who: staff,
  params: z.object({ id: idOf<'exchanges.visits'>(), kind: z.enum(removable), item: z.uuid() }),
  body: z.object({}),
  view: async (ctx, { params: { id, kind } }, entry) => {
    const { t } = ctx;
    await visitIn(ctx, id);
    return page(
      t(`exchanges.remove.${kind}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`exchanges.remove.${kind}`)} lead={t('exchanges.remove.lead')} />
        <Form entry={entry}>
          <Button kind="warning">{t('exchanges.remove.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: below(ctx, id) },
    );
  },
  submit: async (ctx, { params: { id, kind, item } }) => {
    await visitIn(ctx, id);
    await removeFrom(ctx.trx, id, kind, item);
    return redirect(visitAt(id), 'exchanges.notice.removed');
  },
});
