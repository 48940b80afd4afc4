import { beforeAll, expect, test } from 'vitest';
import { aPicture } from '#test/fixtures-trade';
import { testSite, type SessionCookie } from '#test/site';
import { answerFollowUp } from './answer-follow-up.ts';
import { askAboutOffer, confirmInterest } from './ask-about-offer.ts';
import { joinFair } from './join-fair.ts';
import { addPhoto } from './photo.ts';
import { acting, contact, fairText, plantDraft, plantPublished, plantTrade, type TradeGround } from './trade.fixtures.ts';
import { actOnFair, createFair } from './write-fair.ts';

const site = await testSite();
let ground: TradeGround;
let me: SessionCookie, other: SessionCookie;

beforeAll(async () => {
  ground = await plantTrade(site);
  const { here, there } = ground;
  const now = new Date();
  const offer = await plantPublished(site, ground, here, { title: 'Oil of the copy' });
  const draft = await plantDraft(site, ground, here);
  await acting(site, here.founder, async (trx) => await addPhoto(trx, draft, { bytes: aPicture, words: 'Bottles in a row' }));
  const question = { asker: { ventureId: there.venture }, who: 'A shop', message: 'Ten?', contact: contact('Fatou'), agrees: true };
  const interest = await acting(site, there.founder, async (trx) => await askAboutOffer(trx, offer, question, now));
  await acting(site, here.founder, async (trx) => await confirmInterest(trx, interest, 'owner', now));
  const answer = { met: 'yes', contract: 'no', quantity: null, unit: null, valueMinor: null, currency: null, again: null } as const;
  for (const [end, side, note] of [
    [here, 'owner', 'Said by the owner'],
    [there, 'asker', 'Said by the asker'],
  ] as const)
    await acting(
      site,
      end.founder,
      async (trx) =>
        await answerFollowUp(trx, end.founder.accountId, { interestId: interest, side }, { ...answer, obstacles: [], note }, now),
    );
  const fair = await acting(site, here.officer, async (trx) => {
    const id = await createFair(trx, here.officer.accountId, fairText(ground));
    await actOnFair(trx, id, 'announce', now);
    return id;
  });
  await acting(
    site,
    here.founder,
    async (trx) => await joinFair(trx, fair, { offerId: offer }, { who: 'A mill of the copy', languages: ['en'] }),
  );
  me = await site.signIn(here.founder.accountId, 1);
  other = await site.signIn(there.founder.accountId, 1);
});

test('the copy of one’s data holds offers, photos, contacts, follow-ups and fairs, as JSON and as a page', async () => {
  for (const format of ['json', 'html']) {
    const { body } = await site.get(`/en/me/download?format=${format}`, me);
    for (const words of ['Oil of the copy', 'Bottles in a row', 'A shop', 'Said by the owner', 'A mill of the copy', 'Fatou'])
      expect(body, format).toContain(words);
    expect(body, format).not.toContain('Said by the asker');
  }
  expect((await site.get('/en/me/download?format=html', other)).body).not.toContain('A mill of the copy');
});
