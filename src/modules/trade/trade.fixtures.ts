import { asActor, newId, type AnyWrites } from '#kernel/db';
import type { CorridorId } from '#modules/places';
import { createVenture, type VentureId } from '#modules/ventures';
import { plantAccount, plantLink, plantOffice, plantPerson, type Somebody } from '#test/plant';
import type { TestSite } from '#test/site';
import { makeTranslated } from '#kernel/i18n';
import { addMonths } from '#kernel/time';
import type { FairText } from './fair.ts';
import type { ContactOf, OfferId, OfferText } from './offer.ts';
import { reviewOffer } from './review-offer.ts';
import { actOnOffer, createOffer } from './write-offer.ts';
import type { Scores } from './quality.ts';

type Site = Pick<TestSite, 'db' | 'network'>;

/** An end of the corridor: an office, two officers, a founder with an account and a venture. */
export interface EndOf {
  office: string;
  officer: Somebody;
  colleague: Somebody;
  founder: Somebody;
  venture: VentureId;
}

export interface TradeGround {
  here: EndOf;
  there: EndOf;
  corridor: CorridorId;
}

export const today = (): string => new Date().toISOString().slice(0, 10);

export async function plantTrade(site: Site): Promise<TradeGround> {
  const here = await plantEnd(site, 'here');
  const there = await plantEnd(site, 'there');
  const corridor = newId<'places.corridors'>();
  await site.db.superuser.query(
    `insert into places.corridors (id, code, origin_id, destination_id, facts, source, as_of) values ($1, 'here-there', $2, $3, '[]', '{}', '2026')`,
    [corridor, there.placeId, here.placeId],
  );
  return { here, there, corridor };
}

export async function plantEnd(site: Site, code: string) {
  const { db } = site;
  const { id: office, placeId } = await plantOffice(db, code);
  const officer = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  const colleague = await plantAccount(db, { roles: [{ role: 'counsellor', scope: office }] });
  const founder = { ...(await plantAccount(db)), assurance: 1 as const };
  const person = await plantPerson(site, officer, office);
  await plantLink(db, founder.accountId, person);
  const venture = await asActor(
    db.app,
    officer,
    async (trx) =>
      await createVenture(
        trx,
        officer.accountId,
        { personId: person, officeId: office },
        {
          title: `Venture ${code}`,
          summary: '',
          sector: 'food-processing',
          stage: 'trading',
          location: 'both',
          herePlaceId: null,
          therePlaceId: null,
          needs: [],
        },
      ),
  );
  return { office, placeId, officer, colleague, founder, venture };
}

export const contact = (name: string): ContactOf => ({ name, phone: '+393471234567', email: `${name.toLowerCase()}@example.org` });

export function offerText(ground: TradeGround, given: Partial<OfferText> = {}): OfferText {
  return {
    kind: 'offer',
    what: 'product',
    hsCode: '1202',
    sector: null,
    title: 'Groundnuts in bags',
    description: 'Roasted, with and without salt.',
    quantity: 500n,
    unit: 'kg',
    per: 'month',
    months: [10, 11],
    incoterm: 'FCA',
    termPlace: 'Kaolack',
    certificates: ['food-safety'],
    languages: ['fr', 'wo'],
    corridorId: ground.corridor,
    atEnd: 'origin',
    validUntil: addMonths(today(), 3),
    ...given,
  };
}

const author = { by: 'test', kind: 'human', at: '2026-01-01T00:00:00Z' } as const;

/** A fair of the two ends in a month: one day, four meetings of half an hour at two tables, registration open. */
export const fairText = (ground: TradeGround, given: Partial<FairText> = {}): FairText => ({
  corridorId: ground.corridor,
  officeId: ground.here.office as FairText['officeId'], // the fixture has planted it
  partnerOfficeId: ground.there.office as FairText['officeId'],
  kind: 'fair',
  title: makeTranslated('en', 'Spring fair', author),
  about: makeTranslated('en', 'Food and cloth.', author),
  place: 'Hall of the example',
  firstDay: addMonths(today(), 1),
  lastDay: addMonths(today(), 1),
  opens: '09:00',
  closes: '11:00',
  pauseFrom: null,
  pauseUntil: null,
  slotMinutes: 30,
  tables: 2,
  languages: ['en'],
  registersFrom: today(),
  registersUntil: addMonths(today(), 1),
  whoMay: ['ventures', 'organisations'],
  ...given,
});

export const good: Scores = { clear: 3, capacity: 3, papers: 2, answers: 2 };

export const acting = async <T>({ db }: Site, actor: Somebody, work: (trx: AnyWrites) => Promise<T>): Promise<T> =>
  await asActor(db.app, actor, work);

/** A draft that the founder of an end wrote. */
export async function plantDraft(site: Site, ground: TradeGround, end: EndOf, given: Partial<OfferText> = {}): Promise<OfferId> {
  return await acting(
    site,
    end.founder,
    async (trx) => await createOffer(trx, end.venture, offerText(ground, given), contact('Owner'), today()),
  );
}

/** A published offer of an end. */
export async function plantPublished(site: Site, ground: TradeGround, end: EndOf, given: Partial<OfferText> = {}): Promise<OfferId> {
  const id = await plantDraft(site, ground, end, given);
  await acting(site, end.founder, async (trx) => await actOnOffer(trx, id, 'send', new Date(), today()));
  await acting(site, end.officer, async (trx) => {
    await reviewOffer(trx, end.officer.accountId, id, { scores: good, advice: null, revision: 1 }, new Date());
  });
  return id;
}
