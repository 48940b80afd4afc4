import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, ButtonLink, EmptyState, ErrorSummary, Form, PageHeading, PostButton, Section } from '#kernel/html';
import { accountOf, formRoute, page, redirect, signedIn, type Context } from '#kernel/http';
import { ownSpeech } from '#modules/cases/pages';
import { actionsOf, isOpen, planActions, planChart, sections, type Plan, type PlanId } from '../plan.ts';
import { beginPlan, getPlan, movePlan, plansOf } from '../plans.ts';
import { refuse } from '../refusals.ts';
import { mustBeWritable, saveSection, sectionsOf } from '../sections.ts';
import { wayOf } from '../way-of.ts';
import { FollowUps } from './follow-ups.tsx';
import { ownFiles } from './file-head.ts';
import { SectionFields, sectionBody, stepBody, StepFields, stepIn } from './plan-forms.tsx';
import { PlanActions, PlanHead, PlanHistory, PlanParts, PlanVenture, readPlanData } from './plan-view.tsx';
import { ReintegrationPlan } from './reintegration.tsx';
import { BothWays } from './stay-or-return.tsx';

/** The person's returns, the newest first. */
export async function readMyReturns(ctx: Context): Promise<{ linked: boolean; plans: Plan[] }> {
  const files = await ownFiles(ctx);
  const plans = await plansOf(
    ctx.trx,
    files.map(({ id }) => id),
  );
  return { linked: files.length > 0, plans };
}

async function ownPlan(ctx: Context, id: PlanId): Promise<Plan> {
  const plan = await getPlan(ctx.trx, id);
  const files = await ownFiles(ctx);
  if (!files.some((file) => file.id === plan.personId)) throw refuse('not-found');
  return { ...plan, standing: 'own' };
}

const crumbs = (ctx: Context, deep = false) => [
  { label: ctx.t('app.menu.me'), href: '/me' },
  ...(deep ? [{ label: ctx.t('returns.mine.title'), href: '/me/return' }] : []),
];

/** The person's own return: both ways first, then how it stands; to begin is to think, and binds to nothing. */
export const myReturnRoute = formRoute({
  path: '/me/return',
  who: signedIn,
  body: z.object({}),
  view: async (ctx, _input, entry) => {
    const { t } = ctx;
    const { linked, plans } = await readMyReturns(ctx);
    const [latest] = plans;
    const open = latest && isOpen(latest) ? { ...latest, standing: 'own' as const } : null;
    return page(
      t('returns.mine.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('returns.mine.title')} lead={t('returns.public.free')} />
        {!linked && (
          <EmptyState title={t('returns.list.no-file')} action={<ButtonLink href="/me/link">{t('returns.list.link')}</ButtonLink>} />
        )}
        {open && (await Open(ctx, open))}
        {linked && !open && (
          <>
            {latest && <PlanHead plan={latest} speech={ownSpeech(ctx)} />}
            <BothWays speech={ownSpeech(ctx)} />
            <p>{t('returns.mine.begin')}</p>
            <PostButton kind="primary" action="/me/return">
              {t('returns.panel.begin')}
            </PostButton>
          </>
        )}
      </>,
      { breadcrumbs: crumbs(ctx), quickExit: true },
    );
  },
  submit: async (ctx) => {
    const [file] = await ownFiles(ctx);
    if (!file) throw refuse('not-found');
    const way = await wayOf(ctx.trx, file.profile);
    if (!way) throw refuse('no-way');
    await beginPlan(ctx.trx, accountOf(ctx), { personId: file.id, officeId: file.officeId, side: 'person' }, way);
    return redirect('/me/return', 'returns.notice.begun');
  },
});

async function Open(ctx: Context, plan: Plan) {
  const { t } = ctx;
  const data = await readPlanData(ctx, plan);
  const speech = ownSpeech(ctx);
  const editHref = (section: string) => `/me/return/${plan.id}/${section}`;
  return (
    <>
      <PlanHead plan={plan} speech={speech} />
      <PlanActions ctx={ctx} plan={plan} base={`/me/return/${plan.id}`} />
      <p>
        <ButtonLink kind="secondary" href="/me/return-checklist">
          {t('returns.list.mine')}
        </ButtonLink>
      </p>
      <Section title={t('returns.venture.title')}>
        <PlanVenture data={data} speech={speech} />
      </Section>
      <ReintegrationPlan ctx={ctx} data={data} speech={speech} editHref={editHref} />
      <FollowUps list={data.followUps} speech={speech} />
      <PlanParts data={data} speech={speech} editHref={editHref} />
      <PlanHistory data={data} speech={speech} />
    </>
  );
}

const id = idOf<'returns.plans'>();

/** A step that the person takes: read both ways, decide, leave, arrive, or withdraw. */
export const myStepRoute = formRoute({
  path: '/me/return/:id/do/:action',
  who: signedIn,
  params: z.object({ id, action: z.enum(planActions) }),
  body: stepBody,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const plan = await ownPlan(ctx, params.id);
    if (!entry.sent && !actionsOf(plan, ctx.now).includes(params.action)) {
      throw refuse(params.action === 'decide' && planChart[plan.state].decide ? 'time-to-think' : 'not-this-step');
    }
    return page(
      t(`returns.action.${params.action}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`returns.action.${params.action}`)} />
        <Form entry={entry}>
          <StepFields ctx={ctx} action={params.action} standing="own" />
          <Button>{t(`returns.action.${params.action}`)}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, true), quickExit: true },
    );
  },
  submit: async (ctx, { params }, form) => {
    const plan = await ownPlan(ctx, params.id);
    await movePlan(ctx.trx, plan.id, stepIn(params.action, 'own', form));
    return redirect('/me/return', params.action === 'withdraw' ? 'returns.notice.withdrawn' : 'returns.notice.moved');
  },
});

/** One part of the return, in the person's words; kept as it is typed. */
export const mySectionRoute = formRoute({
  path: '/me/return/:id/:section',
  who: signedIn,
  params: z.object({ id, section: z.enum(sections) }),
  body: sectionBody,
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const plan = await ownPlan(ctx, params.id);
    if (!entry.sent) mustBeWritable(plan, params.section);
    const written = (await sectionsOf(ctx.trx, ctx.network.keyring, plan)).find(
      (one) => one.section === params.section && one.side === 'person',
    );
    return page(
      t(`returns.section.${params.section}`),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t(`returns.section.${params.section}`)} />
        <Form entry={entry} draft={`return-${plan.id}-${params.section}`} draftRemote>
          <SectionFields ctx={ctx} section={params.section} written={written} />
          <Button>{t('returns.plan.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbs(ctx, true), quickExit: true },
    );
  },
  submit: async (ctx, { params }, form) => {
    const plan = await ownPlan(ctx, params.id);
    const by = { accountId: accountOf(ctx), now: ctx.now };
    await saveSection(ctx.trx, ctx.network.keyring, plan, by, { section: params.section, ...form });
    return redirect('/me/return', 'returns.notice.written');
  },
});
