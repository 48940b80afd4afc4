import { z } from 'zod';
import { idOf } from '#kernel/db';
import {
  Bdi,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Inset,
  Link,
  PageHeading,
  RadioField,
  Section,
  Table,
  TextArea,
} from '#kernel/html';
import { accountOf, fields, formRoute, holders, page, pageRoute, redirect, refuseHttp, type Context } from '#kernel/http';
import { getVenture, venturesById, type Venture, type VentureId } from '#modules/ventures';
import { tell } from '../change-plan.ts';
import { addComment, listComments } from '../comment.ts';
import type { Plan } from '../plan.ts';
import { readPlan } from '../read-plan.ts';
import { answerReview, reviewActions, reviewMoves, reviewsFor, type Review } from '../review.ts';
import { computePlan } from '../to-figures.ts';
import { readVersion } from '../version.ts';
import { commentBody, CommentForm, CommentList } from './comments.tsx';
import { PlanView } from './plan-view.tsx';
import { ResultsView } from './results-view.tsx';
import { ReviewTag } from './review-list.tsx';

const expert = holders('expert');
const params = z.object({ id: idOf<'ventures.ventures'>() });

interface Asked {
  venture: Venture;
  plan: Plan;
  review: Review;
}

/** The latest review that the actor is asked for; absent once the founder's permission is taken back or over. */
async function openAsked(ctx: Context, id: VentureId): Promise<Asked> {
  const review = (await reviewsFor(ctx.trx, accountOf(ctx))).find((one) => one.ventureId === id);
  const [venture, plan] = [await getVenture(ctx.trx, id), await readPlan(ctx.trx, id)];
  if (!review || !venture || !plan) throw refuseHttp('not-found');
  return { venture, plan, review };
}

const crumbsOf = (ctx: Context, asked?: Asked) => [
  { label: ctx.t('businessplans.expert.title'), href: '/business-plans' },
  ...(asked ? [{ label: asked.venture.title, href: `/business-plans/${asked.venture.id}` }] : []),
];

/** Plans that an expert is asked about. */
const plansRoute = pageRoute({
  path: '/business-plans',
  who: expert,
  view: async (ctx) => {
    const { t } = ctx;
    const reviews = await reviewsFor(ctx.trx, accountOf(ctx));
    const ventures = await venturesById(
      ctx.trx,
      reviews.map(({ ventureId }) => ventureId),
    );
    return page(
      t('businessplans.expert.title'),
      <>
        <PageHeading title={t('businessplans.expert.title')} lead={t('businessplans.expert.lead')} />
        <Table<Review>
          caption={t('businessplans.expert.title')}
          hideCaption
          rows={reviews}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'venture',
              header: t('businessplans.expert.venture'),
              cell: (one) => <Link href={`/business-plans/${one.ventureId}`}>{ventures.get(one.ventureId)?.title ?? '–'}</Link>,
            },
            { key: 'state', header: t('businessplans.expert.state'), cell: (one) => <ReviewTag ctx={ctx} state={one.state} /> },
            { key: 'asked', header: t('businessplans.expert.asked'), cell: (one) => ctx.format.instant(one.askedAt, 'short') },
          ]}
          empty={<EmptyState title={t('businessplans.expert.none')} />}
        />
      </>,
    );
  },
});

/** The version under review, what was asked, and the conversation. */
const planRoute = pageRoute({
  path: '/business-plans/:id',
  who: expert,
  params,
  view: async (ctx, input) => {
    const { t } = ctx;
    const { venture, plan, review } = await openAsked(ctx, input.params.id);
    const version = await readVersion(ctx.trx, plan, review.versionId);
    await tell(ctx.trx, venture, plan.id, 'read');
    return page(
      venture.title,
      <>
        <PageHeading
          title={<Bdi>{venture.title}</Bdi>}
          caption={t('businessplans.version.kept-on', { day: ctx.format.instant(version.version.createdAt) })}
        />
        <p>
          <ReviewTag ctx={ctx} state={review.state} />
        </p>
        {review.question && (
          <Inset>
            <span dir="auto">{review.question}</span>
          </Inset>
        )}
        <ButtonGroup>
          <ButtonLink href={`/business-plans/${venture.id}/review`}>{t('businessplans.expert.answer')}</ButtonLink>
          <ButtonLink kind="secondary" href={`/business-plans/${venture.id}/comment`}>
            {t('businessplans.comment.add')}
          </ButtonLink>
        </ButtonGroup>
        <PlanView words={ctx} plan={version.plan} />
        <ResultsView words={ctx} results={computePlan(version.plan)} />
        <Section title={t('businessplans.comments')}>
          <CommentList ctx={ctx} comments={await listComments(ctx.trx, plan)} />
        </Section>
      </>,
      { width: 'wide', breadcrumbs: crumbsOf(ctx) },
    );
  },
});

const answerRoute = formRoute({
  path: '/business-plans/:id/review',
  who: expert,
  params,
  body: z.object({ action: fields.choice(reviewActions), remarks: fields.optionalLongText(4_000) }),
  view: async (ctx, input, entry) => {
    const { t } = ctx;
    const asked = await openAsked(ctx, input.params.id);
    const open = reviewActions.filter((action) => reviewMoves[asked.review.state][action] !== undefined);
    return page(
      t('businessplans.expert.answer'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading
          title={t('businessplans.expert.answer')}
          caption={<Bdi>{asked.venture.title}</Bdi>}
          lead={t('businessplans.expert.answer-lead')}
        />
        {open.length === 0 ? (
          <p>{t('businessplans.expert.answered')}</p>
        ) : (
          <Form entry={entry} draft={`plan-answer-${asked.review.id}`} draftRemote>
            <RadioField
              name="action"
              label={t('businessplans.expert.action')}
              choices={open.map((value) => ({ value, label: t(`businessplans.action.${value}`) }))}
            />
            <TextArea
              name="remarks"
              label={t('businessplans.expert.remarks')}
              hint={t('businessplans.expert.remarks-hint')}
              value={asked.review.remarks}
              optional
            />
            <Button>{t('businessplans.expert.send')}</Button>
          </Form>
        )}
      </>,
      { breadcrumbs: crumbsOf(ctx, asked) },
    );
  },
  submit: async (ctx, input, form) => {
    const { venture, plan, review } = await openAsked(ctx, input.params.id);
    await answerReview(ctx.trx, review, form.action, form.remarks ?? '');
    await tell(ctx.trx, venture, plan.id, 'reviewed');
    return redirect(`/business-plans/${input.params.id}`, 'businessplans.notice.answered');
  },
});

const commentRoute = formRoute({
  path: '/business-plans/:id/comment',
  who: expert,
  params,
  body: commentBody,
  view: async (ctx, input, entry) => {
    const asked = await openAsked(ctx, input.params.id);
    return page(
      ctx.t('businessplans.comment.add'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={ctx.t('businessplans.comment.add')} lead={ctx.t('businessplans.comment.lead')} />
        <CommentForm ctx={ctx} entry={entry} draft={`plan-comment-${asked.review.id}`} />
      </>,
      { breadcrumbs: crumbsOf(ctx, asked) },
    );
  },
  submit: async (ctx, input, form) => {
    const { plan } = await openAsked(ctx, input.params.id);
    await addComment(ctx.trx, accountOf(ctx), plan, { ...form, side: 'expert' });
    return redirect(`/business-plans/${input.params.id}`, 'businessplans.notice.commented');
  },
});

export const expertRoutes = [plansRoute, planRoute, answerRoute, commentRoute];
