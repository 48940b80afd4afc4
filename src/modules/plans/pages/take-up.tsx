import { z } from 'zod';
import { Button, EmptyState, ErrorSummary, Form, Link, PageHeading, RadioField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { recommendationsOf } from '#modules/peerreviews';
import type { Content } from '../plan-content.ts';
import type { Plan } from '../plan.ts';
import { refuse } from '../refusals.ts';
import { takenUp, takeUp, type Recommended } from '../take-up.ts';
import { changePlan } from '../write-plan.ts';
import { PartSelect } from './item-parts.tsx';
import { authorshipOf, crumbs, deskAt, draftIn, ofPlan, planners, titleIn } from './reach.ts';

/** Accepted recommendations of peer reviews at the places of a plan that it has not taken up yet. */
async function waitingFor(ctx: Context, { placeId, otherPlaceId }: Plan, content: Content): Promise<Recommended[]> {
  const found = new Map<string, Recommended>();
  for (const place of otherPlaceId ? [placeId, otherPlaceId] : [placeId])
    for (const { id, words, byWhen, reviewId, isPublic } of await recommendationsOf(ctx.trx, place))
      found.set(id, { id, words, byWhen, address: isPublic ? `/peer-reviews/${reviewId}` : null });
  const known = takenUp(content);
  return [...found.values()].filter(({ id }) => !known.has(id));
}

/** Makes what peers recommended, and the authority accepted, an action of the plan. */
export const takeUpRoute = formRoute({
  path: '/desk/plans/:id/take-up',
  who: planners,
  params: ofPlan,
  body: z.object({ recommendation: fields.text(60), measure: fields.text(60), base: fields.whole(1, 1_000_000_000) }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const { plan, draft } = await draftIn(ctx, id);
    const waiting = await waitingFor(ctx, plan, draft.content);
    const { measures } = draft.content;
    return page(
      t('plans.take-up.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('plans.take-up.title')} caption={titleIn(ctx, draft)} lead={t('plans.take-up.lead')} />
        {waiting.length === 0 || measures.length === 0 ? (
          <EmptyState title={t(waiting.length === 0 ? 'plans.take-up.none' : 'plans.take-up.no-measure')}>
            <p>
              <Link href="/peer-reviews">{t('peerreviews.public.title')}</Link>
            </p>
          </EmptyState>
        ) : (
          <Form entry={entry}>
            <input type="hidden" name="base" value={draft.revision} />
            <RadioField
              name="recommendation"
              label={t('plans.take-up.which')}
              choices={waiting.map((one) => ({
                value: one.id,
                label: one.words,
                hint: t('plans.take-up.by', { date: ctx.format.date(one.byWhen) }),
              }))}
              required
            />
            <PartSelect ctx={ctx} name="measure" label={t('plans.action.measure')} parts={measures} value={measures[0]?.id ?? ''} />
            <Button>{t('plans.take-up.button')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: crumbs(ctx, [{ label: titleIn(ctx, draft), href: deskAt(id) }]) },
    );
  },
  submit: async (ctx, { params: { id } }, { recommendation, measure, base }) => {
    const { plan, draft } = await draftIn(ctx, id);
    const recommended = (await waitingFor(ctx, plan, draft.content)).find((one) => one.id === recommendation);
    if (!recommended) throw refuse('no-such-part', { field: 'recommendation' });
    const author = authorshipOf(ctx);
    const change = (content: Content) => takeUp(content, { recommended, measureId: measure, lang: draft.lang, author });
    await changePlan(ctx.trx, accountOf(ctx), id, { base, change }, ctx.now);
    return redirect(deskAt(id), 'plans.notice.taken-up');
  },
});
