import { z } from 'zod';
import { Button, ErrorSummary, Form, PageHeading, RadioField } from '#kernel/html';
import { confirmRoute, fields, formRoute, page, redirect, signedIn, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { agreePlan } from '../agree-plan.ts';
import type { CaseId } from '../case.ts';
import { loadCase, type LoadedCase } from '../load-case.ts';
import { loadStep } from '../load-step.ts';
import { markStep } from '../mark-step.ts';
import { refuse } from '../refusals.ts';
import { allowedOnStep } from '../step.ts';
import { releaseWithheld, withheldParts } from '../withheld.ts';

const mine = ['start', 'finish', 'replan'] as const;

/** The person's own case; anybody else's is not there. */
async function ownCase(ctx: Context, id: CaseId): Promise<LoadedCase> {
  const found = await loadCase(ctx.trx, id);
  if (found.standing !== 'own') throw refuse('not-found');
  return found;
}

/** The person ticks a step that is theirs. */
export const myStepRoute = formRoute({
  path: '/me/steps/:id',
  who: signedIn,
  params: z.object({ id: idOf<'cases.steps'>() }),
  body: z.object({ action: fields.choice(mine) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const step = await loadStep(ctx.trx, params.id);
    const found = await ownCase(ctx, step.caseId);
    const facts = { state: step.state, responsible: step.responsible, standing: found.standing, caseState: found.state };
    const open = mine.filter((action) => allowedOnStep(facts, action) === true);
    return page(
      step.title,
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={<bdi>{step.title}</bdi>} />
        <Form entry={entry}>
          <RadioField
            name="action"
            label={t('cases.step.mark-label')}
            choices={open.map((value) => ({ value, label: t(`cases.mine.${value}`) }))}
          />
          <Button>{t('cases.button.save')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('app.menu.me'), href: '/me' }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const step = await loadStep(ctx.trx, params.id);
    await ownCase(ctx, step.caseId);
    await markStep(ctx.trx, params.id, form.action);
    return redirect('/me#plan', 'cases.notice.step-marked');
  },
});

/** The person agrees to their plan. */
export const myAgreementRoute = confirmRoute({
  path: '/me/cases/:id/agree',
  who: signedIn,
  of: 'cases.cases',
  title: 'cases.mine.agree',
  lead: 'cases.mine.agree-lead',
  button: 'cases.mine.agree',
  back: async (ctx, id) => {
    await ownCase(ctx, id);
    return { label: ctx.t('app.menu.me'), href: '/me' };
  },
  act: async (ctx, id) => {
    await ownCase(ctx, id);
    await agreePlan(ctx.trx, id, 'on-line');
    return redirect('/me#plan', 'cases.notice.plan-agreed');
  },
});

/** The person lets their present office see what an earlier one kept. */
export const releaseRoute = formRoute({
  path: '/me/cases/:id/release',
  who: signedIn,
  params: z.object({ id: idOf<'cases.cases'>() }),
  body: z.object({ part: fields.choice(withheldParts) }),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    await ownCase(ctx, params.id);
    return page(
      t('cases.mine.withheld'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('cases.mine.withheld')} />
        <Form entry={entry}>
          <RadioField
            name="part"
            label={t('cases.mine.release-which')}
            choices={withheldParts.map((value) => ({ value, label: t(`cases.part.${value}`) }))}
          />
          <Button>{t('cases.mine.release')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: t('app.menu.me'), href: '/me' }] },
    );
  },
  submit: async (ctx, { params }, form) => {
    const { personId } = await ownCase(ctx, params.id);
    await releaseWithheld(ctx.trx, personId, form.part);
    return redirect('/me#plan', 'cases.notice.released');
  },
});
