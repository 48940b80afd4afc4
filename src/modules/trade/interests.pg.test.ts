import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, newId, nobody } from '#kernel/db';
import { plantAccount, type Somebody } from '#test/plant';
import { testSite } from '#test/site';
import { askAboutOffer, confirmInterest, endInterest, getInterest, interestContact, listInterests } from './ask-about-offer.ts';
import type { InterestId } from './interest.ts';
import type { OfferId } from './offer.ts';
import { offerContact } from './read-offers.ts';
import { acting, contact, plantDraft, plantPublished, plantTrade, today, type TradeGround } from './trade.fixtures.ts';
import { actOnOffer } from './write-offer.ts';

const site = await testSite();
const { db } = site;
let ground: TradeGround;
/** An account that has nothing to do with either venture. */
let stranger: Somebody;
let offer: OfferId;

beforeAll(async () => {
  ground = await plantTrade(site);
  stranger = { ...(await plantAccount(db)), assurance: 1 };
});
beforeEach(async () => {
  offer = await plantPublished(site, ground, ground.here);
});

const ask = async (given: { agrees?: boolean; by?: Somebody; who?: string; message?: string; of?: OfferId } = {}): Promise<InterestId> =>
  await acting(
    site,
    given.by ?? ground.there.founder,
    async (trx) =>
      await askAboutOffer(
        trx,
        given.of ?? offer,
        {
          asker: { ventureId: ground.there.venture },
          who: given.who ?? 'A shop in Kaolack',
          message: given.message ?? 'Fifty bags by May?',
          contact: contact('Asker'),
          agrees: given.agrees ?? true,
        },
        new Date(),
      ),
  );
const confirm = async (id: InterestId, side: 'owner' | 'asker') =>
  await acting(
    site,
    side === 'owner' ? ground.here.founder : ground.there.founder,
    async (trx) => await confirmInterest(trx, id, side, new Date()),
  );
const end = async (id: InterestId, side: 'owner' | 'asker') =>
  await acting(
    site,
    side === 'owner' ? ground.here.founder : ground.there.founder,
    async (trx) => await endInterest(trx, id, side, new Date()),
  );

/** What somebody reads of the two contacts. */
const reads = async (who: Somebody, id: InterestId) =>
  await acting(site, who, async (trx) => ({
    owner: (await offerContact(trx, offer))?.name ?? null,
    asker: (await interestContact(trx, id))?.name ?? null,
  }));

describe('contacts', () => {
  test('open to each other once both sides have confirmed, and not before', async () => {
    const id = await ask({ agrees: false });
    expect(await reads(ground.there.founder, id)).toEqual({ owner: null, asker: 'Asker' });
    expect(await reads(ground.here.founder, id)).toEqual({ owner: 'Owner', asker: null });
    await confirm(id, 'owner');
    expect(await reads(ground.there.founder, id)).toEqual({ owner: null, asker: 'Asker' });
    expect(await reads(ground.here.founder, id)).toEqual({ owner: 'Owner', asker: null });
    await confirm(id, 'asker');
    expect(await reads(ground.there.founder, id)).toEqual({ owner: 'Owner', asker: 'Asker' });
    expect(await reads(ground.here.founder, id)).toEqual({ owner: 'Owner', asker: 'Asker' });
  });

  test('open to the offices of the two sides with them, and to nobody else', async () => {
    const id = await ask();
    expect(await reads(ground.there.officer, id)).toEqual({ owner: null, asker: 'Asker' });
    await confirm(id, 'owner');
    expect(await reads(ground.there.officer, id)).toEqual({ owner: 'Owner', asker: 'Asker' });
    for (const other of [stranger, { ...ground.there.officer, assurance: 1 as const }, { ...ground.there.founder, assurance: 0 as const }])
      expect(await reads(other, id)).toEqual({ owner: null, asker: null });
    expect(await asActor(db.app, nobody, async (trx) => await trx.selectFrom('trade.offer_contacts').select('name').execute())).toEqual([]);
  });

  test.for(['owner', 'asker'] as const)('close at once and for good when the %s ends it', async (side) => {
    const id = await ask();
    await confirm(id, 'owner');
    await end(id, side);
    expect(await reads(ground.there.founder, id)).toEqual({ owner: null, asker: 'Asker' });
    expect(await reads(ground.here.founder, id)).toEqual({ owner: 'Owner', asker: null });
    for (const one of ['owner', 'asker'] as const) await expect(confirm(id, one)).rejects.toMatchObject({ code: 'ended' });
    const back = acting(
      site,
      side === 'owner' ? ground.there.founder : ground.here.founder,
      async (trx) => await trx.updateTable('trade.interests').set({ ended_at: null, ended_by: null }).where('id', '=', id).execute(),
    );
    await expect(back).rejects.toMatchObject({ constraint: 'interests_ended' });
  });

  test('stay with those who agreed when the offer is taken back', async () => {
    const id = await ask();
    await confirm(id, 'owner');
    await acting(site, ground.here.founder, async (trx) => await actOnOffer(trx, offer, 'withdraw', new Date(), today()));
    expect(await reads(ground.there.founder, id)).toEqual({ owner: 'Owner', asker: 'Asker' });
  });
});

describe('an attack', () => {
  const change = async (who: Somebody, id: InterestId, set: object) =>
    await acting(site, who, async (trx) => await trx.updateTable('trade.interests').set(set).where('id', '=', id).executeTakeFirst());

  test('by confirming for the other side is refused by PostgreSQL', async () => {
    const id = await ask({ agrees: false });
    const now = new Date();
    await expect(change(ground.there.founder, id, { owner_confirmed_at: now })).rejects.toMatchObject({ code: '42501' });
    await expect(change(ground.there.officer, id, { owner_confirmed_at: now })).rejects.toMatchObject({ code: '42501' });
    await expect(change(ground.here.founder, id, { asker_confirmed_at: now })).rejects.toMatchObject({ code: '42501' });
    await expect(change(ground.there.founder, id, { confirmed_at: now })).rejects.toMatchObject({ code: '42501' });
    expect((await change(stranger, id, { owner_confirmed_at: now })).numUpdatedRows).toBe(0n);
    await expect(acting(site, ground.there.founder, async (trx) => await confirmInterest(trx, id, 'owner', now))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await reads(ground.there.founder, id)).toEqual({ owner: null, asker: 'Asker' });
  });

  test('by asking with the answer already in it is refused', async () => {
    const insert = async (who: Somebody, more: Record<string, unknown>) =>
      await acting(site, who, async (trx) => {
        await trx
          .insertInto('trade.interests')
          .values({
            id: newId(),
            offer_id: offer,
            venture_id: ground.here.venture,
            office_id: ground.here.office,
            from_venture_id: ground.there.venture,
            from_office_id: ground.there.office,
            who: 'x',
            message: 'y',
            ...more,
          })
          .execute();
      });
    const now = new Date();
    const both = { asker_confirmed_at: now, owner_confirmed_at: now };
    await expect(insert(ground.there.founder, both)).rejects.toMatchObject({ code: '42501' });
    await expect(insert(ground.there.founder, { confirmed_at: now, ...both })).rejects.toMatchObject({ code: '42501' });
    await expect(insert(stranger, {}), 'for a venture that is not theirs').rejects.toMatchObject({ code: '42501' });
    // One's own venture as that of the offer makes one its owner: the key to the offer does not fit.
    const turned = { venture_id: ground.there.venture, office_id: ground.there.office, from_venture_id: ground.there.venture };
    await expect(insert(ground.there.founder, { ...turned, ...both })).rejects.toMatchObject({
      constraint: expect.stringMatching(/interests_not_own|interests_offer/),
    });
  });

  test('by moving an interest of one’s own to another offer, or by opening a contact oneself, is refused', async () => {
    const other = await plantPublished(site, ground, ground.here);
    const id = await ask();
    await expect(change(ground.there.founder, id, { offer_id: other })).rejects.toMatchObject({ code: '42501' });
    const stolen = acting(
      site,
      ground.there.founder,
      async (trx) => await sql`update trade.offer_contacts set phone = '+390000000000' where offer_id = ${offer}`.execute(trx),
    );
    expect((await stolen).numAffectedRows).toBe(0n);
    await confirm(id, 'owner');
    const opened = acting(
      site,
      ground.there.founder,
      async (trx) => await sql`update trade.offer_contacts set phone = '+390000000000' where offer_id = ${offer}`.execute(trx),
    );
    expect((await opened).numAffectedRows, 'even when it may be read').toBe(0n);
  });
});

describe('an interest', () => {
  test('is known to both sides only', async () => {
    const id = await ask();
    for (const who of [ground.here.founder, ground.here.officer, ground.there.founder, ground.there.officer])
      expect(await acting(site, who, async (trx) => await getInterest(trx, id))).toMatchObject({ who: 'A shop in Kaolack' });
    expect(await acting(site, stranger, async (trx) => await getInterest(trx, id))).toBeNull();
    expect(await acting(site, stranger, async (trx) => await listInterests(trx, { offerId: offer }))).toEqual([]);
  });

  test('is open once a venture, and again after it ended', async () => {
    const id = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'already-asked' });
    await end(id, 'asker');
    await expect(ask()).resolves.toBeTruthy();
  });

  test('in an offer that is not shown, or in one’s own, is refused, and so is a contact in its words', async () => {
    const draft = await plantDraft(site, ground, ground.here);
    await expect(ask({ of: draft })).rejects.toMatchObject({ code: 'not-open' });
    const own = await plantPublished(site, ground, ground.there);
    await expect(ask({ of: own })).rejects.toMatchObject({ code: 'own-venture' });
    await expect(ask({ message: 'Ring +221 77 123 45 67' })).rejects.toMatchObject({ code: 'contact-in-text' });
    await expect(ask({ who: 'me@example.org' })).rejects.toMatchObject({ code: 'contact-in-text' });
    await expect(ask({ by: stranger })).rejects.toMatchObject({ code: 'no-such-venture' });
  });
});

test('custody of both ventures moves with their files, and erasure of one takes its interests and contacts along', async () => {
  const id = await ask();
  await confirm(id, 'owner');
  const move = async (venture: string, to: string) => {
    await db.superuser.query(
      `update access.subjects set custodian_id = $2 where id = (select lead_person_id from ventures.ventures where id = $1)`,
      [venture, to],
    );
  };
  await move(ground.here.venture, ground.there.office);
  expect(await acting(site, ground.here.officer, async (trx) => await getInterest(trx, id))).toBeNull();
  expect(await reads(ground.there.founder, id)).toEqual({ owner: 'Owner', asker: 'Asker' });
  await move(ground.here.venture, ground.here.office);
  await db.superuser.query('delete from ventures.ventures where id = $1', [ground.there.venture]);
  for (const table of ['interests', 'interest_contacts'])
    expect((await db.superuser.query(`select from trade.${table}`)).rowCount, table).toBe(0);
  expect(await acting(site, ground.here.founder, async (trx) => await getInterest(trx, id))).toBeNull();
});
