import { z } from 'zod';
import { idOf } from '#kernel/db';
import { Button, DateField, ErrorSummary, Form, PageHeading, RadioField, TextArea, TextField } from '#kernel/html';
import { accountOf, fields, formRoute, page, redirect, refuseHttp } from '#kernel/http';
import { findingKinds, findingsOf, priorities, recommendationsIn, saveFinding, saveRecommendation } from '../report.ts';
import { crumbs, reviewAt, reviewers, teamReview } from './reach.ts';

const ofReview = z.object({ id: idOf<'peerreviews.reviews'>() });

/** The team writes a finding, or changes one. */
export const findingRoute = formRoute({
  path: '/desk/peer-reviews/:id/finding',
  who: reviewers,
  params: ofReview,
  query: z.object({ item: fields.maybe(idOf<'peerreviews.findings'>()) }),
  body: z.object({ kind: fields.choice(findingKinds), words: fields.longText(2_000), evidence: fields.longText(2_000) }),
  view: async (ctx, { params: { id }, query: { item } }, entry) => {
    const { t } = ctx;
    const { review } = await teamReview(ctx, id);
    const known = item && (await findingsOf(ctx.trx, id)).find((one) => one.id === item);
    // Whoever wrote while a colleague shared the report keeps the words.
    if (!entry.sent && (review.state !== 'preparing' || (item && !known))) throw refuseHttp('not-found');
    return page(
      t('peerreviews.finding.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('peerreviews.finding.title')} lead={t('peerreviews.finding.lead')} />
        <Form entry={entry} draft={`peer-finding-${item ?? id}`}>
          <RadioField
            name="kind"
            label={t('peerreviews.field.kind')}
            value={known ? known.kind : ''}
            choices={findingKinds.map((value) => ({ value, label: t(`peerreviews.kind.${value}`) }))}
            required
          />
          <TextArea
            name="words"
            label={t('peerreviews.field.found')}
            value={known ? known.words : ''}
            maxLength={2_000}
            rows={5}
            required
          />
          <TextArea
            name="evidence"
            label={t('peerreviews.field.evidence')}
            hint={t('peerreviews.finding.evidence-hint')}
            value={known ? known.evidence : ''}
            maxLength={2_000}
            rows={4}
            required
          />
          <Button>{t('peerreviews.finding.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id }, query: { item } }, given) => {
    await teamReview(ctx, id);
    await saveFinding(ctx.trx, accountOf(ctx), id, item, given);
    return redirect(reviewAt(id, '/report'), 'peerreviews.notice.kept');
  },
});

/** The team writes a recommendation, or changes one. */
export const recommendationRoute = formRoute({
  path: '/desk/peer-reviews/:id/recommendation',
  who: reviewers,
  params: ofReview,
  query: z.object({ item: fields.maybe(idOf<'peerreviews.recommendations'>()) }),
  body: z.object({
    words: fields.longText(2_000),
    toWhom: fields.text(200),
    byWhen: fields.day(),
    priority: fields.choice(priorities),
  }),
  view: async (ctx, { params: { id }, query: { item } }, entry) => {
    const { t } = ctx;
    const { review } = await teamReview(ctx, id);
    const known = item && (await recommendationsIn(ctx.trx, id)).find((one) => one.id === item);
    // Whoever wrote while a colleague shared the report keeps the words.
    if (!entry.sent && (review.state !== 'preparing' || (item && !known))) throw refuseHttp('not-found');
    return page(
      t('peerreviews.recommendation.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('peerreviews.recommendation.title')} lead={t('peerreviews.recommendation.lead')} />
        <Form entry={entry} draft={`peer-recommendation-${item ?? id}`}>
          <TextArea
            name="words"
            label={t('peerreviews.field.recommended')}
            value={known ? known.words : ''}
            maxLength={2_000}
            rows={5}
            required
          />
          <TextField
            name="toWhom"
            label={t('peerreviews.field.to-whom')}
            hint={t('peerreviews.recommendation.to-hint')}
            value={known ? known.toWhom : ''}
            maxLength={200}
            required
          />
          <DateField name="byWhen" label={t('peerreviews.field.by-when')} value={known ? known.byWhen : ''} required />
          <RadioField
            name="priority"
            label={t('peerreviews.field.priority')}
            value={known ? known.priority : ''}
            choices={priorities.map((value) => ({ value, label: t(`peerreviews.priority.${value}`) }))}
            required
          />
          <Button>{t('peerreviews.recommendation.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: await crumbs(ctx, review) },
    );
  },
  submit: async (ctx, { params: { id }, query: { item } }, given) => {
    await teamReview(ctx, id);
    await saveRecommendation(ctx.trx, accountOf(ctx), id, item, given);
    return redirect(reviewAt(id, '/report'), 'peerreviews.notice.kept');
  },
});
