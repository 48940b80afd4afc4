import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, EmptyState, ErrorSummary, Form, Lead, PageHeading, SelectField } from '#kernel/html';
import { fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { textIn } from '#kernel/i18n';
import { listPublished, type PlanId } from '#modules/plans';
import { addAim, partsOf, publishedContent, removeAim } from '../aims.ts';
import { ownScheme } from '../read-schemes.ts';
import { refuse } from '../refusals.ts';
import type { Scheme } from '../scheme.ts';
import { keeper } from './parts.tsx';
import { schemeCrumbs } from './scheme-form.tsx';

const crumbsOf = (ctx: Context, one: Scheme) => [
  ...schemeCrumbs(ctx),
  { label: textIn(one.name, ctx.lang).text, href: `/lending/savings/schemes/${one.id}` },
];

/** Links a scheme to what a plan of a place wants: the plan first, then its objective or action. */
const addRoute = formRoute({
  path: '/lending/savings/schemes/:id/aims',
  who: keeper,
  params: z.object({ id: idOf<'savings.schemes'>() }),
  query: z.object({ plan: fields.maybe(idOf<'plans.plans'>()) }),
  body: z.object({ part: fields.text(40).pipe(z.uuid('http.field.choose')) }),
  view: async (ctx, { params, query }, entry) => {
    const { t, lang } = ctx;
    const one = await ownScheme(ctx.trx, params.id);
    const plans = await listPublished(ctx.trx);
    const content = query.plan ? await publishedContent(ctx.trx, query.plan) : null;
    return page(
      t('savings.aims.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.aims.add')} lead={t('savings.aims.lead')} />
        {plans.length === 0 ? (
          <EmptyState title={t('savings.aims.no-plan')} />
        ) : (
          <Form method="get" action={`/lending/savings/schemes/${one.id}/aims`} id="choice">
            <SelectField
              name="plan"
              label={t('savings.field.plan')}
              value={query.plan ?? ''}
              options={plans.map(({ id, title }) => ({ value: id, label: textIn(title, lang).text }))}
              required
            />
            <Button kind={content ? 'secondary' : 'primary'}>{t('savings.aims.choose')}</Button>
          </Form>
        )}
        {content && (
          <Form entry={entry}>
            <SelectField
              name="part"
              label={t('savings.field.part')}
              options={partsOf(content).map(({ id, title }) => ({ value: id, label: textIn(title, lang).text }))}
              required
            />
            <Button>{t('savings.aims.add')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: crumbsOf(ctx, one) },
    );
  },
  submit: async (ctx, { params, query }, form) => {
    const plan: PlanId | null = query.plan;
    if (!plan) throw refuse('no-such-aim', { field: 'part' });
    await addAim(ctx.trx, params.id, plan, form.part);
    return redirect(`/lending/savings/schemes/${params.id}`, 'savings.notice.saved');
  },
});

const removeRoute = formRoute({
  path: '/lending/savings/schemes/:id/aims/:part/remove',
  who: keeper,
  params: z.object({ id: idOf<'savings.schemes'>(), part: z.uuid() }),
  body: z.object({}),
  view: async (ctx, { params }, entry) => {
    const { t } = ctx;
    const one = await ownScheme(ctx.trx, params.id);
    return page(
      t('savings.aims.remove'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('savings.aims.remove')} />
        <Lead>{t('savings.aims.remove-lead')}</Lead>
        <Form entry={entry}>
          <Button>{t('savings.aims.remove')}</Button>
        </Form>
      </>,
      { breadcrumbs: crumbsOf(ctx, one) },
    );
  },
  submit: async (ctx, { params }) => {
    await removeAim(ctx.trx, params.id, params.part);
    return redirect(`/lending/savings/schemes/${params.id}`, 'savings.notice.saved');
  },
});

export const aimRoutes = [addRoute, removeRoute];
