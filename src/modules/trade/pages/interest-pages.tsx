import { z } from 'zod';
import {
  Bdi,
  Button,
  EmptyState,
  ErrorSummary,
  Form,
  Lead,
  Link,
  PageHeading,
  PostButton,
  Section,
  SummaryList,
  Table,
  Tag,
} from '#kernel/html';
import { desk, fields, formRoute, page, pageRoute, redirect, signedIn, type Context, type Route } from '#kernel/http';
import { idOf } from '#kernel/db';
import { formatPhone } from '#kernel/text';
import { confirmInterest, endInterest, getInterest, interestContact, listInterests } from '../ask-about-offer.ts';
import { mayConfirm, sides, stateOf, type Interest, type Side } from '../interest.ts';
import type { ContactOf, OfferId } from '../offer.ts';
import { getOffer, offerContact } from '../read-offers.ts';
import { FollowUpsOfInterest } from './follow-up-pages.tsx';
import { interestIn, type Place } from './reach.ts';

const gate = { me: signedIn, desk } as const;
const params = z.object({ id: idOf<'trade.interests'>() });
const acts = ['confirm', 'end'] as const;

const tones = { asked: 'info', confirmed: 'success', ended: 'neutral' } as const;

export function InterestTag({ ctx, interest }: { ctx: Context; interest: Interest }) {
  const state = stateOf(interest);
  return <Tag tone={tones[state]}>{ctx.t(`trade.interest.${state}`)}</Tag>;
}

/** Interests in a list, each with the way to its page. */
export function InterestTable({
  ctx,
  place,
  interests,
  caption,
}: {
  ctx: Context;
  place: Place;
  interests: readonly Interest[];
  caption: string;
}) {
  const { t, format } = ctx;
  return (
    <Table<Interest>
      caption={caption}
      hideCaption
      rows={interests}
      rowKey={(one) => one.id}
      empty={<EmptyState title={t('trade.interests.none')} />}
      columns={[
        {
          key: 'who',
          header: t('trade.interest.who'),
          cell: (one) => (
            <Link href={`/${place}/trade/interests/${one.id}`}>
              <Bdi>{one.who}</Bdi>
            </Link>
          ),
        },
        { key: 'asked', header: t('trade.interest.when'), cell: (one) => format.instant(one.askedAt, 'short') },
        { key: 'state', header: t('trade.field.state'), cell: (one) => <InterestTag ctx={ctx} interest={one} /> },
      ]}
    />
  );
}

/** Who asked about an offer. */
export async function InterestsOfOffer({ ctx, place, id }: { ctx: Context; place: Place; id: OfferId }) {
  const interests = await listInterests(ctx.trx, { offerId: id });
  return (
    <Section title={ctx.t('trade.interests.received')}>
      <InterestTable ctx={ctx} place={place} interests={interests} caption={ctx.t('trade.interests.received')} />
    </Section>
  );
}

/** One interest: what they ask, who has confirmed, and the other side's contact once both have. */
const showRoute = (place: Place): Route =>
  pageRoute({
    path: `/${place}/trade/interests/:id`,
    who: gate[place],
    params,
    view: async (ctx, { params: { id } }) => {
      const { t, format } = ctx;
      const { interest, sides: own } = await interestIn(ctx, place, id);
      const offer = await getOffer(ctx.trx, interest.offerId);
      const state = stateOf(interest);
      const confirmed = (at: Date | null) => (at ? format.instant(at) : t('trade.interest.not-yet'));
      return page(
        t('trade.interest.title'),
        <>
          <PageHeading title={t('trade.interest.title')} caption={<InterestTag ctx={ctx} interest={interest} />} />
          <Lead>{t(`trade.interest.${state}-text`)}</Lead>
          <SummaryList
            rows={[
              {
                key: 'offer',
                label: t('trade.interest.about'),
                value: (
                  <OfferLink
                    place={place}
                    own={own}
                    id={interest.offerId}
                    title={offer?.title}
                    otherwise={t('trade.interest.offer-gone')}
                  />
                ),
              },
              { key: 'who', label: t('trade.interest.who'), value: interest.who },
              { key: 'message', label: t('trade.interest.message'), value: <span dir="auto">{interest.message}</span> },
              { key: 'owner', label: t('trade.interest.owner-agreed'), value: confirmed(interest.ownerConfirmedAt) },
              { key: 'asker', label: t('trade.interest.asker-agreed'), value: confirmed(interest.askerConfirmedAt) },
            ]}
          />
          <Actions ctx={ctx} place={place} interest={interest} own={own} />
          {await FollowUpsOfInterest({ ctx, place, interest })}
          {await contacts(ctx, interest, own)}
        </>,
        { breadcrumbs: [{ label: t('trade.mine.title'), href: `/${place}/trade` }] },
      );
    },
  });

function OfferLink({
  place,
  own,
  id,
  title,
  otherwise,
}: {
  place: Place;
  own: readonly Side[];
  id: OfferId;
  title: string | undefined;
  otherwise: string;
}) {
  if (!title) return <>{otherwise}</>;
  return (
    <Link href={own.includes('owner') ? `/${place}/trade/${id}` : `/trade/${id}`}>
      <Bdi>{title}</Bdi>
    </Link>
  );
}

function Actions({ ctx, place, interest, own }: { ctx: Context; place: Place; interest: Interest; own: readonly Side[] }) {
  const { t } = ctx;
  if (interest.endedAt) return null;
  const action = `/${place}/trade/interests/${interest.id}/act`;
  return (
    <>
      {own.map((side) => (
        <div class="button-group" key={side}>
          {mayConfirm(interest, side) && (
            <PostButton kind="primary" action={action} fields={{ act: 'confirm', side }}>
              {t(`trade.interest.confirm-${side}`)}
            </PostButton>
          )}
          <PostButton kind="warning" action={action} fields={{ act: 'end', side }}>
            {t(`trade.interest.end-${side}`)}
          </PostButton>
        </div>
      ))}
    </>
  );
}

/** What the database lets the actor read of the two contacts: their own, and the other one once both have confirmed. */
async function contacts(ctx: Context, interest: Interest, own: readonly Side[]) {
  const { t } = ctx;
  const owner = await offerContact(ctx.trx, interest.offerId);
  const asker = await interestContact(ctx.trx, interest.id);
  const mine = (side: Side) => own.includes(side);
  return (
    <>
      <ContactSection ctx={ctx} title={t(mine('owner') ? 'trade.contact.own-offer' : 'trade.contact.theirs')} contact={owner} />
      <ContactSection ctx={ctx} title={t(mine('asker') ? 'trade.contact.own-question' : 'trade.contact.theirs')} contact={asker} />
    </>
  );
}

function ContactSection({ ctx, title, contact }: { ctx: Context; title: string; contact: ContactOf | null }) {
  const { t } = ctx;
  return (
    <Section title={title}>
      {contact ? (
        <SummaryList
          rows={[
            { key: 'name', label: t('trade.contact.name'), value: contact.name },
            ...(contact.phone
              ? [{ key: 'phone', label: t('trade.contact.phone'), value: <bdi dir="ltr">{formatPhone(contact.phone)}</bdi> }]
              : []),
            ...(contact.email ? [{ key: 'email', label: t('trade.contact.email'), value: <bdi dir="ltr">{contact.email}</bdi> }] : []),
          ]}
        />
      ) : (
        <p>{t('trade.contact.closed')}</p>
      )}
    </Section>
  );
}

/** A side confirms, or ends it. */
const actRoute = (place: Place): Route =>
  formRoute({
    path: `/${place}/trade/interests/:id/act`,
    who: gate[place],
    params,
    body: z.object({ act: fields.choice(acts), side: fields.choice(sides) }),
    view: async (ctx, { params: { id } }, entry) => {
      const { t } = ctx;
      const { interest, sides: own } = await interestIn(ctx, place, id);
      const side = own.find((one) => one === entry.value('side')) ?? own[0] ?? 'asker';
      const act = mayConfirm(interest, side) && entry.value('act') !== 'end' ? 'confirm' : 'end';
      return page(
        t(`trade.interest.${act}-${side}`),
        <>
          <ErrorSummary errors={entry.errors} />
          <PageHeading title={t(`trade.interest.${act}-${side}`)} lead={t(`trade.interest.${act}-lead`)} />
          <Form>
            <input type="hidden" name="act" value={act} />
            <input type="hidden" name="side" value={side} />
            <Button>{t(`trade.interest.${act}-${side}`)}</Button>
          </Form>
        </>,
        { breadcrumbs: [{ label: t('trade.interest.title'), href: `/${place}/trade/interests/${id}` }] },
      );
    },
    submit: async (ctx, { params: { id } }, { act, side }) => {
      const { sides: own } = await interestIn(ctx, place, id);
      // Somebody who speaks for one side only acts for that one, whatever the form says.
      const speaking = own.includes(side) ? side : (own[0] ?? side);
      if (act === 'end') await endInterest(ctx.trx, id, speaking, ctx.now);
      else await confirmInterest(ctx.trx, id, speaking, ctx.now);
      const after = await getInterest(ctx.trx, id);
      const notice = act === 'end' ? 'ended' : after?.confirmedAt ? 'opened' : 'confirmed';
      return redirect(`/${place}/trade/interests/${id}`, `trade.notice.${notice}`);
    },
  });

export const interestRoutes: readonly Route[] = (['me', 'desk'] as const).flatMap((place) => [showRoute(place), actRoute(place)]);
