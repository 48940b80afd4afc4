import { expect, test } from 'vitest';
import { asActor } from '#kernel/db';
import { plantAccount, plantOffice } from '#test/plant';
import { testSite } from '#test/site';
import { expertsFor } from './list-experts.ts';

const { db } = await testSite();

test('experts stand with office and place, those where the firm will be first and marked', async () => {
  const [here, there] = [await plantOffice(db, 'experts-here'), await plantOffice(db, 'experts-there')];
  const counsellor = await plantAccount(db, { roles: [{ role: 'counsellor', scope: here.id }] });
  await plantAccount(db, { name: 'Aida Network', roles: [{ role: 'expert' }] });
  await plantAccount(db, { name: 'Bruno Here', roles: [{ role: 'expert', scope: here.id }] });
  await plantAccount(db, { name: 'Zora There', roles: [{ role: 'expert', scope: there.id }] });
  const ask = async (location: 'here' | 'there' | 'both', therePlaceId: typeof there.placeId | null = there.placeId) =>
    (
      await asActor(db.app, counsellor, async (trx) =>
        expertsFor(trx, { location, herePlaceId: null, therePlaceId, officeId: here.id }, 'en'),
      )
    ).map(({ name, office, place, atEnd }) => [name, office, place, atEnd]);
  const [bruno, zora] = [
    ['Bruno Here', 'Office of experts-here', 'Town of experts-here'],
    ['Zora There', 'Office of experts-there', 'Town of experts-there'],
  ];
  const aida = ['Aida Network', null, null, false];
  expect(await ask('there')).toEqual([[...zora, true], aida, [...bruno, false]]);
  expect(await ask('here')).toEqual([[...bruno, true], aida, [...zora, false]]);
  expect(await ask('both')).toEqual([[...bruno, true], [...zora, true], aida]);
  expect(await ask('there', null)).toEqual([aida, [...bruno, false], [...zora, false]]);
});
