import { makeTranslated } from '#kernel/i18n';
import type { CorridorId } from '#modules/places';
import {
  actOnOffer,
  addFact,
  addPhoto,
  askAboutOffer,
  confirmInterest,
  createOffer,
  getOffer,
  lastDay,
  reviewOffer,
  type InterestId,
  type OfferId,
  type FactId,
  type FactText,
  type OfferText,
  type PhotoId,
} from '#modules/trade';
import type { VentureId } from '#modules/ventures';
import { as, type Cast } from './fixtures-cast.ts';
import { plantFairs, type FairWorld } from './fixtures-fairs.ts';
import { must } from './fixtures-ground.ts';
import { plantFounder } from './fixtures-stories.ts';
import { plantAccount, type Somebody } from './plant.ts';

/** Offers in every state that a page shows, and who asked about them. */
export interface TradeWorld {
  corridor: CorridorId;
  mine: { toShow: OfferId; toEdit: OfferId; toSend: OfferId };
  desk: { toShow: OfferId; toEdit: OfferId; toSend: OfferId; toReview: OfferId };
  published: OfferId;
  photos: { shown: PhotoId; mine: PhotoId; desk: PhotoId };
  toAsk: OfferId;
  interests: { toShow: InterestId; toEnd: InterestId; toConfirm: InterestId; toFollow: InterestId };
  validUntil: string;
  /** A published offer of the person's venture. */
  mineShown: OfferId;
  fair: FairWorld;
  fact: FactId;
}

const contact = { name: 'Zenab Exemple', phone: '+393471234567', email: null };

/** Eight points by six, of one colour. */
export const aPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAEUlEQVR42mM4UaGBFTEMpAQA5jNDgcounQIAAAAASUVORK5CYII=',
  'base64',
);

const aFact = (seenOn: string): FactText => ({
  kind: 'customs',
  words: makeTranslated('en', 'Ask the customs of the example before you send food.', {
    by: 'fixtures',
    kind: 'human',
    at: '2026-01-01T00:00:00Z',
  }),
  figure: null,
  unit: null,
  year: null,
  sourceName: 'Leaflet of the Example',
  sourceUrl: null,
  seenOn,
  confirmed: false,
});

/** Plants the offers of the person's venture, and published ones of a venture at the other end. */
export async function plantTrade(cast: Cast, self: Somebody, editor: Somebody, venture: VentureId): Promise<TradeWorld> {
  const { db } = cast.site;
  const { rows } = await db.superuser.query<{ id: CorridorId }>("select id from places.corridors where code = 'kaolack-padova'");
  const corridor = must(rows[0], 'the corridor').id;
  const today = new Date().toISOString().slice(0, 10);
  const validUntil = lastDay(today);
  const write = async (who: Somebody, of: VentureId, title: string) =>
    await as(cast, who, async (trx) => await createOffer(trx, of, { ...text(corridor, validUntil), title }, contact, today));
  const abroad = await plantFounder(cast, { name: 'Ndella', abroad: true });
  const colleague = await plantAccount(db, {
    name: 'Colleague Abroad',
    roles: [{ role: 'counsellor', scope: cast.ground.offices.kaolack.id }],
  });
  const review = async (id: OfferId) => {
    await as(cast, cast.counsellorAbroad, async (trx) => {
      await actOnOffer(trx, id, 'send', new Date(), today);
      const scores = { clear: 4, capacity: 4, papers: 3, answers: 5 };
      await reviewOffer(
        trx,
        cast.counsellorAbroad.accountId,
        id,
        { scores, advice: null, revision: (await getOffer(trx, id))?.revision ?? 0 },
        new Date(),
      );
    });
    return id;
  };
  const publish = async (title: string) => await review(await write(colleague, abroad.venture, title));
  const photograph = async (who: Somebody, id: OfferId) =>
    await as(cast, who, async (trx) => await addPhoto(trx, id, { bytes: aPicture, words: 'Bags on a table' }));
  const agree = async (id: InterestId) => {
    await as(cast, cast.counsellorAbroad, async (trx) => await confirmInterest(trx, id, 'owner', new Date()));
    await db.superuser.query('update trade.follow_ups set due_on = current_date - 3 where interest_id = $1', [id]);
    return id;
  };
  const ask = async (id: OfferId, agrees = false) =>
    await as(cast, self, async (trx) => {
      const question = { asker: { ventureId: venture }, who: 'A bakery in Padua', message: 'Fifty bags?', contact, agrees };
      return await askAboutOffer(trx, id, question, new Date());
    });
  const sent = async (title: string) => {
    const id = await write(self, venture, title);
    await as(cast, self, async (trx) => await actOnOffer(trx, id, 'send', new Date(), today));
    return id;
  };
  const drafts = { mine: await write(self, venture, 'Cakes'), desk: await write(self, venture, 'Biscuits') };
  const pictured = await write(colleague, abroad.venture, 'Groundnuts in bags');
  const shown = await photograph(colleague, pictured);
  const published = await review(pictured);
  const mineShown = await sent('Bread for fairs');
  await as(cast, cast.counsellor, async (trx) => {
    const scores = { clear: 4, capacity: 4, papers: 3, answers: 5 };
    await reviewOffer(trx, cast.counsellor.accountId, mineShown, { scores, advice: null, revision: 1 }, new Date());
  });
  return {
    corridor,
    validUntil,
    mine: {
      toShow: await sent('Bread of two shores'),
      toEdit: drafts.mine,
      toSend: await write(self, venture, 'Rolls'),
    },
    desk: {
      toShow: await sent('Bread in tins'),
      toEdit: drafts.desk,
      toSend: await write(self, venture, 'Flat bread'),
      toReview: await sent('Rusks'),
    },
    published,
    mineShown,
    fact: await as(cast, editor, async (trx) => await addFact(trx, corridor, aFact(today))),
    fair: await plantFairs(cast, corridor, { self, mine: mineShown, abroad: published }, today),
    photos: { shown, mine: await photograph(self, drafts.mine), desk: await photograph(self, drafts.desk) },
    toAsk: await publish('Millet flour'),
    interests: {
      toShow: await ask(await publish('Hibiscus flowers')),
      toEnd: await ask(await publish('Baobab powder')),
      toConfirm: await ask(await publish('Ginger juice')),
      toFollow: await agree(await ask(await publish('Dried mango'), true)),
    },
  };
}

function text(corridorId: CorridorId, validUntil: string): OfferText {
  return {
    kind: 'offer',
    what: 'product',
    hsCode: '1202',
    sector: null,
    title: 'Groundnuts',
    description: 'Roasted, of this harvest.',
    quantity: 500n,
    unit: 'kg',
    per: 'month',
    months: [1, 2],
    incoterm: 'FCA',
    termPlace: 'Kaolack',
    certificates: ['food-safety'],
    languages: ['fr', 'wo'],
    corridorId,
    atEnd: 'origin',
    validUntil,
  };
}
