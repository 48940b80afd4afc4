import { z } from 'zod';
import { Button, ButtonLink, ErrorSummary, Form, Notice, PageHeading, RadioField, Section, TextArea } from '#kernel/html';
import { accountOf, desk, fields, formRoute, page, redirect, type Context } from '#kernel/http';
import { idOf } from '#kernel/db';
import { reviewable, type Offer } from '../offer.ts';
import { MOST_POINTS, scoreNames } from '../quality.ts';
import { refuse } from '../refusals.ts';
import { isAuthor, reviewOffer } from '../review-offer.ts';
import { OfferFacts, readCorridors } from './offer-facts.tsx';
import { photosOf } from '../photo.ts';
import { OfferPhotos } from './photos.tsx';
import { offerIn } from './reach.ts';

const points = Array.from({ length: MOST_POINTS + 1 }, (_, index) => String(index)) as [string, ...string[]]; // never empty
const score = fields.choice(points).transform(Number);

/** The desk scores an offer; what follows from the scores happens at once. Whoever wrote a part of it does not. */
export const reviewRoute = formRoute({
  path: '/desk/trade/:id/review',
  who: desk,
  params: z.object({ id: idOf<'trade.offers'>() }),
  body: z.object({
    clear: score,
    capacity: score,
    papers: score,
    answers: score,
    advice: fields.optionalLongText(2_000),
    revision: fields.whole(1, 1_000_000),
  }),
  view: async (ctx, { params: { id } }, entry) => {
    const { t } = ctx;
    const offer = await offerIn(ctx, 'desk', id);
    const author = await isAuthor(ctx.trx, accountOf(ctx), id);
    return page(
      t('trade.review.title'),
      <>
        <ErrorSummary errors={entry.errors} />
        <PageHeading title={t('trade.review.title')} lead={t('trade.review.lead')} />
        {author && <Notice tone="warning">{t('trade.refusal.own-offer')}</Notice>}
        <OfferFacts ctx={ctx} offer={offer} corridors={await readCorridors(ctx)} />
        <OfferPhotos ctx={ctx} photos={await photosOf(ctx.trx, id)} open />
        <Form entry={entry}>
          <input type="hidden" name="revision" value={offer.revision} />
          {scoreNames.map((name) => (
            <RadioField
              key={name}
              name={name}
              label={t(`trade.score.${name}`)}
              hint={t(`trade.score.${name}-hint`)}
              choices={points.map((value) => ({ value, label: t(`trade.points.${value as '0'}`) }))}
              inline
            />
          ))}
          <TextArea name="advice" label={t('trade.review.advice')} hint={t('trade.review.advice-hint')} optional />
          <Button>{t('trade.review.button')}</Button>
        </Form>
      </>,
      { breadcrumbs: [{ label: offer.title, href: `/desk/trade/${id}` }] },
    );
  },
  submit: async (ctx, { params: { id } }, { advice, revision, ...scores }) => {
    const offer = await offerIn(ctx, 'desk', id);
    if (!reviewable(offer.state)) throw refuse('wrong-state');
    const outcome = await reviewOffer(ctx.trx, accountOf(ctx), id, { scores, advice, revision }, ctx.now);
    return redirect(`/desk/trade/${id}`, `trade.notice.${outcome}`);
  },
});

/** The way to the review, where one is due. */
export function ReviewSection({ ctx, offer }: { ctx: Context; offer: Offer }) {
  const { t } = ctx;
  if (!reviewable(offer.state)) return null;
  return (
    <Section title={t('trade.review.title')}>
      <ButtonLink href={`/desk/trade/${offer.id}/review`}>{t('trade.review.start')}</ButtonLink>
    </Section>
  );
}
