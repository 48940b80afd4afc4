import { z } from 'zod';
import {
  Bdi,
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  Lead,
  Notice,
  PageHeading,
  PostButton,
  Section,
  Timeline,
} from '#kernel/html';
import { desk, fields, formRoute, page, pageRoute, redirect, refuseHttp, signedIn, type Context, type Route } from '#kernel/http';
import { idOf } from '#kernel/db';
import { actions, allowed, type Offer } from '../offer.ts';
import { totalOf } from '../quality.ts';
import { offerContact } from '../read-offers.ts';
import { reviewsOf, type Review } from '../review-offer.ts';
import { actOnOffer, changeOffer, createOffer } from '../write-offer.ts';
import { InterestsOfOffer } from './interest-pages.tsx';
import { OfferFacts, readCorridors, StateTag, KindTag } from './offer-facts.tsx';
import { contactIn, OfferFields, offerBody, textOf, todayOf } from './offer-fields.tsx';
import { OwnPhotos } from './photos.tsx';
import { ReviewSection } from './review.tsx';
import { offerIn, ventureIn, type Place } from './reach.ts';

const params = z.object({ id: idOf<'trade.offers'>() });
const gate = { me: signedIn, desk } as const;

function crumbs(ctx: Context, place: Place, offer?: Offer) {
  const list = { label: ctx.t('trade.mine.title'), href: `/${place}/trade` };
  return offer ? [list, { label: offer.title, href: `/${place}/trade/${offer.id}` }] : [list];
}

/** Writes an offer or request of a venture. */
const newRoute = (place: Place): Route =>
  formRoute({
    path: `/${place}/ventures/:id/trade`,
    who: gate[place],
    params: z.object({ id: idOf<'ventures.ventures'>() }),
    body: offerBody,
    view: async (ctx, { params: asked }, entry) => {
      const { t } = ctx;
      const venture = await ventureIn(ctx, place, asked.id);
      const corridors = await readCorridors(ctx);
      return page(
        t('trade.new.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('trade.new.title')} lead={t('trade.new.lead')} caption={<Bdi>{venture.title}</Bdi>} />
          <OfferFields ctx={ctx} entry={entry} offer={null} contact={null} corridors={corridors} draft={`trade-new-${venture.id}`} />
        </>,
        { breadcrumbs: crumbs(ctx, place) },
      );
    },
    submit: async (ctx, { params: asked }, form) => {
      const venture = await ventureIn(ctx, place, asked.id);
      const id = await createOffer(ctx.trx, venture.id, textOf(await readCorridors(ctx), form), contactIn(form), todayOf(ctx));
      return redirect(`/${place}/trade/${id}`, 'trade.notice.written');
    },
  });

const editRoute = (place: Place): Route =>
  formRoute({
    path: `/${place}/trade/:id/edit`,
    who: gate[place],
    params,
    body: offerBody,
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const offer = await offerIn(ctx, place, id);
      const corridors = await readCorridors(ctx);
      return page(
        t('trade.edit.title'),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t('trade.edit.title')} />
          {offer.state === 'published' && <Notice tone="warning">{t('trade.edit.published')}</Notice>}
          <OfferFields
            ctx={ctx}
            entry={entry}
            offer={offer}
            contact={await offerContact(ctx.trx, id)}
            corridors={corridors}
            draft={`trade-${id}`}
          />
        </>,
        { breadcrumbs: crumbs(ctx, place, offer) },
      );
    },
    submit: async (ctx, { params: { id } }, form) => {
      await offerIn(ctx, place, id);
      await changeOffer(ctx.trx, id, textOf(await readCorridors(ctx), form), contactIn(form), todayOf(ctx));
      return redirect(`/${place}/trade/${id}`, 'trade.notice.written');
    },
  });

/** One offer as its founders and desk see it: what it says, where it stands, what the desk found, who asked. */
const showRoute = (place: Place): Route =>
  pageRoute({
    path: `/${place}/trade/:id`,
    who: gate[place],
    params,
    view: async (ctx, { params: { id } }) => {
      const { t } = ctx;
      const offer = await offerIn(ctx, place, id);
      return page(
        offer.title,
        <>
          <PageHeading
            title={<Bdi>{offer.title}</Bdi>}
            caption={
              <>
                <KindTag ctx={ctx} offer={offer} /> <StateTag ctx={ctx} state={offer.state} />
              </>
            }
            actions={
              <ButtonLink kind="secondary" href={`/${place}/trade/${id}/edit`}>
                {t('trade.edit.button')}
              </ButtonLink>
            }
          />
          <Lead>{t(`trade.state.${offer.state}-text`)}</Lead>
          <div class="button-group">
            {actions
              .filter((action) => allowed(offer.state, action))
              .map((action) => (
                <PostButton
                  key={action}
                  kind={action === 'withdraw' ? 'quiet' : 'primary'}
                  action={`/${place}/trade/${id}/act`}
                  fields={{ action }}
                >
                  {t(`trade.action.${action}`)}
                </PostButton>
              ))}
            {offer.state === 'published' && (
              <ButtonLink kind="secondary" href={`/trade/${id}`}>
                {t('trade.page.public')}
              </ButtonLink>
            )}
          </div>
          <OfferFacts ctx={ctx} offer={offer} corridors={await readCorridors(ctx)} />
          {await OwnPhotos({ ctx, place, id })}
          {place === 'desk' && <ReviewSection ctx={ctx} offer={offer} />}
          <Reviews ctx={ctx} reviews={await reviewsOf(ctx.trx, id)} />
          {await InterestsOfOffer({ ctx, place, id })}
        </>,
        { breadcrumbs: crumbs(ctx, place) },
      );
    },
  });

/** What the desk found each time, with its advice. */
function Reviews({ ctx, reviews }: { ctx: Context; reviews: readonly Review[] }) {
  const { t, format } = ctx;
  return (
    <Section title={t('trade.reviews.title')}>
      {reviews.length === 0 ? (
        <EmptyState title={t('trade.reviews.none')} />
      ) : (
        <Timeline
          entries={reviews.map((one) => ({
            id: one.reviewedAt.toISOString(),
            when: format.instant(one.reviewedAt),
            dateTime: one.reviewedAt.toISOString(),
            title: t('trade.reviews.line', { outcome: t(`trade.outcome.${one.outcome}`), total: totalOf(one) }),
            body: one.advice ? <span dir="auto">{one.advice}</span> : undefined,
          }))}
        />
      )}
    </Section>
  );
}

/** Sends it to the desk, takes it back, or shows it six months more. */
const actRoute = (place: Place): Route =>
  formRoute({
    path: `/${place}/trade/:id/act`,
    who: gate[place],
    params,
    query: z.object({ action: fields.maybe(fields.choice(actions)) }),
    body: z.object({ action: fields.choice(actions) }),
    view: async (ctx, { params: { id }, query }, entry) => {
      const { t } = ctx;
      const offer = await offerIn(ctx, place, id);
      const action =
        actions.find((one) => one === entry.value('action')) ?? query.action ?? actions.find((one) => allowed(offer.state, one));
      if (!action) throw refuseHttp('not-found');
      return page(
        t(`trade.action.${action}`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t(`trade.action.${action}`)} lead={t(`trade.action.${action}-text`)} />
          <Form>
            <input type="hidden" name="action" value={action} />
            <Button>{t(`trade.action.${action}`)}</Button>
          </Form>
        </>,
        { breadcrumbs: crumbs(ctx, place, offer) },
      );
    },
    submit: async (ctx, { params: { id } }, { action }) => {
      await offerIn(ctx, place, id);
      await actOnOffer(ctx.trx, id, action, ctx.now, todayOf(ctx));
      return redirect(`/${place}/trade/${id}`, `trade.notice.${action}`);
    },
  });

/** The pages of an offer, for its founders and for its desk. */
export const offerRoutes: readonly Route[] = (['me', 'desk'] as const).flatMap((place) => [
  newRoute(place),
  editRoute(place),
  showRoute(place),
  actRoute(place),
]);
