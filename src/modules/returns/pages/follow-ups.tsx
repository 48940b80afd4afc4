import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  CheckboxesField,
  DateField,
  EmptyState,
  ErrorSummary,
  Form,
  Heading,
  Link,
  PageHeading,
  RadioField,
  Section,
  Table,
  Tag,
  TextArea,
} from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, pageRoute, redirect, scopesOf, type Context } from '#kernel/http';
import { addDays, toLocal } from '#kernel/time';
import { ownSpeech, type Speech } from '#modules/cases/pages';
import { getPerson, personNames } from '#modules/people';
import { dueFollowUps, followUpHows, getFollowUp, planVisit, recordFollowUp, signs, type FollowUp } from '../follow-ups.ts';
import { isOpen, reintegration } from '../plan.ts';
import { getPlan } from '../plans.ts';
import { putOnRecord } from '../put-on-record.ts';
import { refuse } from '../refusals.ts';
import { sectionsOf } from '../sections.ts';
import { nameOf } from './file-head.ts';
import { BothSides } from './reintegration.tsx';

/** Days ahead that the list of the desk shows. */
const AHEAD = 14;
const today = (ctx: Context) => toLocal(ctx.now.toISOString(), ctx.timeZone).day;

function pointOf({ t }: Speech, { months }: Pick<FollowUp, 'months'>): string {
  return months === null ? t('returns.follow-up.visit') : t('returns.follow-up.after', { count: months });
}

/** Visits and follow-ups of a return: due, done, and what was seen. */
export function FollowUps({ list, speech, hrefOf }: { list: readonly FollowUp[]; speech: Speech; hrefOf?: (one: FollowUp) => string }) {
  const { t, format } = speech;
  if (list.length === 0) return null;
  return (
    <Section title={t('returns.follow-up.title')}>
      <ul>
        {list.map((one) => (
          <li key={one.id}>
            {hrefOf && !one.doneOn ? <Link href={hrefOf(one)}>{pointOf(speech, one)}</Link> : pointOf(speech, one)}
            {': '}
            {one.doneOn && one.how
              ? t('returns.follow-up.done', { day: format.date(one.doneOn, 'short'), how: t(`returns.follow-up-how.${one.how}`) })
              : t('returns.follow-up.due', { day: format.date(one.dueOn, 'short') })}{' '}
            {one.signs.map((sign) => (
              <Tag key={sign} tone="warning">
                {t(`returns.sign.${sign}`)}
              </Tag>
            ))}
            {one.note && (
              <>
                {' '}
                <bdi>{one.note}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What these desks have to do for people who returned, the longest due first. */
export const followUpsRoute = pageRoute({
  path: '/desk/return-follow-ups',
  who: desk,
  view: async (ctx) => {
    const { t, format } = ctx;
    const until = addDays(today(ctx), AHEAD);
    const list = await dueFollowUps(ctx.trx, ctx.network.keyring, scopesOf(ctx, 'counsellor', 'office-manager'), until);
    const names = await personNames(
      ctx.trx,
      list.map((one) => one.personId),
    );
    return page(
      t('returns.follow-up.due-title'),
      <>
        <PageHeading title={t('returns.follow-up.due-title')} lead={t('returns.follow-up.due-lead', { count: AHEAD })} />
        <Table<FollowUp>
          caption={t('returns.follow-up.due-title')}
          hideCaption
          rows={list}
          rowKey={(one) => one.id}
          empty={<EmptyState title={t('returns.follow-up.none')} />}
          columns={[
            {
              key: 'who',
              header: t('returns.field.who'),
              cell: (one) => (
                <Link href={`/desk/return-follow-ups/${one.id}`}>
                  <bdi>{names.get(one.personId) ?? '–'}</bdi>
                </Link>
              ),
            },
            { key: 'what', header: t('returns.field.what'), cell: (one) => pointOf({ ...ctx, dir: 'ltr' }, one) },
            { key: 'when', header: t('returns.field.when'), cell: (one) => format.date(one.dueOn, 'short') },
          ]}
        />
      </>,
      { breadcrumbs: [{ label: t('app.menu.desk'), href: '/desk' }] },
    );
  },
});

/** A follow-up of a desk of the actor's; the reading is on record. Refusals: `not-found`. */
async function readOne(ctx: Context, id: FollowUp['id']): Promise<FollowUp> {
  const one = await getFollowUp(ctx.trx, ctx.network.keyring, id);
  if (!scopesOf(ctx, 'counsellor', 'office-manager').includes(one.officeId)) throw refuse('not-found');
  await putOnRecord(ctx.trx, 'read', { personId: one.personId, officeId: one.officeId });
  return one;
}

/** Records a visit or a follow-up; any early-warning sign becomes a task of the desk. */
export const recordFollowUpRoute = formRoute({
  path: '/desk/return-follow-ups/:id',
  who: desk,
  params: z.object({ id: idOf<'returns.follow_ups'>() }),
  body: z.object({ how: fields.choice(followUpHows), signs: fields.choices(signs), note: fields.optionalLongText(2_000) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const one = await readOne(ctx, params.id);
    if (one.doneOn && !entry.sent) throw refuse('done-already');
    const person = await getPerson(ctx.trx, one.personId);
    return page(
      t('returns.follow-up.record'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('returns.follow-up.record')}
          caption={<Bdi>{nameOf(ctx, person)}</Bdi>}
          lead={pointOf({ ...ctx, dir: 'ltr' }, one)}
        />
        {await Agreed(ctx, one)}
        <Form entry={entry} draft={`return-follow-up-${one.id}`} draftRemote>
          <RadioField
            name="how"
            label={t('returns.follow-up.how')}
            choices={followUpHows.map((how) => ({ value: how, label: t(`returns.follow-up-how.${how}`) }))}
          />
          <CheckboxesField
            name="signs"
            label={t('returns.follow-up.signs')}
            hint={t('returns.follow-up.signs-hint')}
            choices={signs.map((sign) => ({ value: sign, label: t(`returns.sign.${sign}`) }))}
          />
          <TextArea name="note" label={t('returns.list.note-desk')} optional />
          <Button>{t('returns.plan.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('returns.panel.title'), href: `/desk/returns/${one.planId}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const one = await readOne(ctx, params.id);
    const seen = ctx.format.list(form.signs.map((sign) => ctx.t(`returns.sign.${sign}`)));
    const taskTitle = ctx.t('returns.follow-up.task', { signs: seen }).slice(0, 200);
    await recordFollowUp(ctx.trx, ctx.network.keyring, accountOf(ctx), one.id, { ...form, taskTitle, today: today(ctx) });
    return redirect(`/desk/returns/${one.planId}`, 'returns.notice.followed-up');
  },
});

/** What the reintegration plan says, for the officer who asks how it went; parts without a word are left out. */
async function Agreed(ctx: Context, { planId }: FollowUp) {
  const plan = await getPlan(ctx.trx, planId);
  const written = await sectionsOf(ctx.trx, ctx.network.keyring, plan);
  const parts = reintegration.filter((section) => written.some((one) => one.section === section));
  if (parts.length === 0) return null;
  const speech = ownSpeech(ctx);
  return (
    <Section title={ctx.t('returns.there.title')}>
      {parts.map((section) => (
        <div key={section} class="card">
          <Heading level={3}>{ctx.t(`returns.section.${section}`)}</Heading>
          <BothSides written={written} section={section} speech={speech} today={today(ctx)} />
        </div>
      ))}
    </Section>
  );
}

/** Plans a visit between the set points. */
export const visitRoute = formRoute({
  path: '/desk/returns/:id/visit',
  who: desk,
  params: z.object({ id: idOf<'returns.plans'>() }),
  body: z.object({ day: fields.day() }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const plan = await getPlan(ctx.trx, params.id);
    if (plan.standing !== 'desk') throw refuse('not-found');
    if (!isOpen(plan) && !entry.sent) throw refuse('ended');
    return page(
      t('returns.follow-up.plan-visit'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.follow-up.plan-visit')} />
        <Form entry={entry}>
          <DateField name="day" label={t('returns.field.when')} required />
          <Button>{t('returns.plan.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('returns.panel.title'), href: `/desk/returns/${plan.id}` }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    await planVisit(ctx.trx, await getPlan(ctx.trx, params.id), form.day);
    return redirect(`/desk/returns/${params.id}`, 'returns.notice.written');
  },
});
