import { describe, expect, test } from 'vitest';
import { asActor, nobody, type Actor, type AnyWrites } from '#kernel/db';
import { textIn } from '#kernel/i18n';
import { testDatabase } from '#test/database';
import { addHours, addTerritory, changeOffice, openOffice, removeHours, territoriesOf, type OfficeDetails } from './index.ts';
import { AT, officesStage } from './offices.fixtures.ts';

const db = await testDatabase();
const { stage, asVisitor, office, responsibleFor } = officesStage(db);

const details: OfficeDetails = {
  lang: 'en',
  name: 'Desk of Padua',
  about: 'We help founders.',
  howToFind: null,
  placeCode: 'padova',
  languages: ['it', 'en'],
  timeZone: 'Europe/Rome',
  address: 'Example street 2',
  phone: '049 000 0000',
  email: null,
  slotMinutes: 30,
  seatsPerSlot: 2,
  active: true,
};

describe('the manager of an office', () => {
  test('changes its page; a changed source makes the translations outdated', async () => {
    const { id } = await office('padova');
    await asActor(db.app, stage.manager, async (trx) => await changeOffice(trx, stage.manager, id, details, AT));
    const changed = await office('padova');
    expect(changed).toMatchObject({ address: 'Example street 2', phone: '+390490000000', seatsPerSlot: 2 });
    expect(changed.languages).toEqual(['en', 'it']); // English was the first, and stays so
    expect(textIn(changed.name, 'en').text).toBe('Desk of Padua');
    expect(textIn(changed.name, 'it')).toMatchObject({ text: 'Sportello di padova', current: false });
    const { rows } = await db.superuser.query(`select details from audit.entries where verb = 'offices.change' and object_id = $1`, [id]);
    expect(rows[0]).toMatchObject({ details: { fields: expect.arrayContaining(['address', 'phone', 'name', 'about']) as string[] } });
  });

  test('does not turn the source into a translation by saving the page in another language', async () => {
    const { id } = await office('padova');
    await asActor(db.app, stage.manager, async (trx) => await changeOffice(trx, stage.manager, id, { ...details, lang: 'ro' }, AT));
    expect(Object.keys((await office('padova')).about?.texts ?? {})).toEqual(['en']);
    await asActor(
      db.app,
      stage.manager,
      async (trx) => await changeOffice(trx, stage.manager, id, { ...details, lang: 'ro', about: 'Ajutăm fondatori.' }, AT),
    );
    expect((await office('padova')).about?.texts['ro']?.text).toBe('Ajutăm fondatori.');
  });

  test('is told what is wrong with place, zone and phone', async () => {
    const { id } = await office('padova');
    const attempt = async (wrong: Partial<OfficeDetails>) =>
      await asActor(db.app, stage.manager, async (trx) => await changeOffice(trx, stage.manager, id, { ...details, ...wrong }, AT));
    await expect(attempt({ placeCode: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-place', field: 'place' });
    await expect(attempt({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'unknown-time-zone' });
    await expect(attempt({ phone: 'ring twice' })).rejects.toMatchObject({ code: 'wrong-phone' });
  });

  test('adds and removes hours, which must not overlap', async () => {
    const { id } = await office('padova');
    const run = async (work: (trx: AnyWrites) => Promise<void>) => await asActor(db.app, stage.manager, work);
    const line = { weekday: 5, opens: '09:00', closes: '12:00', womenOnly: true } as const;
    await run(async (trx) => await addHours(trx, stage.manager, id, line));
    await expect(
      run(async (trx) => await addHours(trx, stage.manager, id, { ...line, opens: '11:00', closes: '13:00' })),
    ).rejects.toMatchObject({
      code: 'hours-overlap',
    });
    await expect(
      run(async (trx) => await addHours(trx, stage.manager, id, { ...line, opens: '13:00', closes: '13:00' })),
    ).rejects.toMatchObject({
      code: 'closes-before-opening',
    });
    await run(async (trx) => await removeHours(trx, stage.manager, id, line));
    await expect(run(async (trx) => await removeHours(trx, stage.manager, id, line))).rejects.toMatchObject({ code: 'hours-gone' });
  });

  test('cannot change territories or open an office', async () => {
    const { id } = await office('padova');
    await expect(asActor(db.app, stage.manager, async (trx) => await addTerritory(trx, stage.manager, id, 'italy'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      asActor(db.app, stage.manager, async (trx) => await openOffice(trx, stage.manager, 'mine', details, AT)),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('others', () => {
  test.each([
    ['a counsellor of the office', () => stage.counsellor],
    ['the manager of another office', () => stage.otherManager],
    ['a visitor', () => nobody],
  ])('%s is refused by the use case and by the database', async (_who, actorOf) => {
    const actor = actorOf();
    const { id } = await office('padova');
    const run = async (work: (trx: AnyWrites) => Promise<unknown>) => await asActor(db.app, actor, work);
    await expect(run(async (trx) => await changeOffice(trx, actor, id, details, AT))).rejects.toMatchObject({ code: 'forbidden' });
    const update = await run(
      async (trx) => await trx.updateTable('offices.offices').set({ address: 'Elsewhere' }).where('id', '=', id).executeTakeFirst(),
    );
    expect(update).toMatchObject({ numUpdatedRows: 0n });
    const removal = await run(async (trx) => await trx.deleteFrom('offices.hours').where('office_id', '=', id).executeTakeFirst());
    expect(removal).toMatchObject({ numDeletedRows: 0n });
    await expect(
      run(async (trx) => await trx.insertInto('offices.closures').values({ office_id: id, on_day: '2027-01-01' }).execute()),
    ).rejects.toThrow(/row-level security/);
    const [placeId] = await asVisitor(async (trx) => await territoriesOf(trx, id));
    if (!placeId) throw new Error('no territory');
    await expect(
      run(async (trx) => await trx.insertInto('offices.territories').values({ office_id: id, place_id: placeId }).execute()),
    ).rejects.toThrow(/row-level security/);
  });

  test('with one factor only, the manager changes nothing either', async () => {
    const { id } = await office('padova');
    const weak: Actor = { ...stage.manager, assurance: 1 };
    await expect(asActor(db.app, weak, async (trx) => await changeOffice(trx, weak, id, details, AT))).rejects.toMatchObject({
      code: 'second-factor',
    });
  });
});

test('the administrator opens an office and gives it a territory', async () => {
  await asActor(db.app, stage.administrator, async (trx) => {
    const id = await openOffice(trx, stage.administrator, 'bologna', { ...details, placeCode: 'bologna' }, AT);
    await addTerritory(trx, stage.administrator, id, 'emilia-romagna');
  });
  expect(await responsibleFor('parma-province')).toEqual({ office: 'bologna', territory: 'emilia-romagna' });
  const { id: bologna } = await office('bologna');
  const attempt = async (work: (trx: AnyWrites) => Promise<unknown>) => await asActor(db.app, stage.administrator, work);
  await expect(attempt(async (trx) => await addTerritory(trx, stage.administrator, bologna, 'emilia-romagna'))).rejects.toMatchObject({
    code: 'territory-held',
  });
  await expect(attempt(async (trx) => await openOffice(trx, stage.administrator, 'bologna', details, AT))).rejects.toMatchObject({
    code: 'code-taken',
  });
  await expect(attempt(async (trx) => await openOffice(trx, stage.administrator, 'new', details, AT))).rejects.toMatchObject({
    code: 'code-reserved',
  });
});
