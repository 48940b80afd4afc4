import { describe, expect, test } from 'vitest';
import { asActor, type Actor } from '#kernel/db';
import { giveGrant } from '#kernel/consent';
import { plantAccount, plantLink, plantPerson } from '#test/plant';
import { learnersOf } from './learners-of.ts';
import { openLearning } from './learning.fixtures.ts';
import { studiesOf } from './study.ts';

const { site, db, learner, editor, begin, twoOffices } = await openLearning();

const { padova, kaolack, counsellor } = await twoOffices();

describe('an office', () => {
  test('that has custody sees what a person with a linked account learns; others see nothing without a grant', async () => {
    const person = await plantPerson(site, counsellor, padova);
    const account = await plantAccount(db, { name: 'Awa' });
    await plantLink(db, account.accountId, person);
    const study = await begin(account);
    const seen = async (who: Actor) =>
      await asActor(db.app, who, async (trx) => (await studiesOf(trx, await learnersOf(trx, person))).map(({ id }) => id));
    const abroad = await plantAccount(db, { name: 'Abroad', roles: [{ role: 'counsellor', scope: kaolack }] });
    const trainer = await plantAccount(db, { name: 'Trainer', roles: [{ role: 'trainer', scope: padova }] });
    expect(await seen(counsellor)).toEqual([study]);
    expect(await seen(account)).toEqual([study]);
    for (const who of [abroad, trainer, learner, editor, { ...counsellor, assurance: 1 as const }]) expect(await seen(who)).toEqual([]);
    await asActor(
      db.app,
      counsellor,
      async (trx) =>
        await giveGrant(trx, counsellor, {
          subjectId: person,
          recipient: { kind: 'account', id: trainer.accountId },
          purpose: 'people.purpose.counselling',
          parts: ['learning'],
          language: 'en',
          wording: 'I agree.',
          how: 'spoken-at-desk',
          endsAt: new Date(Date.now() + 86_400_000),
        }),
    );
    expect(await seen(trainer)).toEqual([study]);
    expect(await seen(abroad)).toEqual([]);
  });
});
