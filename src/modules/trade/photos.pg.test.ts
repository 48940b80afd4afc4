import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, isForbidden, nobody } from '#kernel/db';
import { aPicture } from '#test/fixtures-trade';
import { testSite, type SessionCookie } from '#test/site';
import type { OfferId } from './offer.ts';
import { addPhoto, openPhoto, photosOf, removePhoto, type PhotoId } from './photo.ts';
import { getOffer, publishedOffer } from './read-offers.ts';
import { reviewOffer } from './review-offer.ts';
import { acting, good, plantDraft, plantPublished, plantTrade, type TradeGround } from './trade.fixtures.ts';
import { actOnOffer } from './write-offer.ts';

const site = await testSite();
let ground: TradeGround;
let offer: OfferId;
let officer: SessionCookie;

beforeAll(async () => {
  ground = await plantTrade(site);
  officer = await site.signIn(ground.here.officer.accountId);
});
beforeEach(async () => {
  offer = await plantDraft(site, ground, ground.here);
});

/** The same picture with one byte more behind the name of its compression, so that it counts as another one. */
const another = (count: number) => {
  const bytes = Buffer.from(aPicture);
  bytes.writeUInt8(count, bytes.length - 20);
  return bytes;
};
const add = async (id = offer, given: { bytes?: Buffer; words?: string; by?: TradeGround['here']['founder'] } = {}) =>
  await acting(
    site,
    given.by ?? ground.here.founder,
    async (trx) => await addPhoto(trx, id, { bytes: given.bytes ?? aPicture, words: given.words ?? 'Bags on a table' }),
  );
const sees = async (id: PhotoId) => await asActor(site.db.app, nobody, async (trx) => (await openPhoto(trx, id)) !== null);
const stands = async (id: OfferId) => await acting(site, ground.here.founder, async (trx) => await getOffer(trx, id));

/** Sends it to the desk, where an officer who did not write it publishes it as it stands. */
async function publish(id: OfferId) {
  await acting(site, ground.here.founder, async (trx) => {
    const { revision = 0 } = (await getOffer(trx, id)) ?? {};
    await actOnOffer(trx, id, 'send', new Date(), '2026-01-01');
    return revision;
  });
  await acting(site, ground.here.officer, async (trx) => {
    const { revision = 0 } = (await getOffer(trx, id)) ?? {};
    await reviewOffer(trx, ground.here.officer.accountId, id, { scores: good, advice: null, revision }, new Date());
  });
}

describe('a photo', () => {
  test('is seen by anybody once its offer is published, and before that by founders and desk alone', async () => {
    const id = await add();
    expect(await sees(id)).toBe(false);
    expect((await site.get(`/en/trade/photos/${id}`)).statusCode).toBe(404);
    expect((await site.get(`/en/trade/photos/${id}`, officer)).statusCode).toBe(200);
    await publish(offer);
    expect(await sees(id)).toBe(true);
    const answer = await site.get(`/en/trade/photos/${id}`);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const page = (await site.get(`/en/trade/${offer}`)).body;
    expect(page).toContain('alt="Bags on a table"');
    expect(page).toMatch(/<img[^>]+loading="lazy"/);
    expect(page).toMatch(/<img[^>]+width="8"[^>]+height="6"/);
  });

  test('that is added or removed takes a published offer off the list until an officer has seen the change', async () => {
    const id = await plantPublished(site, ground, ground.here);
    const photo = await add(id);
    expect(await stands(id)).toMatchObject({ state: 'draft', revision: 2 });
    expect(await asActor(site.db.app, nobody, async (trx) => await publishedOffer(trx, id))).toBeNull();
    await publish(id);
    await acting(site, ground.here.founder, async (trx) => await removePhoto(trx, id, photo));
    expect(await stands(id)).toMatchObject({ state: 'draft', revision: 3 });
  });

  test('that came after the officer looked is not published by that look', async () => {
    await acting(site, ground.here.founder, async (trx) => await actOnOffer(trx, offer, 'send', new Date(), '2026-01-01'));
    await add();
    await expect(
      acting(
        site,
        ground.here.officer,
        async (trx) =>
          await reviewOffer(trx, ground.here.officer.accountId, offer, { scores: good, advice: null, revision: 1 }, new Date()),
      ),
    ).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await stands(offer)).toMatchObject({ state: 'waiting', revision: 2 });
  });

  test('is refused where it is none, is there already, or would be the fifth', async () => {
    await expect(add(offer, { bytes: Buffer.from('<svg/>') })).rejects.toMatchObject({ code: 'photo-not-accepted' });
    await expect(add(offer, { bytes: Buffer.alloc(0) })).rejects.toMatchObject({ code: 'photo-missing' });
    await expect(add(offer, { words: 'Ring +39 347 123 4567' })).rejects.toMatchObject({ code: 'contact-in-text' });
    await add();
    await expect(add()).rejects.toMatchObject({ code: 'same-photo' });
    for (const count of [1, 2, 3]) await add(offer, { bytes: another(count) });
    await expect(add(offer, { bytes: another(4) })).rejects.toMatchObject({ code: 'too-many-photos' });
    expect((await acting(site, ground.here.founder, async (trx) => await photosOf(trx, offer))).map(({ place }) => place)).toEqual([
      1, 2, 3, 4,
    ]);
  });

  test('of two added at the same time takes the last place once', async () => {
    for (const count of [1, 2, 3]) await add(offer, { bytes: another(count) });
    const done = await Promise.allSettled([4, 5].map(async (count) => await add(offer, { bytes: another(count) })));
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('of somebody else’s offer is neither added nor removed', async () => {
    const id = await add();
    const stranger = ground.there.founder;
    await expect(add(offer, { by: stranger, bytes: another(1) })).rejects.toMatchObject({ code: 'not-found' });
    await expect(acting(site, stranger, async (trx) => await removePhoto(trx, offer, id))).rejects.toMatchObject({ code: 'not-found' });
    const published = await plantPublished(site, ground, ground.there);
    const forged = acting(
      site,
      ground.here.founder,
      async (trx) => await trx.updateTable('trade.photos').set({ words: 'Mine' }).where('offer_id', '=', published).executeTakeFirst(),
    );
    expect((await forged).numUpdatedRows).toBe(0n);
    await expect(
      acting(
        site,
        ground.here.founder,
        async (trx) => await trx.updateTable('trade.photos').set({ offer_id: published }).where('id', '=', id).execute(),
      ),
    ).rejects.toSatisfy(isForbidden);
  });
});
