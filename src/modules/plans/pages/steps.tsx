import { z } from 'zod';
import { Button, ErrorSummary, Form, Inset, Link, Notice, PageHeading, RadioField, SelectField, TextArea } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp, type Context } from '#kernel/http';
import { officeNames, type OfficeId } from '#modules/offices';
import { approvePlan, mayApprove } from '../approve-plan.ts';
import type { Plan } from '../plan.ts';
import { refuse } from '../refusals.ts';
import { authorsOf, beginVersion, dropDraft, returnDraft, sendDraft, takeBack } from '../write-plan.ts';
import { PlanView } from './plan-view.tsx';
import { readPointed } from './pointed.ts';
import { crumbs, deskAt, draftIn, mayWrite, ofPlan, planIn, planners, shownVersion, titleIn } from './reach.ts';

// uses messages: plans.send.*
// uses messages: plans.take-back.*
// uses messages: plans.discard.*
/** One thing that is done to a draft as a whole, after a page that says what it means. */
const stepRoute = (name: 'send' | 'take-back' | 'discard', act: (ctx: Context, plan: Plan) => Promise<void>) =>
  formRoute({
    path: `/desk/plans/:id/${name}`,
    who: planners,
    params: ofPlan,
    body: z.object({}),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const { draft } = await draftIn(ctx, id);
      return page(
        t(`plans.${name}.title`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t(`plans.${name}.title`)} caption={titleIn(ctx, draft)} lead={t(`plans.${name}.lead`)} />
          <Form entry={entry}>
            <Button kind={name === 'discard' ? 'warning' : 'primary'}>{t(`plans.${name}.button`)}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, [{ label: titleIn(ctx, draft), href: deskAt(id) }]) },
      );
    },
    submit: async (ctx, { params: { id } }) => {
      const { plan } = await draftIn(ctx, id);
      await act(ctx, plan);
      return redirect(name === 'discard' ? '/desk/plans' : deskAt(id), `plans.notice.${name}`);
    },
  });

const sendRoute = stepRoute('send', async (ctx, { id }) => await sendDraft(ctx.trx, id, ctx.now));
const takeBackRoute = stepRoute('take-back', async (ctx, { id }) => await takeBack(ctx.trx, id));
const discardRoute = stepRoute('discard', async (ctx, plan) => await dropDraft(ctx.trx, plan));

/** Begins a new version of a published plan. */
const reviseRoute = formRoute({
  path: '/desk/plans/:id/revise',
  who: planners,
  params: ofPlan,
  body: z.object({ reason: fields.longText(2_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const plan = await planIn(ctx, id);
    const version = await shownVersion(ctx, plan);
    if (!version || !mayWrite(ctx, plan)) throw refuseHttp('not-found');
    return page(
      t('plans.revise.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('plans.revise.title')} caption={titleIn(ctx, version)} lead={t('plans.revise.lead')} />
        <Form entry={entry}>
          <TextArea name="reason" label={t('plans.new.reason')} hint={t('plans.new.reason-hint')} maxLength={2_000} rows={3} required />
          <Button>{t('plans.new.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, [{ label: titleIn(ctx, version), href: deskAt(id) }]) },
    );
  },
  submit: async (ctx, { params: { id } }, { reason }) => {
    const plan = await planIn(ctx, id);
    if (!mayWrite(ctx, plan)) throw refuseHttp('not-found');
    await beginVersion(ctx.trx, accountOf(ctx), plan, reason, ctx.now);
    return redirect(deskAt(id), 'plans.notice.begun');
  },
});

/** The second pair of eyes: a planner who wrote nothing of it approves a draft for an office, or sends it back. */
const approveRoute = formRoute({
  path: '/desk/plans/:id/approve',
  who: planners,
  params: ofPlan,
  body: z.object({
    decision: fields.choice(['approve', 'return']),
    office: fields.optionalText(60),
    advice: fields.optionalLongText(2_000),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { plan, draft } = await draftIn(ctx, id);
    const own = (await authorsOf(ctx.trx, draft.id)).includes(accountOf(ctx));
    const offices = await mayApprove(ctx.trx, draft);
    const names = await officeNames(ctx.trx, offices, ctx.lang);
    const choices = offices.length > 0 ? (['approve', 'return'] as const) : (['return'] as const);
    return page(
      t('plans.approve.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('plans.approve.title')} caption={titleIn(ctx, draft)} lead={t('plans.approve.lead')} />
        {own && <Notice tone="warning">{t('plans.refusal.own-draft')}</Notice>}
        <Inset>
          <p>
            <strong>{t('plans.new.reason')}</strong> <bdi>{draft.reason}</bdi>
          </p>
          {plan.version > 0 && (
            <p>
              <Link href={`/plans/${plan.code}`}>{t('plans.approve.now')}</Link>
            </p>
          )}
        </Inset>
        <Form entry={entry}>
          <RadioField
            name="decision"
            label={t('plans.approve.decision')}
            choices={choices.map((value) => ({ value, label: t(`plans.approve.${value}`) }))}
            required
          />
          {offices.length === 1 && <input type="hidden" name="office" value={offices[0]} />}
          {offices.length > 1 && (
            <SelectField
              name="office"
              label={t('plans.approve.office')}
              options={offices.map((value) => ({ value, label: names.get(value) ?? '–' }))}
            />
          )}
          <TextArea name="advice" label={t('plans.approve.advice')} hint={t('plans.approve.advice-hint')} maxLength={2_000} optional />
          <Button>{t('plans.approve.button')}</Button>
        </Form>
        <PlanView ctx={ctx} content={draft.content} pointed={await readPointed(ctx, draft.content)} />
      </>,
      { width: 'wide', breadcrumbs: crumbs(ctx, [{ label: titleIn(ctx, draft), href: deskAt(id) }]) },
    );
  },
  submit: async (ctx, { params: { id } }, { decision, office, advice }) => {
    const { plan } = await draftIn(ctx, id);
    if (decision === 'return') {
      if (!advice) throw refuse('advice-missing', { field: 'advice' });
      await returnDraft(ctx.trx, id, advice);
      return redirect(deskAt(id), 'plans.notice.returned');
    }
    const keeper = [plan.officeId, plan.otherOfficeId].find((one) => one !== null && one === office);
    const published = await approvePlan(ctx.trx, accountOf(ctx), plan, (keeper ?? plan.officeId) as OfficeId, ctx.now); // `find` keeps offices only
    return published ? redirect(`/plans/${plan.code}`, 'plans.notice.published') : redirect(deskAt(id), 'plans.notice.approved');
  },
});

export const stepRoutes = [sendRoute, takeBackRoute, discardRoute, reviseRoute, approveRoute];
