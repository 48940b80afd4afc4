import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asActor, nobody } from '#kernel/db';
import { addDays, addMonths } from '#kernel/time';
import { testSite } from '#test/site';
import { tradeTimetable } from './jobs.ts';
import type { OfferId } from './offer.ts';
import { getOffer, publishedOffer, searchOffers, type OfferSearch } from './read-offers.ts';
import { reviewOffer, reviewsOf } from './review-offer.ts';
import { acting, contact, good, offerText, plantDraft, plantPublished, plantTrade, today, type TradeGround } from './trade.fixtures.ts';
import { actOnOffer, changeOffer, createOffer } from './write-offer.ts';

const site = await testSite();
const { db } = site;
let ground: TradeGround;
beforeAll(async () => {
  ground = await plantTrade(site);
});

const now = () => new Date();
const visible = async (id: OfferId) => (await asActor(db.app, nobody, async (trx) => await publishedOffer(trx, id))) !== null;
const review = async (
  id: OfferId,
  given: { scores?: typeof good; advice?: string | null; revision?: number; by?: 'officer' | 'colleague' } = {},
) => {
  const officer = ground.here[given.by ?? 'officer'];
  const { scores = good, advice = null, revision = 1 } = given;
  return await acting(site, officer, async (trx) => await reviewOffer(trx, officer.accountId, id, { scores, advice, revision }, now()));
};
const act = async (id: OfferId, action: 'send' | 'withdraw' | 'renew') =>
  await acting(site, ground.here.founder, async (trx) => await actOnOffer(trx, id, action, now(), today()));

describe('an offer', () => {
  test('is seen by nobody but its founder and office until it was reviewed', async () => {
    const id = await plantDraft(site, ground, ground.here);
    expect(await visible(id)).toBe(false);
    for (const other of [ground.there.founder, ground.there.officer])
      expect(await acting(site, other, async (trx) => await getOffer(trx, id))).toBeNull();
    expect((await acting(site, ground.here.officer, async (trx) => await getOffer(trx, id)))?.state).toBe('draft');
    await act(id, 'send');
    expect(await visible(id)).toBe(false);
    expect(await review(id)).toBe('published');
    expect(await visible(id)).toBe(true);
  });

  test('goes back with advice, is refused or held, by its scores', async () => {
    const outcomes = [
      [{ clear: 3, capacity: 2, papers: 2, answers: 2 }, 'returned'],
      [{ clear: 1, capacity: 1, papers: 1, answers: 1 }, 'refused'],
      [{ clear: 5, capacity: 5, papers: 5, answers: 0 }, 'held'],
    ] as const;
    for (const [scores, outcome] of outcomes) {
      const id = await plantDraft(site, ground, ground.here);
      await act(id, 'send');
      await expect(review(id, { scores })).rejects.toMatchObject({ code: 'advice-missing' });
      expect(await review(id, { scores, advice: 'Say how much.' })).toBe(outcome);
      expect(await visible(id)).toBe(false);
      const [told] = await acting(site, ground.here.founder, async (trx) => await reviewsOf(trx, id));
      expect(told).toMatchObject({ outcome, advice: 'Say how much.' });
    }
  });

  test('that was held is reviewed again once what was missing is there', async () => {
    const id = await plantDraft(site, ground, ground.here);
    await act(id, 'send');
    await review(id, { scores: { ...good, answers: 0 }, advice: 'Nobody answers.' });
    expect(await review(id)).toBe('published');
    await expect(review(id)).rejects.toMatchObject({ code: 'wrong-state' });
  });

  test('is not reviewed by who wrote a part of it, whatever the application says', async () => {
    const id = await acting(
      site,
      ground.here.officer,
      async (trx) => await createOffer(trx, ground.here.venture, offerText(ground), contact('Owner'), today()),
    );
    await act(id, 'send');
    await expect(review(id)).rejects.toMatchObject({ code: 'own-offer' });
    const other = { ...offerText(ground), title: 'Groundnuts, better told' };
    await acting(site, ground.here.founder, async (trx) => await changeOffer(trx, id, other, contact('Owner'), today()));
    await expect(review(id, { revision: 2 })).rejects.toMatchObject({ code: 'own-offer' });
    await expect(review(id, { by: 'colleague' }), 'of words that were changed meanwhile').rejects.toMatchObject({ code: 'wrong-state' });
    expect(await review(id, { by: 'colleague', revision: 2 })).toBe('published');
  });

  test('that changes is off the list until it was reviewed anew; PostgreSQL refuses to publish the new words', async () => {
    const id = await plantPublished(site, ground, ground.here);
    await acting(
      site,
      ground.here.founder,
      async (trx) => await changeOffer(trx, id, offerText(ground, { description: 'Something else.' }), contact('Owner'), today()),
    );
    expect(await visible(id)).toBe(false);
    const publish = acting(
      site,
      ground.here.founder,
      async (trx) => await trx.updateTable('trade.offers').set({ state: 'published' }).where('id', '=', id).execute(),
    );
    await expect(publish).rejects.toMatchObject({ constraint: 'offers_reviewed' });
    const swap = acting(
      site,
      ground.here.founder,
      async (trx) =>
        await trx
          .updateTable('trade.offers')
          .set({ description: 'Something else again.', state: 'published' })
          .where('id', '=', id)
          .execute(),
    );
    await expect(swap).rejects.toMatchObject({ constraint: 'offers_reviewed' });
  });

  test('is published by a review of its own office only', async () => {
    const id = await plantDraft(site, ground, ground.here);
    await act(id, 'send');
    const { officer } = ground.there;
    const tried = acting(
      site,
      officer,
      async (trx) => await reviewOffer(trx, officer.accountId, id, { scores: good, advice: null, revision: 1 }, now()),
    );
    await expect(tried).rejects.toMatchObject({ code: 'not-found' });
    const forged = acting(
      site,
      ground.here.founder,
      async (trx) =>
        await sql`insert into trade.reviews (id, offer_id, venture_id, office_id, revision, clear, capacity, papers, answers, outcome, reviewed_by)
                  select gen_random_uuid(), id, venture_id, office_id, 1, 5, 5, 5, 5, 'published', ${ground.here.founder.accountId}::uuid from trade.offers where id = ${id}`.execute(
          trx,
        ),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    const lied = acting(
      site,
      ground.here.officer,
      async (trx) =>
        await sql`insert into trade.reviews (id, offer_id, venture_id, office_id, revision, clear, capacity, papers, answers, outcome, reviewed_by)
                  select gen_random_uuid(), id, venture_id, office_id, 1, 5, 5, 5, 0, 'published', ${ground.here.officer.accountId}::uuid from trade.offers where id = ${id}`.execute(
          trx,
        ),
    );
    await expect(lied).rejects.toMatchObject({ constraint: 'reviews_rule' });
  });

  test('is refused while half of it is missing, too long shown, or telling a contact', async () => {
    const wrong = [
      [{ hsCode: null }, 'goods-missing'],
      [{ hsCode: '7701' }, 'unknown-goods'],
      [{ what: 'service', hsCode: null }, 'service-missing'],
      [{ unit: null }, 'amount-incomplete'],
      [{ termPlace: null }, 'term-incomplete'],
      [{ title: 'Ring +39 347 123 4567' }, 'contact-in-text'],
      [{ description: 'Write to a@example.org' }, 'contact-in-text'],
      [{ termPlace: 'www.shop.example' }, 'contact-in-text'],
      [{ validUntil: addDays(addMonths(today(), 6), 1) }, 'valid-too-long'],
      [{ validUntil: addDays(today(), -1) }, 'valid-too-long'],
    ] as const;
    for (const [given, code] of wrong) await expect(plantDraft(site, ground, ground.here, given)).rejects.toMatchObject({ code });
    await expect(plantDraft(site, ground, ground.here, { validUntil: addMonths(today(), 6) })).resolves.toBeTruthy();
  });

  test('of another venture cannot be written', async () => {
    const tried = acting(
      site,
      ground.there.founder,
      async (trx) => await createOffer(trx, ground.here.venture, offerText(ground), contact('Thief'), today()),
    );
    await expect(tried).rejects.toMatchObject({ code: 'no-such-venture' });
  });
});

describe('the last day', () => {
  const expire = async () => {
    const [night] = tradeTimetable;
    await night?.task.perform({ db: db.jobs, log: { info: () => undefined } } as never, {}); // all that the task reads of its context
  };

  test('takes an offer off the list at once, the job marks it, and one button shows it again for six months', async () => {
    const id = await plantPublished(site, ground, ground.here);
    await db.superuser.query('alter table trade.offers disable trigger offers_guard');
    await db.superuser.query(`update trade.offers set valid_from = current_date - 30, valid_until = current_date - 1 where id = $1`, [id]);
    await db.superuser.query('alter table trade.offers enable trigger offers_guard');
    expect(await visible(id)).toBe(false);
    const other = await plantPublished(site, ground, ground.here);
    await expire();
    const state = async (one: OfferId) => (await acting(site, ground.here.founder, async (trx) => await getOffer(trx, one)))?.state;
    expect([await state(id), await state(other)]).toEqual(['expired', 'published']);
    await act(id, 'renew');
    const renewed = await acting(site, ground.here.founder, async (trx) => await getOffer(trx, id));
    expect(renewed).toMatchObject({ state: 'published', validUntil: addMonths(today(), 6) });
    expect(await visible(id)).toBe(true);
  });

  test('of a draft is not prolonged by the button, and what was taken back is found no more', async () => {
    const id = await plantDraft(site, ground, ground.here);
    await expect(act(id, 'renew')).rejects.toMatchObject({ code: 'wrong-state' });
    const shown = await plantPublished(site, ground, ground.here);
    await act(shown, 'withdraw');
    expect(await visible(shown)).toBe(false);
    await expect(act(shown, 'withdraw')).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

describe('the search', () => {
  beforeAll(async () => {
    await plantPublished(site, ground, ground.here, { title: 'Argan oil in bottles', hsCode: '1515', description: 'Cold pressed.' });
    await plantPublished(site, ground, ground.there, {
      kind: 'request',
      what: 'service',
      hsCode: null,
      sector: 'construction',
      title: 'Window fitters',
    });
  });
  const search = async (given: Partial<OfferSearch>) =>
    await asActor(db.app, nobody, async (trx) => await searchOffers(trx, { page: 1, pageSize: 50, ...given }));
  const titles = async (given: Partial<OfferSearch>) => (await search(given)).offers.map(({ title }) => title);

  test('finds by words of the offer and by the name of the goods in any language, also by a beginning', async () => {
    for (const words of ['argan', 'ARGAN bottles', 'olio di argan', 'أركان', '1515', 'arg'])
      expect(await titles({ words }), words).toEqual(['Argan oil in bottles']);
  });

  test('finds words with a slip, and says so', async () => {
    expect(await search({ words: 'botles' })).toMatchObject({ nearly: true, total: 1 });
    expect(await search({ words: 'bottles' })).toMatchObject({ nearly: false, total: 1 });
    expect(await search({ words: 'xqzzyw' })).toMatchObject({ nearly: false, total: 0 });
  });

  test('narrows by corridor, chapter, kind and what it is', async () => {
    expect(await titles({ chapter: '15' })).toEqual(['Argan oil in bottles']);
    expect(await titles({ kind: 'request' })).toEqual(['Window fitters']);
    expect(await titles({ what: 'service', kind: 'offer' })).toEqual([]);
    expect((await search({ corridorId: ground.corridor })).total).toBe((await search({})).total);
  });

  test('takes signs that mean something to a search engine for nothing', async () => {
    for (const words of ["' | !a & (", ':*', '\\', '   ', "'; drop table trade.offers; --", 'a'.repeat(5_000), '%_'])
      await expect(search({ words })).resolves.toBeDefined();
  });

  test('turns pages without losing one', async () => {
    const all = (await search({})).offers.map(({ id }) => id);
    const turned = [];
    for (let page = 1; page <= all.length; page += 1) turned.push(...(await search({ page, pageSize: 1 })).offers.map(({ id }) => id));
    expect(turned).toEqual(all);
  });

  test('shows nothing of who it is', async () => {
    const [offer] = (await search({})).offers;
    expect(Object.keys(offer ?? {}).filter((key) => /venture|office|contact|phone|email|name/i.test(key))).toEqual([]);
  });
});
